import type { ContactChannel } from '@shouwen/contract/contact-words'
import type { Call } from '#platform/action'
import { recordAll } from '#platform/events'
import { oneLine } from './contact-ticket.ts'

/** A conversation as another system kept it, with the ticket it is about, if any. */
export type FormerContact = {
  id: string
  channel: ContactChannel
  ticket: { id: string; number: string; queueCode: string | null; unitId: string | null } | null
  customerId: string | null
  lineId: string | null
  name: string | null
  contact: string | null
  category: string | null
  subject: string
  /** In order of time; the first is whose contact it was. */
  messages: { direction: 'in' | 'out'; body: string; at: Date; externalId?: string | null }[]
  closedAt: Date | null
  externalId: string | null
}

/** Writes conversations of the past with their messages: nobody is offered them, nothing is sent, no promise begins. Three statements for all of them. */
export async function bringInContacts(call: Call, regionId: number, contacts: readonly FormerContact[]): Promise<void> {
  if (contacts.length === 0) return
  await call.tx
    .insertInto('contacts.conversation')
    .values(contacts.map((contact) => conversationRow(regionId, contact)))
    .execute()
  await call.tx
    .insertInto('contacts.message')
    .values(
      contacts.flatMap((contact) =>
        contact.messages.map((message, at) => ({
          region_id: regionId,
          conversation_id: contact.id,
          seq: at + 1,
          id: call.app.newId(),
          direction: message.direction,
          author_kind: message.direction === 'in' ? ('customer' as const) : ('staff' as const),
          author_id: message.direction === 'in' ? contact.customerId : null,
          body: message.body,
          at: message.at,
          external_id: message.externalId ?? null
        }))
      )
    )
    .execute()
  await recordAll(
    call,
    contacts.map((contact) => ({
      name: 'contact.opened',
      regionId,
      subjectKind: 'contact',
      subjectId: contact.id,
      occurredAt: contact.messages[0]?.at ?? call.now,
      data: {
        conversationId: contact.id,
        customerId: contact.customerId,
        ticketId: contact.ticket?.id ?? null,
        unitId: contact.ticket?.unitId ?? null,
        channel: contact.channel,
        state: contact.closedAt ? 'closed' : 'away'
      }
    }))
  )
}

function conversationRow(regionId: number, contact: FormerContact) {
  const times = (direction: 'in' | 'out') =>
    contact.messages.filter((message) => message.direction === direction).map(({ at }) => at)
  const last = contact.messages.at(-1)
  const openedAt = contact.messages[0]?.at ?? new Date(0)
  return {
    region_id: regionId,
    id: contact.id,
    channel: contact.channel,
    state: contact.closedAt ? ('closed' as const) : ('away' as const),
    customer_id: contact.customerId,
    line_id: contact.lineId,
    visitor_name: contact.name,
    visitor_contact: contact.contact,
    ticket_id: contact.ticket?.id ?? null,
    ticket_number: contact.ticket?.number ?? null,
    queue_code: contact.ticket?.queueCode ?? null,
    unit_id: contact.ticket?.unitId ?? null,
    category: contact.category,
    language: 'zh-CN' as const,
    subject: oneLine(contact.subject, 80),
    opened_at: openedAt,
    first_reply_at: times('out')[0] ?? null,
    last_customer_at: times('in').at(-1) ?? null,
    last_staff_at: times('out').at(-1) ?? null,
    last_message_at: last?.at ?? openedAt,
    message_count: contact.messages.length,
    customer_read_seq: contact.messages.length,
    staff_read_seq: contact.messages.length,
    preview: (last?.body ?? '').slice(0, 120),
    closed_at: contact.closedAt,
    close_reason: contact.closedAt ? ('imported' as const) : null,
    external_id: contact.externalId,
    mailed_seq: contact.channel === 'email' ? contact.messages.length : null
  }
}

/** Removes conversations an import brought in by mistake. */
export async function removeContacts(call: Call, regionId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await call.tx
    .deleteFrom('contacts.message')
    .where('region_id', '=', regionId)
    .where('conversation_id', 'in', [...ids])
    .execute()
  await call.tx
    .deleteFrom('contacts.conversation')
    .where('region_id', '=', regionId)
    .where('id', 'in', [...ids])
    .execute()
}
