import type { SystemPayload } from '@shouwen/contract/contact-words'
import { type Selectable, sql } from 'kysely'
import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import type { ContactsMessage } from '#platform/schema.gen'
import { say } from './chat-rules.ts'
import type { Conversation } from './load-conversation.ts'
import { contactData } from './record-contact.ts'

export type Message = Selectable<ContactsMessage>

export type NewMessage = {
  direction: 'in' | 'out' | 'note'
  authorKind: 'customer' | 'staff' | 'system'
  authorId?: string | null
  body: string
  payload?: SystemPayload
  fileIds?: readonly string[]
  at?: Date
  clientKey?: string | null
  externalId?: string | null
}

export type Added = { message: Message; conversation: Conversation; repeated: boolean }

/**
 * Writes a message under the lock of its conversation, which gives it its number; a key or an outside id that was there before answers
 * with the message already kept. @param conversation locked by the caller
 */
export async function addMessage(call: Call, conversation: Conversation, given: NewMessage): Promise<Added> {
  const known = await knownMessage(call, conversation, given)
  if (known) return { message: known, conversation, repeated: true }
  const at = given.at ?? call.now
  if ((given.fileIds ?? []).length > 0) await checkFiles(call, conversation, given.fileIds ?? [])
  const after = await call.tx
    .updateTable('contacts.conversation')
    .set((set) => ({ message_count: set('message_count', '+', 1), ...movesOn(given, at) }))
    .where('region_id', '=', conversation.region_id)
    .where('id', '=', conversation.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const message = await call.tx
    .insertInto('contacts.message')
    .values({
      region_id: conversation.region_id,
      conversation_id: conversation.id,
      seq: after.message_count,
      id: call.app.newId(),
      direction: given.direction,
      author_kind: given.authorKind,
      author_id: given.authorId ?? null,
      body: given.body,
      payload: given.payload ? JSON.stringify(given.payload) : null,
      file_ids: [...(given.fileIds ?? [])],
      at,
      client_key: given.clientKey ?? null,
      external_id: given.externalId ?? null
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const internal = given.direction === 'note'
  await record(call, {
    name: internal ? 'contact.noted' : 'contact.message',
    regionId: conversation.region_id,
    subjectKind: 'contact',
    subjectId: conversation.id,
    occurredAt: at,
    data: {
      ...contactData(after),
      messageId: message.id,
      direction: given.direction,
      author: given.authorKind,
      ...(internal ? { internal, customerId: null } : {})
    }
  })
  return { message, conversation: after, repeated: false }
}

/** Something the system says in the thread: kept with what it is about, never counted as an answer. @norm SP-02 */
export function addSystemMessage(
  call: Call,
  conversation: Conversation,
  payload: SystemPayload,
  words: { code?: string; places?: Record<string, string | number>; key?: string } = {}
): Promise<Added> {
  const body = say(words.code ?? payload.kind, conversation.language, words.places)
  return addMessage(call, conversation, { direction: 'out', authorKind: 'system', body, payload, clientKey: words.key })
}

/** What a message changes in its conversation beside the count. */
function movesOn({ direction, authorKind, body }: NewMessage, at: Date) {
  if (direction === 'note') return {}
  const preview = authorKind === 'system' ? {} : { preview: body.slice(0, 120) }
  return {
    last_message_at: sql<Date>`greatest(last_message_at, ${at})`,
    ...preview,
    ...(direction === 'in' ? { last_customer_at: at } : {}),
    ...(authorKind === 'staff' ? { last_staff_at: at } : {})
  }
}

async function knownMessage(
  call: Call,
  { region_id, id }: Conversation,
  { clientKey, externalId }: NewMessage
): Promise<Message | undefined> {
  if (!clientKey && !externalId) return undefined
  const query = call.tx.selectFrom('contacts.message').selectAll().where('region_id', '=', region_id)
  return clientKey
    ? query.where('conversation_id', '=', id).where('client_key', '=', clientKey).executeTakeFirst()
    : query.where('external_id', '=', externalId as string).executeTakeFirst()
}

async function checkFiles(call: Call, { region_id, id }: Conversation, fileIds: readonly string[]): Promise<void> {
  const found = await call.tx
    .selectFrom('platform.file')
    .select('id')
    .where('region_id', '=', region_id)
    .where('subject_id', '=', id)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`id = any(${[...fileIds]}::uuid[])`)
    .execute()
  if (found.length !== fileIds.length) throw refuse('file-missing')
}
