import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { mergeTickets as contract } from '@shouwen/contract/ticket-links'
import { sql } from 'kysely'
import { permitTicket } from './access.ts'
import type { Call } from '#platform/action'
import { isHeld } from '#platform/holds'
import { refuse } from '#platform/refusal'
import { type Happening, happened, recordTicketEvents } from './happened.ts'
import { insertNote } from './insert-note.ts'
import { insertLink } from './link-tickets.ts'
import { lockPair } from './lock-pair.ts'
import type { Ticket } from './load-ticket.ts'
import { checkVerb, isOpen } from './ticket.ts'
import { stateOf } from './ticket-state.ts'
import { keepAway } from './recuse.ts'
import { withdrawTasks } from './withdraw-tasks.ts'

/**
 * Two tickets are one matter: the first ends and points to the second, which goes on. Both histories are kept, who follows the first
 * follows the second, and words that come for the first reach the second. The first ticket's promises are called off: those of the
 * second, which is the same matter, go on.
 * @norm TK-01
 */
export async function mergeTickets(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const { one, other } = await lockPair(call, input.ticketId, input.intoId)
  const from = permitTicket(call, 'ticket.merge', one)
  const into = permitTicket(call, 'ticket.merge', other)
  if (from.merged_into_id || into.merged_into_id) throw refuse('ticket-already-merged')
  if (await isHeld(call.tx, from.region_id, [{ kind: 'ticket', id: from.id }])) throw refuse('under-legal-hold')
  checkVerb('merge', from.status)
  if (!isOpen(into.status))
    throw refuse('ticket-status-not-possible', { from: into.status, verb: 'merge', possible: [] })
  await withdrawTasks(call, from)
  await insertLink(call, from, into.id, 'merged')
  await moveFollowers(call, from, into)
  await moveChildren(call, from, into)
  await insertNote(call, into, {
    kind: 'system',
    body: `${from.number} ${from.title}\n${input.reason}`,
    visibleToCustomer: false
  })
  const freed: Happening[] = from.status === 'held' ? [{ name: 'ticket.resumed', to: 'inProgress' }] : []
  const merged: Happening = {
    name: 'ticket.merged',
    to: 'cancelled',
    reason: 'merged',
    detail: input.reason,
    heardAs: 'ticket.cancelled',
    data: { intoId: into.id }
  }
  await happened(call, from, [...freed, merged], { merged_into_id: into.id, child_count: 0 })
  await recordTicketEvents(
    call,
    into,
    [{ name: 'ticket.linked', data: { otherId: from.id, link: 'merged' } }],
    call.now
  )
  const whole = await keepAway(call, into, from.avoid_staff_ids, { cause: 'carried-over', reason: from.number })
  return stateOf(whole)
}

async function moveFollowers(call: Call, from: Ticket, into: Ticket): Promise<void> {
  await sql`insert into tickets.follower (region_id, ticket_id, staff_id, since)
    select region_id, ${into.id}::uuid, staff_id, ${call.now}::timestamptz from tickets.follower where region_id = ${from.region_id} and ticket_id = ${from.id}
    on conflict (region_id, ticket_id, staff_id) do nothing`.execute(call.tx)
}

async function moveChildren(call: Call, from: Ticket, into: Ticket): Promise<void> {
  if (from.child_count === 0) return
  if (into.parent_id) throw refuse('ticket-parent-loop')
  await call.tx
    .updateTable('tickets.ticket')
    .set({ parent_id: into.id })
    .where('region_id', '=', from.region_id)
    .where('parent_id', '=', from.id)
    .execute()
  await call.tx
    .updateTable('tickets.ticket')
    .set({ child_count: into.child_count + from.child_count })
    .where('region_id', '=', into.region_id)
    .where('id', '=', into.id)
    .execute()
}
