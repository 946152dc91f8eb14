import type { ContactChannel } from '@shouwen/contract/contact-words'
import type { TicketKind } from '@shouwen/contract/ticket-words'
import type { Call } from '#platform/action'
import { findCustomer } from '#capabilities/customers'
import { addMessage, type Message } from './add-message.ts'
import { acknowledge } from './acknowledge.ts'
import { checkContent, type Language } from './chat-rules.ts'
import { tellContactClocks } from './contact-clocks.ts'
import { joinForContact, keepFilesWithTicket, oneLine, openForContact, tellTicketOfCustomer } from './contact-ticket.ts'
import type { Conversation } from './load-conversation.ts'
import { waitInQueue } from './on-the-floor.ts'
import { change } from './record-contact.ts'

export type StartInput = {
  regionId: number
  channel: ContactChannel
  body: string
  /** One line of what it is about; the beginning of the words when absent. */
  subject?: string
  /** When the customer wrote; imports give the past. */
  at?: Date
  /** Only a customer who proved who they are, or whom a trusted system named. */
  customerId?: string | null
  lineId?: string | null
  name?: string | null
  /** Mail address or telephone number to answer to. */
  contact?: string | null
  claimedNumber?: string | null
  tokenHash?: Buffer | null
  language?: Language
  kind?: TicketKind
  category?: string | null
  /** Goes on with this ticket instead of opening one. */
  ticketId?: string | null
  /** Where its ticket goes; by its category when absent. */
  queueCode?: string | null
  /** Keeps the files that came with the words once the conversation is there; answers their ids. */
  keepFiles?: (conversation: Conversation) => Promise<readonly string[]>
  /** Thread in the outside system. */
  externalId?: string | null
  /** Message in the outside system, unique in the region: give it the channel as prefix. */
  messageExternalId?: string | null
  clientKey?: string | null
  consentVersion?: string | null
  page?: Record<string, string>
  /** The customer waits live; default: for a chat. */
  live?: boolean
  /** The customer is on the telephone: whoever carries the call queues it and says when somebody answers. */
  onTheLine?: boolean
  /** History that is brought in: closed at this instant, nobody is told anything. */
  closedAt?: Date
}

export type Started = { conversation: Conversation; message: Message; ticket: { id: string; number: string } }

/**
 * A customer's first word on a channel: conversation, message and ticket in one transaction, their promises running from the instant of
 * the word. Live ones join the queue and get a receipt, which is no answer. @norm CC-07 CC-08 SP-02 SP-07
 */
export async function startConversation(call: Call, input: StartInput): Promise<Started> {
  checkContent(input.body, undefined, input.channel)
  const at = input.at ?? call.now
  const live = (input.live ?? input.channel === 'chat') && !input.closedAt
  const begun = await insertConversation(call, input, at, live)
  const { message, conversation } = await addMessage(call, begun, {
    direction: 'in',
    authorKind: 'customer',
    authorId: begun.customer_id,
    body: input.body,
    fileIds: await input.keepFiles?.(begun),
    at,
    clientKey: input.clientKey,
    externalId: input.messageExternalId
  })
  const { ticket, placed } = await findPlace(call, conversation, input, message, live || input.onTheLine === true)
  await tellContactClocks(call, 'contact.opened', placed, at)
  if (live) await waitInQueue(call, placed)
  const told = live ? await acknowledge(call, placed, ticket.id) : placed
  return { conversation: told, message, ticket }
}

async function insertConversation(call: Call, input: StartInput, at: Date, live: boolean): Promise<Conversation> {
  const customer = input.customerId ? await findCustomer(call.tx, input.regionId, input.customerId) : null
  return call.tx
    .insertInto('contacts.conversation')
    .values({
      region_id: input.regionId,
      id: call.app.newId(),
      channel: input.channel,
      state: input.closedAt ? 'closed' : live ? 'waiting' : 'away',
      customer_id: input.customerId ?? null,
      line_id: input.lineId ?? null,
      visitor_name: input.name ?? null,
      visitor_contact: input.contact ?? null,
      claimed_number: input.claimedNumber ?? null,
      visitor_token_hash: input.tokenHash ?? null,
      category: input.category ?? null,
      language: input.language ?? (customer?.language === 'en' ? 'en' : 'zh-CN'),
      subject: oneLine(input.subject ?? input.body, 80),
      opened_at: at,
      waiting_since: live ? at : null,
      queued_at: live ? at : null,
      last_message_at: at,
      closed_at: input.closedAt ?? null,
      close_reason: input.closedAt ? 'imported' : null,
      consent_version: input.consentVersion ?? null,
      external_id: input.externalId ?? null,
      page: JSON.stringify(input.page ?? {})
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The ticket it belongs to, opened or joined, and with it the queue and the unit. */
async function findPlace(call: Call, conversation: Conversation, input: StartInput, message: Message, live: boolean) {
  if (input.ticketId) {
    const ticket = await joinForContact(call, conversation, input.ticketId, input.body)
    const placed = await change(call, conversation, {
      ticket_id: ticket.id,
      ticket_number: ticket.number,
      queue_code: ticket.queue_code,
      unit_id: ticket.unit_id,
      known_staff_id: ticket.assignee_id ?? ticket.owner_id
    })
    await tellTicketOfCustomer(call, ticket, conversation.channel, message)
    return { ticket: { id: ticket.id, number: ticket.number }, placed }
  }
  const opened = await openForContact(call, conversation, {
    kind: input.kind,
    title: conversation.subject,
    body: input.body,
    at: message.at,
    live,
    queueCode: input.queueCode
  })
  await keepFilesWithTicket(call, { regionId: conversation.region_id, id: opened.id }, message)
  const placed = await change(call, conversation, {
    ticket_id: opened.id,
    ticket_number: opened.number,
    queue_code: opened.queueCode,
    unit_id: opened.unitId
  })
  return { ticket: { id: opened.id, number: opened.number }, placed }
}
