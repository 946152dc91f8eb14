import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { changeStatus as contract } from '@shouwen/contract/ticket-work'
import type { TicketStatus } from '@shouwen/contract/ticket-words'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'
import { type Happening, happened } from './happened.ts'
import { type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'
import { askForPause, needsApproval } from './pause-asks.ts'
import { reopened } from './reopen-ticket.ts'
import { checkStep } from './ticket.ts'
import { stateOf } from './ticket-state.ts'
import { withdrawTasks } from './withdraw-tasks.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>

/**
 * Steps a ticket by hand: waiting for the customer, held by ourselves, going on, cancelled, not accepted. Solving and closing have
 * conditions of their own and their own verbs. Standing still needs one of the stated reasons; only those on the customer's side can
 * pause a promise, and some of them only once a second person has approved (`decide-pause.ts`): until then the promises hear of no wait.
 * @norm TK-04 TK-16
 */
export async function changeStatus(
  call: Call,
  which: TicketRef | string,
  input: Input
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, verbFor(call, input.to), which)
  checkStep(ticket.status, input.to)
  checkReason(input)
  if (input.to === 'cancelled' || input.to === 'rejected') await withdrawTasks(call, ticket)
  const change =
    ticket.status === 'resolved'
      ? reopened(ticket)
      : input.to === 'inProgress'
        ? { accepted_at: ticket.accepted_at ?? call.now }
        : {}
  const after = await happened(call, ticket, [stepOf(ticket, input)], change)
  const { reason, detail } = input
  if (isStill(input.to) && reason && needsApproval(reason)) await askForPause(call, after, reason, detail ?? null)
  return stateOf(after)
}

const isStill = (to: TicketStatus) => to === 'pending' || to === 'held'

const verbFor = (call: Call, to: TicketStatus) =>
  call.actor.kind === 'customer' && to === 'cancelled' ? 'ticket.cancel' : 'ticket.status'

function stepOf(ticket: Ticket, { to, reason, detail }: Input): Happening {
  const told = { to, reason: reason ?? null, detail: detail ?? null }
  const asked = needsApproval(reason) ? { heardAs: 'ticket.pause-asked' as const } : {}
  if (to === 'pending') return { name: 'ticket.waiting', ...told, ...asked }
  if (to === 'held') return { name: 'ticket.held', ...told, ...asked }
  if (to === 'cancelled') return { name: 'ticket.cancelled', ...told }
  if (to === 'rejected') return { name: 'ticket.rejected', heardAs: 'ticket.cancelled', ...told }
  if (ticket.status === 'acknowledged') return { name: 'ticket.accepted', ...told }
  return { name: ticket.status === 'resolved' ? 'ticket.reopened' : 'ticket.resumed', ...told }
}

/** Refuses with `reason-unknown`, `reason-needs-detail` or `required-field-missing`. */
function checkReason({ to, reason, detail }: Input): void {
  if (to === 'inProgress') return
  if (!reason) throw refuse('required-field-missing', { fields: ['reason'] })
  if (to !== 'pending' && to !== 'held') return
  const known = rulebook().pauseReasons[reason]
  if (known?.status !== to) throw refuse('reason-unknown', { possible: reasonsFor(to) })
  if (known.approval && !detail) throw refuse('reason-needs-detail')
}

/** Codes of the reasons for which a ticket may stand in this status. */
export function reasonsFor(status: 'pending' | 'held'): string[] {
  return Object.entries(rulebook().pauseReasons).flatMap(([code, reason]) => (reason.status === status ? [code] : []))
}
