import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { decidePause as contract } from '@shouwen/contract/ticket-pauses'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { staffNames } from '#capabilities/people'
import { happened } from './happened.ts'
import { ticketFor } from './load-ticket.ts'
import { askView, isTheirOwn, peopleInAsk, stateOfAsk } from './pause-asks.ts'

/**
 * The second person's word on a pause. Approved, the promises stand still from now, not from when it was asked; declined, they never did.
 * A promise broken by then stays broken. Refuses with `pause-approver-is-asker`, and with `pause-not-open` when it is decided or the
 * ticket has moved on. @norm TK-04
 */
export async function decidePause(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'pause.approve', input.ticketId)
  const ask = await call.tx
    .selectFrom('tickets.pause_ask')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('id', '=', input.askId)
    .executeTakeFirst()
  if (!ask) throw refuse('not-found')
  if (stateOfAsk(ask, ticket) !== 'open') throw refuse('pause-not-open')
  if (isTheirOwn(call.actor, ask, ticket)) throw refuse('pause-approver-is-asker')
  const decided = await call.tx
    .updateTable('tickets.pause_ask')
    .set({ approved: input.approved, decided_by: staffId(call.actor), decided_at: call.now, note: input.note ?? null })
    .where('region_id', '=', ticket.region_id)
    .where('id', '=', ask.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const told = { reason: ask.reason, data: { askId: ask.id } }
  await happened(call, ticket, [
    input.approved
      ? { name: 'ticket.pause-approved', heardAs: ask.stands === 'held' ? 'ticket.held' : 'ticket.waiting', ...told }
      : { name: 'ticket.pause-declined', ...told }
  ])
  return askView(call, decided, ticket, await staffNames(call.tx, peopleInAsk(decided)))
}
