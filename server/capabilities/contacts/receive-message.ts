import { type Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { acknowledge } from './acknowledge.ts'
import { addMessage, type Message } from './add-message.ts'
import { checkContent } from './chat-rules.ts'
import { isFinished, openForContact, oneLine, tellTicketOfCustomer, ticketOf } from './contact-ticket.ts'
import { type Conversation, lockConversation, type ConversationRef } from './load-conversation.ts'
import { isAtDesk, waitInQueue } from './on-the-floor.ts'
import { change, recordContact } from './record-contact.ts'

export type ReceiveInput = {
  body?: string
  fileIds?: readonly string[]
  at?: Date
  clientKey?: string | null
  externalId?: string | null
}

export type Received = { conversation: Conversation; message: Message; repeated: boolean }

/**
 * A further word of the customer in a conversation, on whatever channel. It is kept with the ticket too; a ticket that was finished
 * meanwhile is followed by a new one. A chat that went on by mail, or whose desk was left, goes back to the queue.
 * Refuses with `contact-closed` for a chat that has ended; a mail thread opens again.
 */
export async function receiveMessage(
  call: Call,
  which: ConversationRef | Conversation,
  input: ReceiveInput
): Promise<Received> {
  const locked = 'region_id' in which ? which : await lockConversation(call, which)
  checkContent(input.body, input.fileIds, locked.channel)
  if (locked.state === 'closed' && locked.channel === 'chat') throw refuse('contact-closed')
  const added = await addMessage(call, locked, {
    direction: 'in',
    authorKind: 'customer',
    authorId: locked.customer_id,
    body: input.body ?? '',
    fileIds: input.fileIds,
    at: input.at,
    clientKey: input.clientKey,
    externalId: input.externalId
  })
  if (added.repeated) return added
  const { conversation, renewed } = await tellTicket(call, added.conversation, added.message)
  const awake = await wake(call, conversation)
  const told = renewed && awake.channel === 'chat' ? await acknowledge(call, awake, awake.ticket_id as string) : awake
  return { ...added, conversation: told }
}

async function tellTicket(
  call: Call,
  conversation: Conversation,
  message: Message
): Promise<{ conversation: Conversation; renewed: boolean }> {
  const ticket = await ticketOf(call, conversation)
  if (ticket && !isFinished(ticket)) {
    await tellTicketOfCustomer(call, ticket, conversation.channel, message)
    const moved = ticket.id !== conversation.ticket_id
    return {
      conversation: moved
        ? await change(call, conversation, { ticket_id: ticket.id, ticket_number: ticket.number })
        : conversation,
      renewed: false
    }
  }
  const words = message.body || conversation.subject
  const opened = await openForContact(call, conversation, {
    title: oneLine(words, 80),
    body: words,
    at: message.at,
    live: conversation.channel === 'chat'
  })
  return {
    conversation: await change(call, conversation, { ticket_id: opened.id, ticket_number: opened.number }),
    renewed: true
  }
}

/** Brings a customer who came back before a person again. */
async function wake(call: Call, conversation: Conversation): Promise<Conversation> {
  const { channel, state, assigned_staff_id } = conversation
  if (channel !== 'chat')
    return state === 'closed'
      ? change(call, conversation, { state: 'away', closed_at: null, closed_by: null, close_reason: null })
      : conversation
  const left = state === 'active' && !(await isAtDesk(call, conversation.region_id, assigned_staff_id))
  if (state !== 'away' && !left) return conversation
  const queued = await backToQueue(call, conversation, call.now)
  await recordContact(call, 'contact.resumed', queued)
  return queued
}

/** Waiting for a person at this place in the queue; whoever served the customer before is remembered. */
export async function backToQueue(
  call: Call,
  conversation: Conversation,
  queuedAt: Date,
  more: Partial<Conversation> = {}
): Promise<Conversation> {
  const waiting = await change(call, conversation, {
    state: 'waiting',
    queued_at: queuedAt,
    waiting_since: conversation.waiting_since ?? call.now,
    known_staff_id:
      conversation.state === 'offered'
        ? conversation.known_staff_id
        : (conversation.assigned_staff_id ?? conversation.known_staff_id),
    assigned_staff_id: null,
    offered_at: null,
    mailed_seq: null,
    closed_at: null,
    closed_by: null,
    close_reason: null,
    ...more
  })
  await waitInQueue(call, waiting)
  return waiting
}
