import type { ContactChannel } from '@shouwen/contract/contact-words'
import { findTicket } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { bringInContacts } from './bring-in-contacts.ts'
import { endConversation } from './close-contact.ts'
import { lockConversation } from './load-conversation.ts'

export type Outbound = {
  regionId: number
  channel: ContactChannel
  subject: string
  /** What was said to the customer. */
  body: string
  at: Date
  customerId: string | null
  /** The ticket it was about, if it is one of ours. */
  ticketId: string | null
  closedAt: Date | null
}

/**
 * Writes down that somebody, in another system, turned to a customer. The words are ours and not the customer's, so no ticket is opened, no
 * promise begins, nothing is sent, and a ticket it was about does not count as written to by the customer. Answers its id.
 */
export async function recordOutbound(call: Call, given: Outbound): Promise<string> {
  const ticket = given.ticketId ? await findTicket(call.tx, given.regionId, given.ticketId) : null
  if (given.ticketId && !ticket) throw refuse('not-found')
  const id = call.app.newId()
  await bringInContacts(call, given.regionId, [
    {
      id,
      channel: given.channel,
      ticket: ticket && { id: ticket.id, number: ticket.number, queueCode: ticket.queue_code, unitId: ticket.unit_id },
      customerId: given.customerId,
      lineId: null,
      name: null,
      contact: null,
      category: null,
      subject: given.subject,
      messages: [{ direction: 'out', body: given.body, at: given.at }],
      closedAt: given.closedAt,
      externalId: null
    }
  ])
  return id
}

/** Ends a contact that was ours: the customer is told nothing. */
export async function endOutbound(call: Call, ref: { regionId: number; id: string }): Promise<void> {
  const conversation = await lockConversation(call, ref)
  if (conversation.state !== 'closed') await endConversation(call, conversation, 'follow-up')
}
