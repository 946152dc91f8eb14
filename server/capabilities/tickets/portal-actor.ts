import type { Actor, Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { readTicketFor, type Ticket, type TicketRef } from './load-ticket.ts'

/** The acting customer. Refuses with `not-permitted` when somebody else acts. */
export function customerOf(call: Call): Extract<Actor, { kind: 'customer' }> {
  if (call.actor.kind !== 'customer') throw refuse('not-permitted')
  return call.actor
}

/** A ticket by its id in the customer's own region. */
export const myRef = (call: Call, id: string): TicketRef => ({ regionId: customerOf(call).regionId, id })

/** The acting customer's own ticket; refuses with `not-found` for anybody else's. */
export const myTicket = (call: Call, id: string): Promise<Ticket> => readTicketFor(call, 'ticket.read', myRef(call, id))
