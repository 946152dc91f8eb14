import type { Call } from '#platform/action'
import { findTicket, readTicketNumber, type Ticket } from '#capabilities/tickets'
import { type Conversation, lockConversation } from '../load-conversation.ts'

/** What a mail joins: a conversation, or a ticket in which this sender has none yet. */
export type Thread = { conversation: Conversation; ticketId: string | null } | { conversation: null; ticketId: string }

/** Finds a thread by its key: the id of a conversation, or the number of a ticket as its token has it. Null: it is not here (any more). */
export async function findThread(call: Call, regionId: number, key: string, from: string): Promise<Thread | null> {
  const number = readTicketNumber(key)
  if (number === null) {
    const conversation = await lockConversation(call, { regionId, id: key }).catch(() => null)
    return conversation && { conversation, ticketId: conversation.ticket_id }
  }
  const ticket = await liveTicket(call, regionId, number)
  if (!ticket) return null
  const id = await conversationAbout(call, ticket, from)
  return id
    ? { conversation: await lockConversation(call, { regionId, id }), ticketId: ticket.id }
    : { conversation: null, ticketId: ticket.id }
}

/** The ticket of this number, wherever it was merged into. */
async function liveTicket(call: Call, regionId: number, number: string): Promise<Ticket | null> {
  const row = await call.tx
    .selectFrom('tickets.ticket')
    .select(['id', 'merged_into_id'])
    .where('region_id', '=', regionId)
    .where('number', '=', number)
    .executeTakeFirst()
  let ticket = row ? await findTicket(call.tx, regionId, row.merged_into_id ?? row.id) : null
  for (let hops = 0; ticket?.merged_into_id && hops < 10; hops += 1)
    ticket = await findTicket(call.tx, regionId, ticket.merged_into_id)
  return ticket
}

/** The sender's newest conversation about the ticket; somebody else who was sent the mail begins one of their own. */
async function conversationAbout(call: Call, ticket: Ticket, from: string): Promise<string | null> {
  const rows = await call.tx
    .selectFrom('contacts.conversation')
    .select(['id', 'visitor_contact', 'customer_id', 'channel', 'state'])
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('channel', 'in', ['email', 'chat'])
    .orderBy('opened_at', 'desc')
    .limit(20)
    .execute()
  const theirs = (row: (typeof rows)[number]) => row.visitor_contact?.toLowerCase() === from
  const open = (row: (typeof rows)[number]) => row.channel === 'email' || row.state !== 'closed'
  return rows.find((row) => theirs(row) && open(row))?.id ?? null
}
