import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { answerTicket as contract } from '@shouwen/contract/ticket-work'
import { type Call, staffId } from '#platform/action'
import { type Change, type Happening, happened } from './happened.ts'
import { insertNote } from './insert-note.ts'
import { type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'
import { checkVerb } from './ticket.ts'
import { stateOf } from './ticket-state.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>

/**
 * A person's words to the customer. The first since the ticket was opened or reopened is its answer and stops the promises that wait
 * for one; later ones tell of progress. What the system sends by itself is no answer: see `tellCustomer`.
 * @norm IQ-08 @norm IQ-09 @norm TK-16
 */
export async function answerTicket(
  call: Call,
  which: TicketRef | string,
  input: Input,
  at: Date = call.now
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.answer', which)
  checkVerb('answer', ticket.status)
  const firstAnswer = !ticket.answered
  const channel = input.channel ?? ticket.channel
  const noteId = await insertNote(call, ticket, {
    kind: 'reply',
    body: input.body,
    channel,
    fileIds: input.fileIds,
    visibleToCustomer: true,
    at
  })
  const begins: Happening[] = ticket.status === 'acknowledged' ? [{ name: 'ticket.accepted', to: 'inProgress' }] : []
  const told: Happening = { name: firstAnswer ? 'ticket.answered' : 'ticket.progress-told', data: { noteId, channel } }
  const after = await happened(call, ticket, [...begins, told], answered(ticket, staffId(call.actor), at), at)
  return { noteId, firstAnswer, ticket: stateOf(after) }
}

/** Who answers a ticket that nobody has works on it from then on; nobody asked before makes them the first-asked owner. @norm SP-14 */
function answered(ticket: Ticket, by: string | null, at: Date): Change {
  return {
    answered: true,
    customer_wrote_at: null,
    first_answered_at: ticket.first_answered_at ?? at,
    accepted_at: ticket.accepted_at ?? at,
    first_owner_id: ticket.first_owner_id ?? by,
    owner_id: ticket.owner_id ?? by,
    assignee_id: ticket.assignee_id ?? by
  }
}
