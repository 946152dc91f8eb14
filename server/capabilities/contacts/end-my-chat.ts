import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { confirmMyChat as confirmOperation, leaveChat as leaveOperation } from '@shouwen/contract/portal-chat'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { changeStatus, confirmWithCustomer } from '#capabilities/tickets'
import { addSystemMessage } from './add-message.ts'
import { endConversation } from './close-contact.ts'
import { tellContactClocks } from './contact-clocks.ts'
import { isFinished, onBehalf, ticketOf } from './contact-ticket.ts'
import { type Conversation, ownConversation } from './load-conversation.ts'
import { portalConversation } from './portal-view.ts'
import { backToQueue } from './receive-message.ts'
import { change, recordContact } from './record-contact.ts'

/**
 * The customer leaves. Unserved they have given up: the promise of a live answer is void, that of the ticket stands, unless nobody could
 * be told: a visitor who left no contact and heard no person takes the ticket along.
 */
export async function leaveChat(
  call: Call,
  { conversationId }: InputOf<typeof leaveOperation>
): Promise<OutputOf<typeof leaveOperation>> {
  const conversation = await ownConversation(call, conversationId, true)
  if (conversation.state === 'closed') throw refuse('contact-closed')
  return portalConversation(call, await customerLeft(call, conversation))
}

/** The same for whoever else carries the contact, a call that was given up. @param conversation locked, not closed */
export async function customerLeft(call: Call, conversation: Conversation): Promise<Conversation> {
  const unserved = conversation.first_reply_at === null
  const closed = await endConversation(call, conversation, unserved ? 'abandoned' : 'customer-left')
  await tellContactClocks(call, 'contact.left', closed)
  if (unserved && !closed.customer_id && !closed.visitor_contact) await cancelTicket(call, closed)
  return closed
}

async function cancelTicket(call: Call, conversation: Conversation): Promise<void> {
  const ticket = await ticketOf(call, conversation)
  if (!ticket || !['acknowledged', 'inProgress', 'pending'].includes(ticket.status)) return
  await changeStatus(
    onBehalf(call),
    { regionId: ticket.region_id, id: ticket.id },
    { to: 'cancelled', reason: '客户离开且未留联系方式' }
  )
}

/**
 * The customer's word on whether it is solved. Yes closes the ticket by its rule; no puts it back to work and the customer before a
 * person again, at the front. @norm IQ-09 TK-17 SP-12
 */
export async function confirmMyChat(
  call: Call,
  { conversationId, ...answer }: InputOf<typeof confirmOperation>
): Promise<OutputOf<typeof confirmOperation>> {
  const conversation = await ownConversation(call, conversationId, true)
  if (conversation.confirmation !== 'asked') throw refuse('confirmation-not-asked')
  const ticket = await ticketOf(call, conversation)
  if (ticket && !isFinished(ticket))
    await confirmWithCustomer(
      onBehalf(call),
      { regionId: ticket.region_id, id: ticket.id },
      { channel: conversation.channel, ...answer }
    )
  const answered = await change(call, conversation, { confirmation: answer.solved ? 'solved' : 'not-solved' })
  const { conversation: told } = await addSystemMessage(call, answered, {
    kind: answer.solved ? 'solved' : 'not-solved'
  })
  return portalConversation(call, answer.solved ? told : await servedAgain(call, told))
}

async function servedAgain(call: Call, conversation: Conversation): Promise<Conversation> {
  if (conversation.channel !== 'chat' || conversation.state !== 'closed') return conversation
  const queued = await backToQueue(call, conversation, conversation.queued_at ?? call.now)
  await recordContact(call, 'contact.resumed', queued)
  return queued
}
