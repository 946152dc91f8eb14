import type { ContactItem, ContactParty, DeskMessage, SystemPayload } from '@shouwen/contract/contact-words'
import type { Static } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { type CustomerBrief, customerNames, maskerFor, shownName } from '#capabilities/customers'
import { offerSeconds } from '#capabilities/floor'
import { staffNames } from '#capabilities/people'
import type { Message } from './add-message.ts'
import { isEmail, secondsBefore } from './chat-rules.ts'
import { filesById } from './contact-files.ts'
import type { Conversation } from './load-conversation.ts'

export type Item = Static<typeof ContactItem>
type Names = Awaited<ReturnType<typeof staffNames>>

/** One conversation as staff see it in lists. */
export async function contactItem(call: Call, conversation: Conversation): Promise<Item> {
  return (await contactItems(call, [conversation]))[0] as Item
}

/** Conversations as staff see them in lists, in the order given: three queries for any number. */
export async function contactItems(call: Call, conversations: readonly Conversation[]): Promise<Item[]> {
  const names = await staffNames(
    call.tx,
    conversations.map((one) => one.assigned_staff_id)
  )
  const customers = new Map<string, CustomerBrief>()
  for (const [regionId, here] of Map.groupBy(conversations, (one) => one.region_id))
    for (const [id, brief] of await customerNames(
      call.tx,
      regionId,
      here.flatMap((one) => one.customer_id ?? [])
    ))
      customers.set(id, brief)
  const unread = await unreadOf(call, conversations)
  return conversations.map((one) => ({
    id: one.id,
    regionId: one.region_id,
    channel: one.channel,
    state: one.state,
    subject: one.subject,
    preview: one.preview,
    language: one.language,
    party: partyOf(call, one, customers.get(one.customer_id ?? '') ?? null),
    ticketId: one.ticket_id,
    ticketNumber: one.ticket_number,
    queueCode: one.queue_code,
    assignee: personOf(names, one.assigned_staff_id),
    openedAt: one.opened_at.toISOString(),
    waitingSince: iso(one.waiting_since),
    offeredAt: iso(one.offered_at),
    offerEndsAt: one.offered_at && secondsBefore(one.offered_at, -offerSeconds(one.channel)).toISOString(),
    lastMessageAt: one.last_message_at.toISOString(),
    lastCustomerAt: iso(one.last_customer_at),
    lastStaffAt: iso(one.last_staff_at),
    unread: unread.get(one.id) ?? 0,
    closedAt: iso(one.closed_at),
    closeReason: one.close_reason,
    subReason: one.sub_reason as 'audio-problem' | null,
    confirmation: one.confirmation
  }))
}

/** Who the customer is, each datum in the form the reader's roles allow. @norm GV-03 */
export function partyOf(
  call: Call,
  { visitor_name, visitor_contact }: Pick<Conversation, 'visitor_name' | 'visitor_contact'>,
  customer: CustomerBrief | null
): Static<typeof ContactParty> {
  const masker = maskerFor(call.actor)
  return {
    customerId: customer?.id ?? null,
    name: customer ? shownName(masker, customer) : masker.show(visitor_name, 'name'),
    number: customer?.number ?? null,
    kind: customer?.kind ?? null,
    grade: customer?.grade ?? null,
    vip: customer?.vip ?? false,
    contact: masker.show(visitor_contact, isEmail(visitor_contact) ? 'email' : 'phone')
  }
}

/** How many words of the customer nobody of us has read. */
async function unreadOf(call: Call, conversations: readonly Conversation[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>()
  const open = conversations.filter((one) => one.message_count > one.staff_read_seq && one.state !== 'closed')
  for (const [regionId, here] of Map.groupBy(open, (one) => one.region_id)) {
    const rows = await call.tx
      .selectFrom('contacts.message as m')
      .innerJoin('contacts.conversation as c', (join) =>
        join.onRef('c.region_id', '=', 'm.region_id').onRef('c.id', '=', 'm.conversation_id')
      )
      .select((eb) => ['m.conversation_id', eb.fn.countAll<number>().as('count')])
      .where('m.region_id', '=', regionId)
      .where(
        'm.conversation_id',
        'in',
        here.map((one) => one.id)
      )
      .where('m.direction', '=', 'in')
      .whereRef('m.seq', '>', 'c.staff_read_seq')
      .groupBy('m.conversation_id')
      .execute()
    for (const row of rows) counted.set(row.conversation_id, Number(row.count))
  }
  return counted
}

/** Messages as staff see them, in the order given; all of one region. */
export async function deskMessages(call: Call, messages: readonly Message[]): Promise<Static<typeof DeskMessage>[]> {
  const [first] = messages
  if (!first) return []
  const names = await staffNames(
    call.tx,
    messages.map((message) => (message.author_kind === 'staff' ? message.author_id : null))
  )
  const files = await filesById(
    call,
    first.region_id,
    messages.flatMap((message) => message.file_ids)
  )
  return messages.map((message) => ({
    id: message.id,
    seq: message.seq,
    direction: message.direction,
    authorKind: message.author_kind,
    author: message.author_kind === 'staff' ? personOf(names, message.author_id) : null,
    body: message.body,
    files: message.file_ids.flatMap((id) => files.get(id) ?? []),
    at: message.at.toISOString(),
    deliveredAt: iso(message.delivered_at),
    readAt: iso(message.read_at),
    payload: message.payload as SystemPayload | null
  }))
}

export function personOf(names: Names, id: string | null): { id: string; name: string; jobNumber: string } | null {
  const found = id ? names.get(id) : undefined
  return id && found ? { id, ...found } : null
}

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null
