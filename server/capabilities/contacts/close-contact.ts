import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { attachTicket as attachOperation, closeContact as closeOperation } from '@shouwen/contract/chat-desk'
import type { CloseReason } from '@shouwen/contract/contact-words'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { changeStatus, getTicket, permitTicket, resolveTicket, type Ticket } from '#capabilities/tickets'
import { addSystemMessage } from './add-message.ts'
import { isFinished, onBehalf, takeForContact, ticketOf } from './contact-ticket.ts'
import { contactItem } from './desk-view.ts'
import { type Conversation, deskConversation, placementOf } from './load-conversation.ts'
import { leaveFloor } from './on-the-floor.ts'
import { change, recordContact } from './record-contact.ts'
import { endTransfers } from './transfer-row.ts'

/**
 * A person ends a conversation. Solved: the ticket is solved and the customer is asked in the thread whether it is; only their yes closes
 * it. To be followed up: the ticket goes on. Spam: it is cancelled. @norm IQ-09 TK-17 SP-12
 */
export async function closeContact(
  call: Call,
  input: InputOf<typeof closeOperation>
): Promise<OutputOf<typeof closeOperation>> {
  const conversation = await deskConversation(call, 'contact.answer', input.conversationId)
  if (conversation.state === 'closed') throw refuse('contact-closed')
  checkMayEnd(call, conversation)
  return contactItem(call, await closeWith(call, conversation, input))
}

/** The same on a conversation the caller has locked and may end. */
export async function closeWith(
  call: Call,
  conversation: Conversation,
  input: Pick<InputOf<typeof closeOperation>, 'outcome' | 'resolution'>
): Promise<Conversation> {
  const ticket = await ticketOf(call, conversation)
  const asked = await settleTicket(call, conversation, ticket, input)
  const told = await tellCustomerOfEnd(call, conversation, input.outcome, asked)
  return endConversation(call, told, input.outcome, asked ? { confirmation: 'asked' } : {})
}

/** Whoever serves it ends it; a conversation nobody has, whoever may answer; a colleague's, whoever assigns. */
function checkMayEnd(call: Call, conversation: Conversation): void {
  const free = conversation.assigned_staff_id === null || conversation.assigned_staff_id === staffId(call.actor)
  if (!free && !allows(call.actor, 'contact.assign', placementOf(conversation))) throw refuse('contact-not-yours')
}

/** What the outcome means for the ticket; true when the customer must be asked. */
async function settleTicket(
  call: Call,
  conversation: Conversation,
  ticket: Ticket | null,
  { outcome, resolution }: Pick<InputOf<typeof closeOperation>, 'outcome' | 'resolution'>
): Promise<boolean> {
  if (!ticket || isFinished(ticket)) return false
  const ref = { regionId: ticket.region_id, id: ticket.id }
  if (outcome === 'spam') {
    if (ticket.status !== 'resolved' && ticket.status !== 'held')
      await changeStatus(onBehalf(call), ref, { to: 'cancelled', reason: '垃圾信息' })
    return false
  }
  if (outcome === 'follow-up') return false
  if (ticket.status === 'resolved') return true
  if (!resolution) throw refuse('required-field-missing', { fields: ['resolution'] })
  await takeForContact(call, conversation)
  await resolveTicket(call, ref, { resolution })
  return true
}

async function tellCustomerOfEnd(
  call: Call,
  conversation: Conversation,
  outcome: 'solved' | 'follow-up' | 'spam',
  asked: boolean
): Promise<Conversation> {
  if (outcome === 'spam') return conversation
  const number = conversation.ticket_number ?? ''
  const { conversation: told } = asked
    ? await addSystemMessage(call, conversation, { kind: 'ask-solved', ticketNumber: number })
    : outcome === 'follow-up'
      ? await addSystemMessage(call, conversation, { kind: 'follow-up', ticketNumber: number }, { places: { number } })
      : { conversation }
  return told
}

/** Ends a conversation the caller has locked, whoever ends it: nobody has it any more, and its desk is free for another. */
export async function endConversation(
  call: Call,
  conversation: Conversation,
  reason: CloseReason,
  more: Partial<Conversation> = {}
): Promise<Conversation> {
  await leaveFloor(call, conversation, reason === 'abandoned')
  const closed = await change(call, conversation, {
    state: 'closed',
    closed_at: call.now,
    closed_by: staffId(call.actor),
    close_reason: reason,
    waiting_since: null,
    offered_at: null,
    staff_read_seq: call.actor.kind === 'staff' ? conversation.message_count : conversation.staff_read_seq,
    ...more
  })
  await endTransfers(call, closed, 'withdrawn')
  await recordContact(call, 'contact.closed', closed, { reason })
  return closed
}

/** Joins a conversation to another ticket of the same customer: it turned out to be about that. @norm CC-08 */
export async function attachTicket(
  call: Call,
  { conversationId, ticketId }: InputOf<typeof attachOperation>
): Promise<OutputOf<typeof attachOperation>> {
  const conversation = await deskConversation(call, 'contact.answer', conversationId)
  return contactItem(
    call,
    await joinTicket(call, conversation, permitTicket(call, 'ticket.note', await getTicket(call, ticketId)))
  )
}

/** The same for others inside the product. @param conversation locked, @param ticket one the caller may change */
export async function joinTicket(call: Call, conversation: Conversation, ticket: Ticket): Promise<Conversation> {
  const strange =
    ticket.customer_id !== null && conversation.customer_id !== null && ticket.customer_id !== conversation.customer_id
  if (ticket.region_id !== conversation.region_id || strange) throw refuse('ticket-other-customer')
  const joined = await change(call, conversation, { ticket_id: ticket.id, ticket_number: ticket.number })
  await recordContact(call, 'contact.transferred', joined, { fromTicketId: conversation.ticket_id })
  return joined
}
