import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listContactMessages as deskOperation } from '@shouwen/contract/contact-lists'
import type { listMyMessages as mineOperation } from '@shouwen/contract/portal-chat'
import type { Call } from '#platform/action'
import type { Message } from './add-message.ts'
import { deskMessages } from './desk-view.ts'
import { type Conversation, ownConversation, readableConversation } from './load-conversation.ts'
import { portalMessages } from './portal-view.ts'

const PAGE = 50

const messagesOf = (call: Call, { region_id, id }: Conversation) =>
  call.tx
    .selectFrom('contacts.message')
    .selectAll()
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)

/** What the customer may read after this number, oldest first: never a note. */
export async function messagesAfter(
  call: Call,
  conversation: Conversation,
  seq: number,
  limit: number
): Promise<Message[]> {
  return messagesOf(call, conversation)
    .where('direction', '!=', 'note')
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

export async function listMyMessages(
  call: Call,
  input: InputOf<typeof mineOperation>
): Promise<OutputOf<typeof mineOperation>> {
  const conversation = await ownConversation(call, input.conversationId)
  const messages = await messagesAfter(call, conversation, input.afterSeq ?? 0, input.limit ?? PAGE)
  return { items: await portalMessages(call, messages), lastSeq: conversation.message_count }
}

/** The newest messages, those before a number, or those after one; always in the order they were said. */
export async function listContactMessages(
  call: Call,
  input: InputOf<typeof deskOperation>
): Promise<OutputOf<typeof deskOperation>> {
  const conversation = await readableConversation(call, input.conversationId)
  const limit = input.limit ?? PAGE
  if (input.afterSeq !== undefined) {
    const newer = await messagesOf(call, conversation)
      .where('seq', '>', input.afterSeq)
      .orderBy('seq')
      .limit(limit)
      .execute()
    return {
      items: await deskMessages(call, newer),
      hasEarlier: input.afterSeq > 0,
      lastSeq: conversation.message_count
    }
  }
  const older = await messagesOf(call, conversation)
    .$if(input.beforeSeq !== undefined, (query) => query.where('seq', '<', input.beforeSeq as number))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  const items = older.reverse()
  return {
    items: await deskMessages(call, items),
    hasEarlier: (items[0]?.seq ?? 1) > 1,
    lastSeq: conversation.message_count
  }
}
