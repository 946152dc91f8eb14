import type { ContactChannel } from '@shouwen/contract/contact-words'
import type { TicketKind } from '@shouwen/contract/ticket-words'
import { type Actor, type Call, staffId } from '#platform/action'
import { allows } from '#platform/access'
import { refuse } from '#platform/refusal'
import {
  answerTicket,
  assignTicket,
  attachToTicket,
  customerWrote,
  findTicket,
  noteTicket,
  openTicket,
  refuseRecused,
  reopenTicket,
  takeTicket,
  type Ticket,
  ticketPlacement
} from '#capabilities/tickets'
import type { Message } from './add-message.ts'
import { uploadsOf } from './contact-files.ts'
import { isEmail } from './chat-rules.ts'
import type { Conversation } from './load-conversation.ts'

const finished = new Set<Ticket['status']>(['closed', 'cancelled', 'rejected'])
export const isFinished = (ticket: Ticket): boolean => finished.has(ticket.status)

/** The system in place of a visitor, who is nobody to the tickets; customers and staff act for themselves. */
export function onBehalf(call: Call): Call {
  const stands: Actor['kind'][] = ['staff', 'customer', 'system']
  return stands.includes(call.actor.kind) ? call : { ...call, actor: { kind: 'system', name: 'contacts' } }
}

/** The ticket of a conversation, wherever it was merged into; null when there is none. */
export async function ticketOf(
  call: Call,
  { region_id, ticket_id }: Pick<Conversation, 'region_id' | 'ticket_id'>
): Promise<Ticket | null> {
  let ticket = ticket_id ? await findTicket(call.tx, region_id, ticket_id) : null
  for (let hops = 0; ticket?.merged_into_id && hops < 10; hops += 1)
    ticket = await findTicket(call.tx, region_id, ticket.merged_into_id)
  return ticket
}

export type Matter = {
  kind?: TicketKind
  title: string
  body: string
  at: Date
  live: boolean
  contactName?: string | null
  queueCode?: string | null
}

/**
 * Opens a ticket for a conversation; its promises run from the customer's first word. Whoever accepts the conversation first becomes the
 * first-asked owner, so nobody is named here. @norm CC-07 SP-02 SP-14
 */
export async function openForContact(
  call: Call,
  conversation: Conversation,
  matter: Matter
): Promise<{ id: string; number: string; queueCode: string | null; unitId: string | null }> {
  const contact = conversation.visitor_contact
  return openTicket(
    onBehalf(call),
    {
      regionId: conversation.region_id,
      kind: matter.kind ?? 'inquiry',
      title: matter.title,
      description: matter.body,
      channel: conversation.channel,
      ...(conversation.customer_id ? { customerId: conversation.customer_id } : {}),
      ...(conversation.customer_id && conversation.line_id ? { lineId: conversation.line_id } : {}),
      ...(conversation.visitor_name ? { contactName: conversation.visitor_name } : {}),
      ...(contact ? (isEmail(contact) ? { contactEmail: contact } : { contactPhone: contact }) : {}),
      ...(conversation.category ? { category: conversation.category } : {}),
      ...(matter.queueCode ? { queueCode: matter.queueCode } : {})
    },
    { occurredAt: matter.at, live: matter.live, ownDispatch: matter.live, byMachine: true, firstOwnerId: null }
  )
}

/** Joins a ticket the customer chose. Refuses with `not-found` for a ticket of somebody else; a closed one is followed up. @norm SP-07 CC-08 */
export async function joinForContact(
  call: Call,
  conversation: Conversation,
  ticketId: string,
  words: string
): Promise<Ticket> {
  const ticket = await findTicket(call.tx, conversation.region_id, ticketId)
  if (!ticket || !mayJoin(call.actor, ticket)) throw refuse('not-found')
  if (!isFinished(ticket)) return ticket
  if (ticket.status !== 'closed') throw refuse('ticket-status-not-possible', { from: ticket.status })
  const { ticket: next } = await reopenTicket(
    call,
    { regionId: ticket.region_id, id: ticket.id },
    { reason: oneLine(words, 200) }
  )
  return (await findTicket(call.tx, next.regionId, next.id)) as Ticket
}

/** Customers join their own tickets, trusted systems any; somebody who did not sign in, none. */
function mayJoin(actor: Actor, ticket: Ticket): boolean {
  if (actor.kind === 'customer') return ticket.customer_id === actor.id
  return actor.kind === 'staff' || actor.kind === 'system'
}

/** The customer's words, kept with the ticket too, so that it tells the whole story over every channel. @norm CC-08 */
export async function tellTicketOfCustomer(
  call: Call,
  ticket: Ticket,
  channel: ContactChannel,
  message: Message
): Promise<void> {
  const ref = { regionId: ticket.region_id, id: ticket.id }
  const by = onBehalf(call)
  const files = await copiesOf(by, ref, message)
  await customerWrote(by, ref, {
    body: bodyFor(message, files),
    channel,
    fileIds: files.map((file) => file.id),
    at: message.at
  })
}

/** A person's words to the customer: the first stops the promise that waits for an answer. */
export async function tellTicketOfReply(
  call: Call,
  ticket: Ticket,
  channel: ContactChannel,
  message: Message
): Promise<void> {
  const ref = { regionId: ticket.region_id, id: ticket.id }
  const files = await copiesOf(call, ref, message)
  await answerTicket(
    call,
    ref,
    { body: bodyFor(message, files), channel, fileIds: files.map((file) => file.id) },
    message.at
  )
}

export async function tellTicketOfNote(call: Call, ticket: Ticket, message: Message): Promise<void> {
  await noteTicket(call, { regionId: ticket.region_id, id: ticket.id }, { body: message.body }, message.at)
}

/** Whoever accepts a conversation works on its ticket; the first one is its first-asked owner for good. @norm SP-14 */
export async function takeForContact(call: Call, conversation: Conversation): Promise<void> {
  const ticket = await ticketOf(call, conversation)
  if (ticket) refuseRecused(call.actor, ticket)
  const taker = staffId(call.actor)
  if (!ticket || !taker || isFinished(ticket) || ticket.status === 'resolved') return
  const ref = { regionId: ticket.region_id, id: ticket.id }
  // The desk may serve a queue of another unit: then the ticket is given to the person first.
  if (!allows(call.actor, 'ticket.accept', ticketPlacement(ticket)))
    await assignTicket({ ...call, actor: { kind: 'system', name: 'contacts' } }, ref, {
      staffId: taker,
      reason: 'conversation accepted'
    })
  await takeTicket(call, ref)
}

/** Files of a customer's first words belong to the ticket they opened, too. */
export async function keepFilesWithTicket(call: Call, ref: { regionId: number; id: string }, message: Message): Promise<void> {
  await copiesOf(onBehalf(call), ref, message)
}

async function copiesOf(call: Call, ref: { regionId: number; id: string }, message: Message) {
  if (message.file_ids.length === 0) return []
  return attachToTicket(call, ref, await uploadsOf(call, message.region_id, message.file_ids))
}

const bodyFor = (message: Message, files: { name: string }[]) =>
  message.body.trim() === '' ? files.map((file) => file.name).join('\n') : message.body

/** One line without control characters, cut at a length. */
export function oneLine(text: string, most: number): string {
  return (
    text
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, most) || '…'
  )
}
