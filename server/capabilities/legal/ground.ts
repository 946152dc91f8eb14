import type { legalEvents } from '@shouwen/contract/legal'
import { type Selectable, sql } from 'kysely'
import { allows } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import type { DB } from '#platform/schema.gen'
import { staffNames, staffWithRole } from '#capabilities/people'
import { getTicket, noteTicket, permitTicket, type Ticket, ticketPlacement } from '#capabilities/tickets'

type Table = 'legal.linked_case' | 'legal.referral' | 'legal.label' | 'legal.statement' | 'legal.hold' | 'legal.pack'

/** The row with this id, locked when it is to be changed; refuses with `not-found`. Regions are few, so each is asked by its key. */
export async function rowById<T extends Table>(
  call: Call,
  table: T,
  id: string,
  lock = false
): Promise<Selectable<DB[T]>> {
  const regions = await call.tx.selectFrom('platform.region').select('id').execute()
  const row = await call.tx
    .selectFrom(table as 'legal.hold')
    .selectAll()
    .where(
      'region_id',
      'in',
      regions.map((region) => region.id)
    )
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row as unknown as Selectable<DB[T]>
}

/** A ticket the verb is permitted on; refuses with `not-found` and `not-permitted` as the tickets do. */
export async function ticketUnder(
  call: Call,
  verb: string,
  ref: { regionId: number; id: string } | string
): Promise<Ticket> {
  return permitTicket(call, verb, await getTicket(call, ref))
}

/** The same for a complaint; refuses anything else with `legal-complaint-only`. */
export async function complaintUnder(call: Call, verb: string, ticketId: string): Promise<Ticket> {
  const ticket = await ticketUnder(call, verb, ticketId)
  if (ticket.kind !== 'complaint') throw refuse('legal-complaint-only')
  return ticket
}

/** Counsel of the region with the fewest open matters; never somebody who must stay away from the ticket. Null when there is none. @norm TK-26 */
export async function counselFor(call: Call, ticket: Ticket): Promise<{ id: string; unitId: string } | null> {
  const counsel = (await staffWithRole(call.tx, ticket.region_id, ['legal'])).filter(
    ({ id }) => !ticket.avoid_staff_ids.includes(id)
  )
  const { rows } = await sql<{ owner_id: string; open: number }>`
    select owner_id, count(*)::int as open from (
      select owner_id from legal.linked_case where region_id = ${ticket.region_id} and ended_at is null
      union all select owner_id from legal.referral where region_id = ${ticket.region_id} and state = 'open') as own
    where owner_id is not null group by owner_id`.execute(call.tx)
  const load = new Map(rows.map((row) => [row.owner_id, row.open]))
  return counsel.toSorted((a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0))[0] ?? null
}

type Happening = {
  name: keyof typeof legalEvents
  subjectKind: string
  subjectId: string
  data?: Record<string, unknown>
  /** What stands in the history of the ticket, for colleagues only. */
  told?: string
  /** What must be provable later. */
  proof?: Record<string, unknown>
  purpose?: string
}

/** Records what happened on the legal side: event, audit, evidence, and a note in the ticket, all in the caller's transaction. */
export async function legalHappened(
  call: Call,
  ticket: Ticket | null,
  regionId: number,
  { name, subjectKind, subjectId, data, told, proof, purpose }: Happening
): Promise<void> {
  const of = { regionId, subjectKind, subjectId }
  const aboutTicket = ticket ? { ticketId: ticket.id, unitId: ticket.unit_id } : {}
  await record(call, { ...of, name, data: { ...aboutTicket, ...data } })
  await audited(call, { ...of, verb: name, ...(purpose ? { purpose } : {}), detail: { ...aboutTicket, ...data } })
  if (proof)
    await prove(call, {
      ...of,
      ...(ticket ? { subjectKind: 'ticket', subjectId: ticket.id } : {}),
      kind: name,
      payload: {
        ...proof,
        id: subjectId,
        by: call.actor.kind === 'staff' ? call.actor.id : null,
        at: call.now.toISOString()
      }
    })
  if (!ticket || told === undefined) return
  const mayNote = allows(call.actor, 'ticket.note', ticketPlacement(ticket))
  await noteTicket(
    mayNote ? call : { ...call, actor: { kind: 'system', name: 'legal' } },
    { regionId, id: ticket.id },
    { body: told }
  )
}

type Names = Awaited<ReturnType<typeof staffNames>>

/** People by id as pages show them. */
export async function people(
  call: Call,
  ids: readonly (string | null)[]
): Promise<(id: string | null) => { id: string; name: string; jobNumber: string } | null> {
  const names: Names = await staffNames(call.tx, ids)
  return (id) => {
    const found = id === null ? undefined : names.get(id)
    return id !== null && found ? { id, ...found } : null
  }
}

export const iso = (at: Date | null) => at?.toISOString() ?? null
