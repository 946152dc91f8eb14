import type { handUp as contract } from '@shouwen/contract/handling-procedures'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import { type Call, staffId } from '#platform/action'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { missingFields, offerHandover } from '#capabilities/tickets'
import { caseHappened, caseToWorkOn } from './case-ticket.ts'
import { commitmentsOf } from './commitment.ts'
import { superiorsOf } from './run.ts'

/**
 * What cannot be solved at once goes to the superior, as a hand-over with its clock: only with a complete record, and when the customer was
 * told when they hear from us. Refuses with `record-incomplete`, `next-contact-not-told` and `nobody-above`. @norm TK-27 TK-59
 */
export async function handUp(call: Call, { ticketId, reason }: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const missing = missingFields(ticket.kind, ticket.form as TicketForm)
  if (missing.length > 0) throw refuse('record-incomplete', { fields: missing })
  const told = (await commitmentsOf(call, ticket)).find(({ state }) => state === 'open')
  if (!told) throw refuse('next-contact-not-told')
  const [to] = await superiorsOf(call, ticket)
  if (!to) throw refuse('nobody-above')
  const summary = [ticket.description, told.words].join('\n\n').slice(0, 4000)
  const { id: handoverId } = await offerHandover(call, { ticketId: ticket.id, staffId: to.id, reason, summary, customerAgreed: true })
  await call.tx.insertInto('handling.hand_up').values({ region_id: ticket.region_id, handover_id: handoverId, ticket_id: ticket.id, to_staff_id: to.id, by_id: staffId(call.actor), at: call.now }).execute()
  await caseHappened(call, ticket, 'handling.handed-up', { handoverId, toId: to.id })
  await prove(call, { kind: 'complaint.handed-up', regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id, payload: { handoverId, toId: to.id, reason, commitmentId: told.id } })
  return { to, handoverId }
}
