import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { closeTicket as contract } from '@shouwen/contract/ticket-work'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { letChildrenFollow } from './children-follow.ts'
import { missingToClose } from './close-checks.ts'
import { confirmationOf } from './confirm-with-customer.ts'
import { happened } from './happened.ts'
import { type TicketRef, ticketFor } from './load-ticket.ts'
import { checkVerb } from './ticket.ts'
import { stateOf } from './ticket-state.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>

/** Ends a solved ticket once everything the rulebook wants is there; refuses with `confirmation-missing` and what is not. @norm TK-17 SP-12 */
export async function closeTicket(
  call: Call,
  which: TicketRef | string,
  input: Input,
  at: Date = call.now
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.close', which)
  checkVerb('close', ticket.status)
  const known = confirmationOf(ticket)
  const confirmation = {
    ...known,
    compensation: input.compensation ?? known.compensation,
    improvement: input.improvement ?? known.improvement
  }
  const missing = await missingToClose(call, ticket, confirmation)
  if (missing.length > 0) throw refuse('confirmation-missing', { missing })
  const reason = confirmation.answer ? 'confirmed' : confirmation.notice ? 'told' : 'silent'
  const after = await happened(
    call,
    ticket,
    [{ name: 'ticket.closed', to: 'closed', reason }],
    { confirmation, closed_at: at },
    at
  )
  await letChildrenFollow(call, ticket, 'close')
  return stateOf(after)
}
