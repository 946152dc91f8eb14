import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { reopenTicket as contract } from '@shouwen/contract/ticket-work'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { parametersOf } from '#capabilities/norms'
import { type Change, happened, recordTicketEvents } from './happened.ts'
import { insertLink } from './link-tickets.ts'
import { type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'
import { enterTicket } from './open-ticket.ts'
import { checkVerb } from './ticket.ts'
import { stateOf } from './ticket-state.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>

const DAY = 86_400_000

/**
 * Not solved after all. A solved ticket goes on, under new promises to answer that run from now; those decided before stay as they are.
 * A closed one is final in the machine of TMF621, so within the days of the rulebook a follow-up is opened that points back to it, with
 * promises of its own. Refuses with `ticket-reopen-too-late`.
 * @norm IQ-09
 */
export async function reopenTicket(
  call: Call,
  which: TicketRef | string,
  input: Input
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.reopen', which)
  checkVerb('reopen', ticket.status)
  if (ticket.status === 'resolved') {
    const after = await happened(
      call,
      ticket,
      [{ name: 'ticket.reopened', to: 'inProgress', reason: input.reason }],
      reopened(ticket)
    )
    return { followUp: false, ticket: stateOf(after) }
  }
  const { reopen_days: days } = await parametersOf(call, 'feedback-confirmation')
  if (typeof days === 'number' && call.now.getTime() - (ticket.closed_at?.getTime() ?? 0) > days * DAY)
    throw refuse('ticket-reopen-too-late', { days })
  const followUp = await enterTicket(call, followUpOf(ticket, input.reason), {
    byMachine: true,
    repeat: true,
    reopenedCount: ticket.reopened_count + 1,
    firstOwnerId: ticket.owner_id,
    avoidStaffIds: ticket.avoid_staff_ids
  })
  await insertLink(call, followUp, ticket.id, 'follow-up')
  await recordTicketEvents(
    call,
    ticket,
    // The clocks of a closed ticket have ended and hear nothing: the promises of the follow-up are its own.
    [{ name: 'ticket.reopened', reason: input.reason, heardAs: 'ticket.linked', data: { followUpId: followUp.id } }],
    call.now
  )
  return { followUp: true, ticket: stateOf(followUp) }
}

/** What a ticket forgets when it goes back to work: it is unanswered and unsolved again. The reason it was solved stays in the history. */
export function reopened(ticket: Ticket): Change {
  return { answered: false, resolved_at: null, reopened_count: ticket.reopened_count + 1 }
}

/** A ticket entered again with what is known of the one before. */
export function followUpOf(ticket: Ticket, words: string) {
  return {
    regionId: ticket.region_id,
    kind: ticket.kind,
    title: ticket.title,
    description: `${words}\n\n${ticket.description}`.slice(0, 20_000),
    form: ticket.form as TicketForm,
    customerId: ticket.customer_id ?? undefined,
    lineId: ticket.line_id ?? undefined,
    contactName: ticket.contact_name ?? undefined,
    contactPhone: ticket.contact_phone ?? undefined,
    contactEmail: ticket.contact_email ?? undefined,
    channel: ticket.channel,
    source: ticket.source,
    category: ticket.category ?? undefined,
    severity: ticket.severity,
    urgency: ticket.urgency,
    scope: ticket.scope,
    tags: ticket.tags
  }
}
