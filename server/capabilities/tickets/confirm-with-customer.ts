import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Confirmation } from '@shouwen/contract/ticket-schemas'
import type { confirmWithCustomer as contract, recordContactAttempt as attempt } from '@shouwen/contract/ticket-work'
import { type Call, staffId } from '#platform/action'
import { letChildrenFollow } from './children-follow.ts'
import { missingToClose } from './close-checks.ts'
import { type Change, type Happening, happened } from './happened.ts'
import { type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'
import { askForPause, needsApproval } from './pause-asks.ts'
import { reopened } from './reopen-ticket.ts'
import { checkVerb } from './ticket.ts'
import { stateOf } from './ticket-state.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>

/**
 * The customer was asked whether it is well. Yes closes the ticket when nothing else is missing; no puts it back to work.
 * @norm IQ-09 TK-17 SP-12
 */
export async function confirmWithCustomer(
  call: Call,
  which: TicketRef | string,
  input: Input,
  at: Date = call.now
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, call.actor.kind === 'customer' ? 'ticket.confirm' : 'ticket.answer', which)
  checkVerb('confirm', ticket.status)
  const confirmation = withAnswer(call, ticket, input, at)
  const stillMissing = input.solved ? await missingToClose(call, ticket, confirmation) : []
  const confirmed: Happening = {
    name: 'ticket.confirmed',
    data: {
      solved: input.solved,
      satisfied: input.satisfied ?? null,
      score: input.score ?? null,
      channel: input.channel
    }
  }
  const [next, change] = afterAnswer(ticket, input, stillMissing, at)
  const after = await happened(call, ticket, [confirmed, ...next], { ...change, confirmation }, at)
  if (after.status === 'closed') await letChildrenFollow(call, ticket, 'close')
  return { ticket: stateOf(after), stillMissing }
}

function afterAnswer(ticket: Ticket, input: Input, stillMissing: string[], at: Date): [Happening[], Change] {
  if (!input.solved)
    return [
      [{ name: 'ticket.reopened', to: 'inProgress', reason: 'not-solved', detail: input.comment ?? null }],
      reopened(ticket)
    ]
  return stillMissing.length === 0
    ? [[{ name: 'ticket.closed', to: 'closed', reason: 'confirmed' }], { closed_at: at }]
    : [[], {}]
}

const UNREACHABLE = 'customer-unreachable'

/**
 * Nobody answered. The attempt is kept for the closing, and the promise to close the loop may wait for that reason once a second person
 * has approved. @norm SP-12 TK-17
 */
export async function recordContactAttempt(
  call: Call,
  which: TicketRef | string,
  input: Omit<InputOf<typeof attempt>, 'ticketId'>
): Promise<OutputOf<typeof attempt>> {
  const ticket = await ticketFor(call, 'ticket.answer', which)
  checkVerb('confirm', ticket.status)
  const known = confirmationOf(ticket)
  const tried = {
    at: call.now.toISOString(),
    byId: staffId(call.actor),
    channel: input.channel,
    note: input.note ?? null
  }
  const confirmation: Confirmation = { ...known, attempts: [...known.attempts, tried].slice(-20) }
  const asks = needsApproval(UNREACHABLE)
  const waits: Happening = {
    name: 'ticket.waiting',
    reason: UNREACHABLE,
    data: { channel: input.channel },
    ...(asks ? { heardAs: 'ticket.pause-asked' } : {})
  }
  const after = await happened(call, ticket, [waits], { confirmation })
  if (asks) await askForPause(call, after, UNREACHABLE, input.note ?? null)
  return stateOf(after)
}

/** What is known of the confirmation so far. */
export function confirmationOf(ticket: Pick<Ticket, 'confirmation'>): Confirmation {
  return (
    (ticket.confirmation as Confirmation | null) ?? {
      attempts: [],
      answer: null,
      notice: null,
      compensation: null,
      improvement: null
    }
  )
}

function withAnswer(call: Call, ticket: Ticket, input: Input, at: Date): Confirmation {
  const known = confirmationOf(ticket)
  return {
    ...known,
    answer: {
      at: at.toISOString(),
      byId: staffId(call.actor),
      channel: input.channel,
      solved: input.solved,
      satisfied: input.satisfied ?? null,
      score: input.score ?? null,
      comment: input.comment ?? null
    },
    compensation: input.compensation ?? known.compensation,
    improvement: input.improvement ?? known.improvement
  }
}
