import type { Selectable } from 'kysely'
import type { Permitted, Placement } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { TicketsTicket } from '#platform/schema.gen'
import { permitTicket } from './access.ts'

/** Everything but the search index, which is long and of no use to a reader. */
export const ticketColumns = [
  'region_id',
  'id',
  'number',
  'kind',
  'status',
  'status_reason',
  'status_at',
  'title',
  'description',
  'form',
  'customer_id',
  'line_id',
  'contact_name',
  'contact_phone',
  'contact_email',
  'channel',
  'source',
  'category',
  'severity',
  'urgency',
  'scope',
  'priority',
  'priority_because',
  'priority_overridden',
  'customer_grade',
  'facts',
  'major',
  'first_owner_id',
  'owner_id',
  'assignee_id',
  'avoid_staff_ids',
  'queue_code',
  'unit_id',
  'parent_id',
  'merged_into_id',
  'opened_at',
  'accepted_at',
  'first_answered_at',
  'answered',
  'customer_wrote_at',
  'arrived_at',
  'restored_at',
  'resolved_at',
  'closed_at',
  'reopened_count',
  'next_due_at',
  'at_risk_at',
  'requested_resolution_at',
  'external_id',
  'tags',
  'resolution',
  'root_cause',
  'confirmation',
  'task_count',
  'child_count',
  'version',
  'field_versions',
  'created_at',
  'updated_at',
  'tmf'
] as const

export type Ticket = Selectable<Pick<TicketsTicket, (typeof ticketColumns)[number]>>
/** Which ticket: regions keep their tickets apart, so both are needed. */
export type TicketRef = { regionId: number; id: string }

/** The ticket, or null. */
export async function findTicket(tx: Call['tx'], regionId: number, id: string): Promise<Ticket | null> {
  const row = await tx
    .selectFrom('tickets.ticket')
    .select(ticketColumns)
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The ticket, locked until the transaction ends: verbs on one ticket take turns. Refuses with `not-found`. */
export async function lockTicket(call: Call, ref: TicketRef): Promise<Ticket> {
  const row = await lockQuery(call, ref).executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row
}

function lockQuery(call: Call, ref: TicketRef) {
  return call.tx
    .selectFrom('tickets.ticket')
    .select(ticketColumns)
    .where('region_id', '=', ref.regionId)
    .where('id', '=', ref.id)
    .forUpdate()
}

/**
 * Locks a ticket and checks the verb on it. An id alone is looked for in the actor's own region first.
 * Refuses with `not-found`, also when the actor may not even read it, and with `not-permitted`.
 */
export async function ticketFor(
  call: Call,
  verb: string,
  which: TicketRef | string
): Promise<Permitted<Ticket & Placement>> {
  if (typeof which !== 'string') return permitTicket(call, verb, await lockTicket(call, which))
  const home = homeOf(call)
  const near = home === null ? undefined : await lockQuery(call, { regionId: home, id: which }).executeTakeFirst()
  return permitTicket(call, verb, near ?? (await lockTicket(call, await refOf(call, which))))
}

/** Reads a ticket and checks the verb on it, as `ticketFor` without the lock. */
export async function readTicketFor(
  call: Call,
  verb: string,
  which: TicketRef | string
): Promise<Permitted<Ticket & Placement>> {
  return permitTicket(call, verb, await getTicket(call, which))
}

/** The ticket, wherever it is kept; refuses with `not-found`. */
export async function getTicket(call: Call, which: TicketRef | string): Promise<Ticket> {
  const home = homeOf(call)
  const first = typeof which !== 'string' ? which : home === null ? null : { regionId: home, id: which }
  const near = first && (await findTicket(call.tx, first.regionId, first.id))
  if (near) return near
  if (typeof which !== 'string') throw refuse('not-found')
  const ref = await refOf(call, which)
  const far = await findTicket(call.tx, ref.regionId, ref.id)
  if (!far) throw refuse('not-found')
  return far
}

/** Where a ticket known by its id alone is kept; ids are unique in practice. Refuses with `not-found`. */
async function refOf(call: Call, id: string): Promise<TicketRef> {
  const regions = await call.tx.selectFrom('platform.region').select('id').execute()
  const row = await call.tx
    .selectFrom('tickets.ticket')
    .select('region_id')
    .where(
      'region_id',
      'in',
      regions.map((region) => region.id)
    )
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return { regionId: row.region_id, id }
}

const homeOf = ({ actor }: Call) => (actor.kind === 'staff' || actor.kind === 'customer' ? actor.regionId : null)
