import { sql } from 'kysely'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { emailOf } from '#capabilities/customers'
import { addSystemMessage } from './add-message.ts'
import { chatRules, isEmail, minutesBefore } from './chat-rules.ts'
import { endConversation } from './close-contact.ts'
import type { Conversation } from './load-conversation.ts'
import { leaveFloor } from './on-the-floor.ts'
import { shownContact } from './portal-view.ts'
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
  await leaveFloor(call, conversation)
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
