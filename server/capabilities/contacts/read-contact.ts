import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { readContact as readOperation } from '@shouwen/contract/contact-lists'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { findCustomer, matchCustomer, maskerFor } from '#capabilities/customers'
import { clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { ticketsOfCustomer } from '#capabilities/tickets'
import { ticketOf } from './contact-ticket.ts'
import { contactItem, partyOf, personOf } from './desk-view.ts'
import { type Conversation, placementOf, readableConversation } from './load-conversation.ts'
import { openTransfer, transferView } from './transfer-row.ts'

type Page = OutputOf<typeof readOperation>

/** Everything a person needs when the chat comes up: who it is, what was promised, what else is open, who passed it on. @norm CC-08 */
export async function readContact(call: Call, { conversationId }: InputOf<typeof readOperation>): Promise<Page> {
  const conversation = await readableConversation(call, conversationId)
  const transfer = await openTransfer(call, conversation)
  const ticket = await ticketOf(call, conversation)
  const names = await staffNames(call.tx, [ticket?.first_owner_id, ticket?.owner_id])
  const promises = ticket ? ((await clocksOf(call, ticket.region_id, 'ticket', [ticket.id])).get(ticket.id) ?? []) : []
  const own = (await clocksOf(call, conversation.region_id, 'contact', [conversation.id])).get(conversation.id) ?? []
  return {
    contact: await contactItem(call, conversation),
    possibly: await possibly(call, conversation),
    claimedNumber: maskerFor(call.actor).show(conversation.claimed_number, 'phone'),
    ticket: ticket && {
      id: ticket.id,
      number: ticket.number,
      kind: ticket.kind,
      status: ticket.status,
      priority: ticket.priority,
      title: ticket.title,
      firstOwner: personOf(names, ticket.first_owner_id),
      owner: personOf(names, ticket.owner_id)
    },
    promises: [...own, ...promises],
    transfer: transfer ? await transferView(call, transfer) : null,
    openTickets: await openTickets(call, conversation),
    page: conversation.page as Page['page'],
    abilities: abilities(call, conversation),
    customerReadSeq: conversation.customer_read_seq
  }
}

/** Whose number a visitor typed. It helps to ask the right questions and proves nothing. */
async function possibly(call: Call, conversation: Conversation): Promise<Page['possibly']> {
  if (conversation.customer_id || !conversation.claimed_number) return null
  const matched = await matchCustomer(call.tx, {
    regionId: conversation.region_id,
    serviceNumber: conversation.claimed_number
  })
  const customer = matched && (await findCustomer(call.tx, matched.regionId, matched.id))
  return customer ? partyOf(call, { visitor_name: null, visitor_contact: null }, customer) : null
}

async function openTickets(
  call: Call,
  { region_id, customer_id, ticket_id }: Conversation
): Promise<Page['openTickets']> {
  if (!customer_id) return []
  const { items } = await ticketsOfCustomer(
    call,
    { regionId: region_id, customerId: customer_id },
    { openOnly: true, limit: 10 }
  )
  return items
    .filter((row) => row.id !== ticket_id)
    .map((row) => ({
      id: row.id,
      number: row.number,
      title: row.title,
      status: row.status,
      openedAt: row.opened_at.toISOString()
    }))
}

/** What the reader may do with it now. */
function abilities(call: Call, conversation: Conversation): Page['abilities'] {
  const { state, assigned_staff_id } = conversation
  const placement = placementOf(conversation)
  if (!allows(call.actor, 'contact.answer', placement)) return []
  const mine = assigned_staff_id === staffId(call.actor)
  const free = assigned_staff_id === null
  const manages = allows(call.actor, 'contact.assign', placement)
  return [
    ...(state === 'offered' && mine ? (['accept', 'decline'] as const) : []),
    ...(state === 'waiting' || (state === 'away' && !mine) ? (['take'] as const) : []),
    ...((state === 'active' && mine) || (state === 'away' && (mine || free)) ? (['reply'] as const) : []),
    'note' as const,
    ...(state === 'active' && (mine || manages) ? (['transfer'] as const) : []),
    ...(state !== 'closed' && (mine || free || manages) ? (['close'] as const) : []),
    'attach-ticket' as const
  ]
}
