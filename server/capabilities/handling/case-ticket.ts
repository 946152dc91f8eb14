import type { handlingEvents } from '@shouwen/contract/handling'
import type { Permitted, Placement } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { isOpen, readTicketFor, type Ticket, ticketFor } from '#capabilities/tickets'

export type Case = Permitted<Ticket & Placement>

/**
 * The complaint, locked, for somebody who may work on it. Refuses with `not-a-complaint`, `case-is-over`, and with
 * `ticket-avoids-person` for who must stay away. @norm TK-26
 */
export async function caseToWorkOn(call: Call, ticketId: string, verb = 'handling.work'): Promise<Case> {
  const ticket = await ticketFor(call, verb, ticketId)
  if (ticket.kind !== 'complaint') throw refuse('not-a-complaint')
  if (!isOpen(ticket.status)) throw refuse('case-is-over')
  return ticket
}

/** The complaint as it is, for somebody who may work on it. */
export const caseToRead = (call: Call, ticketId: string): Promise<Case> => readTicketFor(call, 'handling.work', ticketId)

/** Records what happened on the desk: an event of the ticket and a line in the audit; ids and codes only. */
export async function caseHappened(call: Call, ticket: Pick<Ticket, 'region_id' | 'id'>, name: Extract<keyof typeof handlingEvents, `handling.${string}`>, data: Record<string, unknown> = {}): Promise<void> {
  const { region_id: regionId, id: subjectId } = ticket
  await record(call, { name, regionId, subjectKind: 'ticket', subjectId, data })
  await audited(call, { verb: name, regionId, subjectKind: 'ticket', subjectId })
}
