import type { planLoop as planOperation, readLoop as readOperation } from '@shouwen/contract/improvement-loop'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { staffNames } from '#capabilities/people'
import { getTicket, permitTicket, type Ticket, ticketPlacement } from '#capabilities/tickets'
import { followUpViews } from './follow-ups.ts'
import { rulingViews } from './ruling-row.ts'
import { loopRules } from './rules.ts'

/** Everything that closes the loop of one complaint. @norm TK-17 TK-28 TK-30 */
export async function readLoop(call: Call, { ticketId }: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  return viewOf(call, permitTicket(call, 'ticket.read', await getTicket(call, ticketId)))
}

/** What is done so that it does not happen again, to put it right, and to keep the customer. @norm TK-30 */
export async function planLoop(call: Call, { ticketId, prevention, remedy, maintenance }: InputOf<typeof planOperation>): Promise<OutputOf<typeof planOperation>> {
  const ticket = permitTicket(call, 'ticket.note', await getTicket(call, ticketId))
  if (ticket.kind !== 'complaint') throw refuse('ticket-not-a-complaint')
  await keepLoop(call, ticket)
  await call.tx
    .updateTable('improvement.loop')
    .set({ prevention, remedy, maintenance, planned_by: staffId(call.actor), planned_at: call.now })
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .execute()
  await record(call, { name: 'loop.planned', regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id, data: { unitId: ticket.unit_id } })
  await audited(call, { verb: 'loop.planned', regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id })
  return viewOf(call, ticket)
}

/** The row of a complaint, made when it is first needed. */
export async function keepLoop(call: Call, ticket: Ticket): Promise<void> {
  await sql`insert into improvement.loop (region_id, ticket_id, ticket_number, customer_id, unit_id, owner_id, category, watch_state)
    values (${ticket.region_id}, ${ticket.id}, ${ticket.number}, ${ticket.customer_id}, ${ticket.unit_id}, ${ticket.owner_id}, ${ticket.category}, 'none')
    on conflict (region_id, ticket_id) do update set unit_id = excluded.unit_id, owner_id = excluded.owner_id, category = excluded.category`.execute(call.tx)
}

async function viewOf(call: Call, ticket: Ticket): Promise<OutputOf<typeof readOperation>> {
  const row = await call.tx.selectFrom('improvement.loop').selectAll().where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).executeTakeFirst()
  const followUps = await call.tx.selectFrom('improvement.follow_up').selectAll().where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).orderBy('round').execute()
  const rulings = await call.tx.selectFrom('improvement.ruling').selectAll().where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).orderBy('proposed_at', 'desc').limit(20).execute()
  const people = await staffNames(call.tx, [row?.planned_by ?? null])
  const planner = row?.planned_by ? people.get(row.planned_by) : undefined
  const { manners, follow_up } = loopRules()
  const may = allows(call.actor, 'ticket.note', ticketPlacement(ticket)) && ticket.kind === 'complaint'
  return {
    plan: row?.planned_at ? { prevention: row.prevention ?? '', remedy: row.remedy ?? '', maintenance: row.maintenance ?? '', by: row.planned_by && planner ? { id: row.planned_by, ...planner } : null, at: row.planned_at.toISOString() } : null,
    closedAt: row?.closed_at?.toISOString() ?? null,
    watch: { state: (row?.watch_state ?? 'none') as 'none', until: row?.watch_until?.toISOString() ?? null, recurredTicketId: row?.recurred_ticket_id ?? null },
    recovered: row?.recovered ?? null,
    followUps: await followUpViews(call, followUps),
    rulings: await rulingViews(call, rulings),
    manners: manners.map(({ zh, en }) => ({ zh, en })),
    results: Object.entries(follow_up.results).map(([code, { zh, en }]) => ({ code, zh, en })),
    can: { plan: may, rule: may && !rulings.some(({ state }) => state === 'proposed' || state === 'disputed') }
  }
}
