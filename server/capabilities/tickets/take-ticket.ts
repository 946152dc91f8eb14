import type { OutputOf } from '@shouwen/contract/operation'
import type { takeTicket as contract } from '@shouwen/contract/ticket-work'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { type Change, type Happening, happened } from './happened.ts'
import { type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'
import { endOffers } from './offer-handover.ts'
import { checkVerb } from './ticket.ts'
import { stateOf } from './ticket-state.ts'

/** A person takes a ticket: from now on it is theirs to answer for. @norm SP-14 TK-04 */
export async function takeTicket(call: Call, which: TicketRef | string): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.accept', which)
  const taker = staffId(call.actor)
  if (!taker) throw refuse('not-permitted')
  checkVerb('take', ticket.status)
  if (ticket.assignee_id === taker && ticket.owner_id === taker && ticket.accepted_at) return stateOf(ticket)
  await endOffers(call, ticket, 'withdrawn')
  return stateOf(await happened(call, ticket, [acceptance(ticket)], takenBy(ticket, taker, call.now)))
}

/** Acceptance begins the work of a ticket nobody worked on. */
export function acceptance(ticket: Ticket): Happening {
  return { name: 'ticket.accepted', ...(ticket.status === 'acknowledged' ? { to: 'inProgress' as const } : {}) }
}

/** What changes when somebody accepts a ticket: the owner moves, the first-asked owner never. @norm SP-14 */
export function takenBy(ticket: Ticket, taker: string, at: Date): Change {
  return {
    assignee_id: taker,
    owner_id: taker,
    first_owner_id: ticket.first_owner_id ?? taker,
    accepted_at: ticket.accepted_at ?? at
  }
}
