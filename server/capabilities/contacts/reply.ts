import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { noteContact as noteOperation, replyToContact as replyOperation } from '@shouwen/contract/chat-desk'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { addMessage, type Message } from './add-message.ts'
import { checkContent, checkLength } from './chat-rules.ts'
import { tellContactClocks } from './contact-clocks.ts'
import { isFinished, tellTicketOfNote, tellTicketOfReply, ticketOf } from './contact-ticket.ts'
import { deskMessages } from './desk-view.ts'
import { type Conversation, deskConversation } from './load-conversation.ts'
import { staffOf } from './acting-staff.ts'
import { change } from './record-contact.ts'

export type ReplyInput = {
  body?: string
  fileIds?: readonly string[]
  clientKey?: string | null
  externalId?: string | null
  at?: Date
}

/**
 * A person's words to the customer on the channel of the conversation. The first is the answer that the promises wait for, in the ticket
 * and in the conversation. @param conversation locked, and the caller may answer it @norm SP-02 IQ-08
 */
export async function reply(
  call: Call,
  conversation: Conversation,
  input: ReplyInput
): Promise<{ conversation: Conversation; message: Message; repeated: boolean }> {
  const { id } = staffOf(call)
  checkContent(input.body, input.fileIds, conversation.channel)
  checkOwn(conversation, id)
  const added = await addMessage(call, conversation, {
    ...input,
    direction: 'out',
    authorKind: 'staff',
    authorId: id,
    body: input.body ?? ''
  })
  if (added.repeated) return added
  const mine = await change(call, added.conversation, {
    assigned_staff_id: id,
    known_staff_id: id,
    first_reply_at: conversation.first_reply_at ?? added.message.at,
    staff_read_seq: added.message.seq
  })
  const ticket = await ticketOf(call, mine)
  if (ticket && !isFinished(ticket)) await tellTicketOfReply(call, ticket, mine.channel, added.message)
  if (!conversation.first_reply_at) await tellContactClocks(call, 'contact.answered', mine, added.message.at)
  return { ...added, conversation: mine }
}

/** Live, only whoever serves the customer speaks; by mail, whoever may answer, unless a colleague has it. */
function checkOwn({ state, assigned_staff_id }: Conversation, staffId: string): void {
  if (state === 'closed') throw refuse('contact-closed')
  if (assigned_staff_id === staffId && (state === 'active' || state === 'away')) return
  if (state !== 'away' || assigned_staff_id !== null) throw refuse('contact-not-yours')
}

export async function replyToContact(
  call: Call,
  { conversationId, ...input }: InputOf<typeof replyOperation>
): Promise<OutputOf<typeof replyOperation>> {
  const conversation = await deskConversation(call, 'contact.answer', conversationId)
  const { message } = await reply(call, conversation, input)
  return (await deskMessages(call, [message]))[0] as OutputOf<typeof replyOperation>
}

/** Words among us, kept with the ticket too; the customer never sees them and promises hear nothing. */
export async function noteContact(
  call: Call,
  { conversationId, ...input }: InputOf<typeof noteOperation>
): Promise<OutputOf<typeof noteOperation>> {
  const conversation = await deskConversation(call, 'contact.answer', conversationId)
  checkLength(input.body)
  const added = await addMessage(call, conversation, {
    ...input,
    direction: 'note',
    authorKind: 'staff',
    authorId: staffOf(call).id
  })
  const ticket = added.repeated ? null : await ticketOf(call, conversation)
  if (ticket) await tellTicketOfNote(call, ticket, added.message)
  return (await deskMessages(call, [added.message]))[0] as OutputOf<typeof noteOperation>
}
