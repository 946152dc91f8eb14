import { type Selectable, sql } from 'kysely'
import type { Call } from '#platform/action'
import type { ContactsMessage } from '#platform/schema.gen'
import type { Conversation } from './load-conversation.ts'

/** Every contact that belongs to a ticket, on any channel, oldest first. */
export async function contactsOfTicket(tx: Call['tx'], regionId: number, ticketId: string): Promise<Conversation[]> {
  return tx.selectFrom('contacts.conversation').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).orderBy('opened_at').orderBy('id').limit(500).execute()
}

/** All that was said in contacts, in order. */
export async function messagesOfContacts(tx: Call['tx'], regionId: number, conversationIds: readonly string[]): Promise<Selectable<ContactsMessage>[]> {
  if (conversationIds.length === 0) return []
  return tx
    .selectFrom('contacts.message')
    .selectAll()
    .where('region_id', '=', regionId)
    .where(sql<boolean>`conversation_id = any(${[...conversationIds]}::uuid[])`)
    .orderBy('at')
    .orderBy('conversation_id')
    .orderBy('seq')
    .limit(20_000)
    .execute()
}
