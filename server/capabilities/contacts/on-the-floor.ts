import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { type ContactRef, enqueue, type FloorContactRow, type FloorHooks, leaveQueue, presenceOf, releaseContact } from '#capabilities/floor'
import type { Conversation } from './load-conversation.ts'
import { backToQueue } from './receive-message.ts'
import { contactData } from './record-contact.ts'

/** A conversation as the floor knows it. */
export const floorRef = ({ region_id, id }: Pick<Conversation, 'region_id' | 'id'>): ContactRef => ({ kind: 'conversation', id, regionId: region_id })

/** Puts a conversation that waits into its queue, at its place. Its row is locked. */
export async function waitInQueue(call: Call, conversation: Conversation): Promise<void> {
  await enqueue(call, {
    ...floorRef(conversation),
    channel: conversation.channel,
    queueCode: conversation.queue_code,
    customerId: conversation.customer_id,
    ticketId: conversation.ticket_id,
    language: conversation.language,
    knownStaffId: conversation.known_staff_id,
    queuedAt: conversation.queued_at
  })
}

/** Nobody waits or is served live any more. Its row is locked. @param gaveUp the customer left unserved */
export async function leaveFloor(call: Call, conversation: Conversation, gaveUp = false): Promise<void> {
  if (conversation.state === 'active') await releaseContact(call, floorRef(conversation), { wrapUp: true })
  else if (conversation.state === 'waiting' || conversation.state === 'offered')
    await leaveQueue(call, floorRef(conversation), gaveUp ? 'abandoned' : 'withdrawn')
}

/** Is the person there to see what a customer writes? */
export async function isAtDesk(call: Call, regionId: number, staffId: string | null): Promise<boolean> {
  if (!staffId) return false
  return (await presenceOf(call.tx, regionId, [staffId])).get(staffId)?.atWork ?? false
}

/** How chats follow what the floor does with them. */
export const chatHooks: FloorHooks = {
  async lock(call, regionId, ids) {
    const rows = await call.tx
      .selectFrom('contacts.conversation')
      .select('id')
      .where('region_id', '=', regionId)
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
      .where('state', 'in', ['waiting', 'offered', 'active'])
      .orderBy('id')
      .forUpdate()
      .skipLocked()
      .execute()
    return rows.map((row) => row.id)
  },
  async offered(call, contacts) {
    const { rows } = await sql<Conversation>`
      update contacts.conversation c set state = 'offered', assigned_staff_id = o.staff_id, offered_at = o.offered_at
      from unnest(${contacts.map((one) => one.id)}::uuid[], ${contacts.map((one) => one.staff_id)}::uuid[], ${contacts.map((one) => one.offered_at)}::timestamptz[])
        as o(id, staff_id, offered_at)
      where c.region_id = ${regionOf(contacts)} and c.id = o.id returning c.*`.execute(call.tx)
    return new Map(rows.map((row) => [row.id, contactData(row)]))
  },
  async lapsed(call, contacts) {
    const { rows } = await sql<Conversation>`
      update contacts.conversation c set state = 'waiting', assigned_staff_id = null, offered_at = null, offer_count = offer_count + 1,
        waiting_since = coalesce(waiting_since, ${call.now})
      where c.region_id = ${regionOf(contacts)} and c.id = any(${contacts.map((one) => one.id)}::uuid[]) returning c.*`.execute(call.tx)
    return new Map(rows.map((row) => [row.id, contactData(row)]))
  },
  /** Customers who wait for a word wait for another person; those we answered last stay, until they write again. */
  async deskLeft(call, contacts) {
    const unanswered = await call.tx
      .selectFrom('contacts.conversation')
      .selectAll()
      .where('region_id', '=', regionOf(contacts))
      .where(sql<boolean>`id = any(${contacts.map((one) => one.id)}::uuid[])`)
      .where('state', '=', 'active')
      .where(sql<boolean>`last_customer_at > coalesce(last_staff_at, '-infinity')`)
      .execute()
    for (const conversation of unanswered) await backToQueue(call, conversation, conversation.queued_at ?? call.now)
  }
}

const regionOf = (contacts: readonly FloorContactRow[]): number => contacts[0]?.region_id ?? 0
