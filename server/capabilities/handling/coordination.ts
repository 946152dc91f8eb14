import type { CoordinationFields, giveOpinion as opinionOperation, readCoordination as readOperation, saveCoordination as saveOperation } from '@shouwen/contract/handling-room'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import type { HandlingCoordination } from '#platform/schema.gen'
import { findCustomer, maskCustomer } from '#capabilities/customers'
import { unitTree } from '#capabilities/people'
import { isRecused, type Ticket, ticketPlacement, ticketToRead } from '#capabilities/tickets'
import { caseHappened, caseToWorkOn } from './case-ticket.ts'
import { roomOf, unitsOf } from './room.ts'
import { iso, peopleOf, personOf } from './words.ts'

type Fields = Static<typeof CoordinationFields>
type Row = Selectable<HandlingCoordination>

/** The coordination form of a complaint; until it is begun it shows what the ticket and its room already say. @norm TK-29 KA-12 */
export async function readCoordination(call: Call, { ticketId }: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  const ticket = await ticketToRead(call, ticketId)
  return formView(call, ticket, await formOf(call, ticket))
}

/** Begins or changes the form; the clocks of the ticket go on. A changed form needs the manager's opinion anew. Refuses with `changed-meanwhile`. @norm TK-29 KA-12 */
export async function saveCoordination(call: Call, { ticketId, fields, version }: InputOf<typeof saveOperation>): Promise<OutputOf<typeof saveOperation>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const known = await formOf(call, ticket)
  if ((known?.version ?? 0) !== version) throw refuse('changed-meanwhile')
  const changed = { fields: JSON.stringify(fields), version: version + 1, opinion: null, opinion_by: null, opinion_at: null, changed_at: call.now }
  const row = known
    ? await call.tx.updateTable('handling.coordination').set(changed).where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).returningAll().executeTakeFirstOrThrow()
    : await call.tx
        .insertInto('handling.coordination')
        .values({ ...changed, region_id: ticket.region_id, ticket_id: ticket.id, begun_by: staffId(call.actor), begun_at: call.now })
        .returningAll()
        .executeTakeFirstOrThrow()
  await caseHappened(call, ticket, 'handling.coordinated', { version: row.version })
  return formView(call, ticket, row)
}

/** The manager of the department says what they think of the form as it stands. Refuses with `coordination-not-begun` and `own-form`. @norm KA-12 */
export async function giveOpinion(call: Call, { ticketId, words }: InputOf<typeof opinionOperation>): Promise<OutputOf<typeof opinionOperation>> {
  const ticket = await caseToWorkOn(call, ticketId, 'handling.lead')
  const known = await formOf(call, ticket)
  const me = staffId(call.actor)
  if (!known) throw refuse('coordination-not-begun')
  if (known.begun_by === me) throw refuse('own-form')
  const row = await call.tx
    .updateTable('handling.coordination')
    .set({ opinion: words, opinion_by: me, opinion_at: call.now })
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await caseHappened(call, ticket, 'handling.coordinated', { version: row.version, opinion: true })
  await prove(call, { kind: 'complaint.coordination-opinion', regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id, payload: { version: row.version, fields: row.fields, words } })
  return formView(call, ticket, row)
}

async function formOf(call: Call, { region_id, id }: Ticket): Promise<Row | null> {
  return (await call.tx.selectFrom('handling.coordination').selectAll().where('region_id', '=', region_id).where('ticket_id', '=', id).executeTakeFirst()) ?? null
}

async function formView(call: Call, ticket: Ticket, row: Row | null): Promise<OutputOf<typeof readOperation>> {
  const people = await peopleOf(call, [row?.begun_by ?? null, row?.opinion_by ?? null])
  const at = ticketPlacement(ticket)
  const away = isRecused(ticket, staffId(call.actor))
  return {
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    fields: row ? (row.fields as Fields) : await prefilled(call, ticket),
    version: row?.version ?? 0,
    opinion: row?.opinion && row.opinion_at ? { words: row.opinion, by: personOf(people, row.opinion_by), at: row.opinion_at.toISOString() } : null,
    begunBy: personOf(people, row?.begun_by ?? null),
    begunAt: iso(row?.begun_at ?? null),
    changedAt: iso(row?.changed_at ?? null),
    can: {
      write: !away && ticket.kind === 'complaint' && allows(call.actor, 'handling.work', at),
      opine: !away && row !== null && row.begun_by !== staffId(call.actor) && allows(call.actor, 'handling.lead', at)
    }
  }
}

/** From the ticket: account, summary, departments of the room, who answers for it, and when it is due. */
async function prefilled(call: Call, ticket: Ticket): Promise<Fields> {
  const customer = ticket.customer_id ? await findCustomer(call.tx, ticket.region_id, ticket.customer_id) : null
  const room = await roomOf(call.tx, ticket)
  const units = room ? await unitsOf(call.tx, ticket) : []
  const names = new Map((units.length > 0 ? await unitTree(call.tx) : []).map((unit) => [unit.id, unit.nameZh]))
  const owner = ticket.owner_id ? (await peopleOf(call, [ticket.owner_id])).get(ticket.owner_id) : null
  return {
    ...(customer ? { account: `${maskCustomer(call.actor, customer).name}（${customer.number}）` } : {}),
    summary: `${ticket.title}\n${ticket.description}`.slice(0, 4000),
    ...(units.length > 0 ? { departments: units.map((one) => `${names.get(one.unit_id) ?? ''}：${one.duty}`).join('\n').slice(0, 1000) } : {}),
    ...(owner ? { responsible: `${owner.name} ${owner.jobNumber}` } : {}),
    ...(ticket.next_due_at ? { deadline: ticket.next_due_at.toISOString() } : {})
  }
}
