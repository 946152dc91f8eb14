import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { answerTicket, assignTicket } from '#capabilities/tickets'
import { tellContactClocks } from './contact-clocks.ts'
import { isFinished, takeForContact, ticketOf } from './contact-ticket.ts'
import type { Conversation } from './load-conversation.ts'
import { staffOf } from './acting-staff.ts'
import { change, recordContact } from './record-contact.ts'

/**
 * The acting person answered the customer's call. To be heard by a person is the answer the promises wait for, in the ticket and in the
 * contact; whoever answers first is the ticket's first-asked owner. @param conversation locked, @param words kept with the ticket @norm SP-02 SP-14
 */
export async function serveByPhone(call: Call, conversation: Conversation, words: string): Promise<Conversation> {
  const { id } = staffOf(call)
  const isFirst = conversation.first_reply_at === null
  const served = await change(call, conversation, {
    assigned_staff_id: id,
    known_staff_id: id,
    accepted_at: conversation.accepted_at ?? call.now,
    first_reply_at: conversation.first_reply_at ?? call.now,
    last_staff_at: call.now
  })
  await takeForContact(call, served)
  const ticket = await ticketOf(call, served)
  if (isFirst && ticket && !isFinished(ticket))
    await answerTicket(call, { regionId: ticket.region_id, id: ticket.id }, { body: words, channel: 'phone', fileIds: [] }, call.now)
  if (isFirst) await tellContactClocks(call, 'contact.answered', served)
  return served
}

/** A colleague goes on with it, by the word of whoever had it; null: nobody for now. @param conversation locked */
export async function handConversation(call: Call, conversation: Conversation, staffId: string | null): Promise<Conversation> {
  const handed = await change(call, conversation, { assigned_staff_id: staffId, ...(staffId ? { known_staff_id: staffId } : {}) })
  const ticket = staffId ? await ticketOf(call, handed) : null
  if (ticket && staffId && !isFinished(ticket) && ticket.status !== 'resolved')
    await assignTicket({ ...call, actor: { kind: 'system', name: 'contacts' } }, { regionId: ticket.region_id, id: ticket.id }, { staffId, reason: 'call handed over' })
  await recordContact(call, 'contact.transferred', handed, { fromId: conversation.assigned_staff_id, toId: staffId })
  return handed
}

/** Conversations by their ids, in one query. */
export async function conversationsById(call: Call, regionId: number, ids: readonly string[]): Promise<Map<string, Conversation>> {
  if (ids.length === 0) return new Map()
  const rows = await call.tx
    .selectFrom('contacts.conversation')
    .selectAll()
    .where('region_id', '=', regionId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The newest conversations on one channel that belong to a ticket. */
export async function conversationsOfTicket(
  call: Call,
  { regionId, id }: { regionId: number; id: string },
  channel: Conversation['channel'],
  limit = 50
): Promise<Conversation[]> {
  return call.tx
    .selectFrom('contacts.conversation')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('ticket_id', '=', id)
    .where('channel', '=', channel)
    .orderBy('opened_at', 'desc')
    .limit(limit)
    .execute()
}
