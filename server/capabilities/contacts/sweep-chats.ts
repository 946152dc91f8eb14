import { sql } from 'kysely'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { emailOf } from '#capabilities/customers'
import { returnOffer } from './accept-contact.ts'
import { addSystemMessage } from './add-message.ts'
import { chatRules, isEmail, minutesBefore, secondsBefore } from './chat-rules.ts'
import { endConversation } from './close-contact.ts'
import type { Conversation } from './load-conversation.ts'
import { recordPresence, silentBefore } from './presence.ts'
import { shownContact } from './portal-view.ts'
import { backToQueue } from './receive-message.ts'
import { change, recordContact } from './record-contact.ts'

const ROUND = 100
type Where = ReturnType<typeof sql<boolean>>

/** Does something to each conversation of a region that fits, locked and skipping those others hold; answers how many. */
function sweep(
  app: App,
  regionId: number,
  name: string,
  where: (now: Date) => Where,
  each: (call: Call, conversation: Conversation) => Promise<unknown>
): Promise<number> {
  return transact(app, { kind: 'system', name: `contacts.${name}` }, async (call) => {
    const found = await call.tx
      .selectFrom('contacts.conversation')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('state', 'in', ['waiting', 'offered', 'active'])
      .where(where(call.now))
      .orderBy('id')
      .limit(ROUND)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const conversation of found) await each(call, conversation)
    return found.length
  })
}

/** An offer nobody took goes back to its place, and the person counts as away from the desk. */
export function returnUnanswered(app: App, regionId: number): Promise<number> {
  const due = (now: Date) =>
    sql<boolean>`state = 'offered' and offered_at <= ${secondsBefore(now, chatRules().offer.seconds)}`
  return sweep(app, regionId, 'return-unanswered', due, async (call, conversation) => {
    const staffId = conversation.assigned_staff_id as string
    await returnOffer(call, conversation, 'unanswered')
    await leaveDesk(call, regionId, staffId, 'away', 'offer-unanswered', sql<boolean>`state = 'available'`)
  })
}

/** A desk whose browser fell silent is left: what was offered there, and customers who wait for a word, go back to the queue. */
export async function releaseSilentDesks(app: App): Promise<number> {
  const silent = await app.db
    .selectFrom('contacts.presence')
    .select(['region_id', 'staff_id'])
    .where('state', '!=', 'offline')
    .where('last_seen_at', '<', silentBefore(app.clock.now()))
    .limit(ROUND)
    .execute()
  for (const [regionId, desks] of Map.groupBy(silent, (row) => row.region_id)) {
    const staffIds = desks.map((row) => row.staff_id)
    const left = () =>
      sql<boolean>`assigned_staff_id = any(${staffIds}::uuid[]) and (state = 'offered' or (state = 'active' and last_customer_at > coalesce(last_staff_at, '-infinity')))`
    await sweep(app, regionId, 'release-silent-desks', left, async (call, conversation) => {
      if (conversation.state === 'offered') return returnOffer(call, conversation, 'desk-left')
      const waiting = await backToQueue(call, conversation, conversation.queued_at ?? call.now)
      return recordContact(call, 'contact.returned', waiting, {
        reason: 'desk-left',
        fromId: conversation.assigned_staff_id
      })
    })
    await transact(app, { kind: 'system', name: 'contacts.release-silent-desks' }, async (call) => {
      for (const staffId of staffIds)
        await leaveDesk(
          call,
          regionId,
          staffId,
          'offline',
          'silent',
          sql<boolean>`last_seen_at < ${silentBefore(call.now)}`
        )
    })
  }
  return silent.length
}

async function leaveDesk(
  call: Call,
  regionId: number,
  staffId: string,
  state: 'away' | 'offline',
  reason: string,
  still: Where
): Promise<void> {
  const left = await call.tx
    .updateTable('contacts.presence')
    .set({ state, reason, since: call.now })
    .where('region_id', '=', regionId)
    .where('staff_id', '=', staffId)
    .where(still)
    .returning('staff_id')
    .executeTakeFirst()
  if (left) await recordPresence(call, regionId, staffId, state, reason)
}

/** Nobody has met the customer for so long: the answer will follow by mail when there is an address, else we ask for one, once. @norm SP-07 */
export function goOnByMail(app: App, regionId: number): Promise<number> {
  const due = (now: Date) =>
    sql<boolean>`state = 'waiting' and not contact_asked and waiting_since <= ${minutesBefore(now, chatRules().offline.after_minutes)}`
  return sweep(app, regionId, 'go-on-by-mail', due, async (call, conversation) => {
    const asked = await change(call, conversation, { contact_asked: true })
    const address = await addressOf(call, asked)
    if (!address) return addSystemMessage(call, asked, { kind: 'ask-contact' })
    const contact = shownContact(address) ?? ''
    const { conversation: told } = await addSystemMessage(
      call,
      asked,
      { kind: 'by-mail', contact },
      { places: { contact } }
    )
    return toMail(call, told, told.message_count)
  })
}

/** Answers the customer has not seen for a while are sent by mail when there is an address. */
export function mailUnread(app: App, regionId: number): Promise<number> {
  const due = (
    now: Date
  ) => sql<boolean>`state = 'active' and last_staff_at <= ${minutesBefore(now, chatRules().offline.unread_minutes)}
    and (customer_id is not null or visitor_contact like '%@%') and exists (
      select from contacts.message m where m.region_id = conversation.region_id and m.conversation_id = conversation.id
        and m.seq > conversation.customer_read_seq and m.author_kind = 'staff' and m.direction = 'out')`
  return sweep(app, regionId, 'mail-unread', due, async (call, conversation) => {
    const address = await addressOf(call, conversation)
    if (address) await toMail(call, conversation, conversation.customer_read_seq)
  })
}

/** A customer who says nothing after our last word for so long has gone; the ticket goes on. */
export function closeSilent(app: App, regionId: number): Promise<number> {
  const due = (now: Date) =>
    sql<boolean>`state = 'active' and last_staff_at >= last_customer_at and last_message_at <= ${minutesBefore(now, chatRules().offline.silent_close_minutes)}`
  return sweep(app, regionId, 'close-silent', due, async (call, conversation) => {
    const number = conversation.ticket_number ?? ''
    const { conversation: told } = await addSystemMessage(
      call,
      conversation,
      { kind: 'follow-up', ticketNumber: number },
      { places: { number } }
    )
    return endConversation(call, told, 'silent')
  })
}

/** From here on the customer is not waited upon live; what our side says after `mailedSeq` goes by mail. */
async function toMail(call: Call, conversation: Conversation, mailedSeq: number): Promise<void> {
  const away = await change(call, conversation, {
    state: 'away',
    mailed_seq: mailedSeq,
    waiting_since: null,
    offered_at: null
  })
  await recordContact(call, 'contact.away', away, { mailedSeq })
}

async function addressOf(
  call: Call,
  { region_id, customer_id, visitor_contact }: Conversation
): Promise<string | null> {
  if (isEmail(visitor_contact)) return visitor_contact
  return customer_id ? emailOf(call.tx, region_id, customer_id) : null
}
