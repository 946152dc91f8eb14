import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  leaveMyContact as contactOperation,
  listMyConversations as listOperation,
  readMyConversation as readOperation,
  sendMyMessage as sendOperation
} from '@shouwen/contract/portal-chat'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import { chatRules, minutesBefore } from './chat-rules.ts'
import { type Conversation, ownConversation } from './load-conversation.ts'
import { portalConversation, portalMessages } from './portal-view.ts'
import { receiveMessage } from './receive-message.ts'
import { change } from './record-contact.ts'

export async function readMyConversation(
  call: Call,
  { conversationId }: InputOf<typeof readOperation>
): Promise<OutputOf<typeof readOperation>> {
  return portalConversation(call, await ownConversation(call, conversationId))
}

/** The customer's conversations, newest first; a visitor has the one they began. */
export async function listMyConversations(
  call: Call,
  input: InputOf<typeof listOperation>
): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 20
  const { actor } = call
  if (actor.kind === 'visitor') {
    const own = await ownConversation(call, actor.conversationId)
    return {
      items: input.openOnly && own.state === 'closed' ? [] : [await portalConversation(call, own)],
      nextCursor: null
    }
  }
  if (actor.kind !== 'customer') return { items: [], nextCursor: null }
  const after = openTimeCursor(input.cursor)
  const rows = await call.tx
    .selectFrom('contacts.conversation')
    .selectAll()
    .where('region_id', '=', actor.regionId)
    .where('customer_id', '=', actor.id)
    .$if(input.openOnly === true, (query) => query.where('state', '!=', 'closed'))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(opened_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = pageOf(
    rows,
    limit,
    (row) => row,
    (row) => [row.opened_at.toISOString(), row.id]
  )
  return {
    items: await Promise.all(page.items.map((row) => portalConversation(call, row))),
    nextCursor: page.nextCursor
  }
}

export async function sendMyMessage(
  call: Call,
  { conversationId, ...input }: InputOf<typeof sendOperation>
): Promise<OutputOf<typeof sendOperation>> {
  const conversation = await ownConversation(call, conversationId, true)
  await refuseFlood(call, conversation)
  const { message } = await receiveMessage(call, conversation, input)
  return (await portalMessages(call, [message]))[0] as OutputOf<typeof sendOperation>
}

/** Refuses with `too-many-requests` when more is written in a minute than anybody could read. */
async function refuseFlood(call: Call, { region_id, id, message_count }: Conversation): Promise<void> {
  const { messages_per_minute } = chatRules().limits
  const row = await call.tx
    .selectFrom('contacts.message')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .where('seq', '>', message_count - 2 * messages_per_minute)
    .where('direction', '=', 'in')
    .where('at', '>', minutesBefore(call.now, 1))
    .executeTakeFirst()
  if (Number(row?.count ?? 0) >= messages_per_minute) throw refuse('too-many-requests')
}

/** The number or address to answer to. @param conversation locked */
export const keepContactOf = (call: Call, conversation: Conversation, contact: string): Promise<Conversation> =>
  change(call, conversation, { visitor_contact: contact })

/** Where the answer can follow when nobody is there. Given once more, it replaces the one before. */
export async function leaveMyContact(
  call: Call,
  input: InputOf<typeof contactOperation>
): Promise<OutputOf<typeof contactOperation>> {
  const conversation = await ownConversation(call, input.conversationId, true)
  if (conversation.state === 'closed') throw refuse('contact-closed')
  return portalConversation(
    call,
    await change(call, conversation, {
      visitor_contact: input.contact,
      contact_asked: false,
      ...(input.name ? { visitor_name: input.name } : {})
    })
  )
}
