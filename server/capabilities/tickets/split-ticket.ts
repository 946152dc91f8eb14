import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { splitTicket as contract } from '@shouwen/contract/ticket-links'
import type { Call } from '#platform/action'
import { recordTicketEvents } from './happened.ts'
import { insertLink } from './link-tickets.ts'
import { ticketFor } from './load-ticket.ts'
import { enterTicket } from './open-ticket.ts'
import { followUpOf } from './reopen-ticket.ts'
import { checkVerb } from './ticket.ts'
import { stateOf } from './ticket-state.ts'

/** One ticket turns out to be two matters: the second gets a ticket of its own, which says where it came from; its promises begin now. */
export async function splitTicket(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.merge', input.ticketId)
  checkVerb('split', ticket.status)
  const given = { ...followUpOf(ticket, ''), title: input.title, description: input.description, form: {} }
  const part = await enterTicket(call, given, { byMachine: true, firstOwnerId: ticket.owner_id, avoidStaffIds: ticket.avoid_staff_ids })
  await insertLink(call, part, ticket.id, 'split')
  await recordTicketEvents(
    call,
    ticket,
    [{ name: 'ticket.linked', reason: input.reason, data: { otherId: part.id, link: 'split' } }],
    call.now
  )
  return stateOf(part)
}
