import type { Channel } from '@shouwen/contract/ticket-words'
import type { Permitted } from '#platform/access'
import type { Call } from '#platform/action'
import { happened } from './happened.ts'
import { insertNote } from './insert-note.ts'
import { lockTicket, type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'

/** Words the system says to the customer by itself (a receipt, a notice). They are kept and shown, and never count as an answer. */
export async function tellCustomer(
  call: Call,
  ref: TicketRef,
  given: { body: string; channel: Channel; at?: Date }
): Promise<string> {
  const ticket = await ticketFor(call, 'ticket.answer', ref)
  return insertNote(call, ticket, {
    kind: 'system',
    body: given.body,
    channel: given.channel,
    visibleToCustomer: true,
    at: given.at,
    author: { actor_kind: 'system', actor_id: null }
  })
}

/** Reasons for waiting that a word of the customer ends; an appointment or a locked door is not ended by it. */
const endedByWords = new Set([
  'waiting-information',
  'waiting-documents',
  'customer-considering',
  'customer-unreachable'
])

export type CustomerWords = { body: string; channel: Channel; fileIds?: string[]; at?: Date }

/**
 * The customer has written into the ticket: kept with it, and what waited for exactly that goes on. Words for a ticket that was merged
 * reach the one it was merged into; when that is another customer's, only staff see them there.
 */
export async function customerWrote(
  call: Call,
  ref: TicketRef,
  given: CustomerWords
): Promise<{ ticketId: string; noteId: string; resumed: boolean }> {
  const verb = call.actor.kind === 'customer' ? 'ticket.write-as-customer' : 'ticket.note'
  const addressed = await ticketFor(call, verb, ref)
  const ticket = await liveTicket(call, addressed)
  const at = given.at ?? call.now
  const noteId = await insertNote(call, ticket, {
    kind: 'customer',
    body: given.body,
    channel: given.channel,
    fileIds: given.fileIds,
    visibleToCustomer: ticket.customer_id === addressed.customer_id,
    at,
    author: { actor_kind: 'customer', actor_id: addressed.customer_id }
  })
  const resumed = ticket.status === 'pending' && endedByWords.has(ticket.status_reason ?? '')
  const wrote = { name: 'ticket.customer-wrote' as const, data: { noteId, channel: given.channel } }
  const happenings = resumed ? [wrote, { name: 'ticket.resumed' as const, to: 'inProgress' as const }] : [wrote]
  await happened(call, ticket, happenings, { customer_wrote_at: ticket.customer_wrote_at ?? at }, at)
  return { ticketId: ticket.id, noteId, resumed }
}

/** Where the matter goes on. Who may write into the merged ticket may be heard in the one that took it over. */
async function liveTicket(call: Call, ticket: Permitted<Ticket>): Promise<Permitted<Ticket>> {
  let live = ticket
  while (live.merged_into_id)
    live = (await lockTicket(call, { regionId: live.region_id, id: live.merged_into_id })) as Permitted<Ticket>
  return live
}
