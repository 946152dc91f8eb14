import type { InputOf, OutputOf, Phrase } from '@shouwen/contract/operation'
import type { setPriority as contract } from '@shouwen/contract/tickets'
import type { Call } from '#platform/action'
import { prioritise } from '#capabilities/norms'
import { type Change, happened } from './happened.ts'
import { type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'
import { checkVerb } from './ticket.ts'
import { type Facts, matterFacts } from './ticket-facts.ts'
import { stateOf } from './ticket-state.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>

/** Sets a priority by hand with a reason, or lets the table decide again. Running promises keep the limit they began with. @norm TK-05 */
export async function setPriority(
  call: Call,
  which: TicketRef | string,
  input: Input
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.assign', which)
  checkVerb('edit', ticket.status)
  const change: Change = input.priority
    ? {
        priority: input.priority,
        priority_because: { row: null, zh: input.reason, en: input.reason },
        priority_overridden: true
      }
    : await byTheTable(call, { ...ticket, priority_overridden: false })
  const after = await happened(
    call,
    ticket,
    [{ name: 'ticket.prioritised', reason: input.reason, data: { from: ticket.priority, to: change.priority } }],
    change
  )
  const { zh, en } = after.priority_because as Phrase
  return { ...stateOf(after), priorityBecause: { zh, en } }
}

/** What the table says for a ticket now; nothing when a person has decided. @norm TK-05 */
export async function byTheTable(call: Call, ticket: Ticket): Promise<Change> {
  if (ticket.priority_overridden) return {}
  const { priority, row, because } = await prioritise(call, { ...(ticket.facts as Facts), ...matterFacts(ticket) })
  return { priority, priority_because: { row, ...because }, priority_overridden: false }
}
