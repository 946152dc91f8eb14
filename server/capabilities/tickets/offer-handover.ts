import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { offerHandover as contract } from '@shouwen/contract/ticket-work'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { staffNames } from '#capabilities/people'
import { findReceiver, type Receiver } from './find-receiver.ts'
import { happened } from './happened.ts'
import { type Ticket, ticketFor } from './load-ticket.ts'
import { type Handover, handoverView, peopleInHandover } from './task-view.ts'
import { checkVerb } from './ticket.ts'

/**
 * Offers a ticket to somebody with the reason and what they must know, so that the customer need not repeat. Nothing moves until they accept.
 * @norm IQ-12 SP-14
 */
export async function offerHandover(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.assign', input.ticketId)
  checkVerb('hand-over', ticket.status)
  const to = await findReceiver(call, ticket.region_id, input, ticket.avoid_staff_ids)
  if (await openOffer(call, ticket)) throw refuse('handover-already-offered')
  const handover = await insertHandover(call, ticket, to, {
    status: 'offered',
    reason: input.reason,
    summary: input.summary,
    customerAgreed: input.customerAgreed
  })
  await happened(call, ticket, [
    { name: 'ticket.transferred', data: { handoverId: handover.id, warm: true, toUnitId: to.unitId, toId: to.staffId } }
  ])
  return handoverView(handover, await staffNames(call.tx, peopleInHandover(handover)))
}

type Terms = Pick<Handover, 'status' | 'reason' | 'summary'> & { customerAgreed: boolean }

export async function insertHandover(call: Call, ticket: Ticket, to: Receiver, terms: Terms): Promise<Handover> {
  return call.tx
    .insertInto('tickets.handover')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      status: terms.status,
      from_staff_id: staffId(call.actor),
      to_staff_id: to.staffId,
      to_unit_id: to.unitId,
      to_queue_code: to.queueCode,
      reason: terms.reason,
      summary: terms.summary,
      customer_agreed: terms.customerAgreed,
      offered_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The offer that waits for its answer; the ticket is locked by the caller. */
export async function openOffer(call: Call, ticket: Pick<Ticket, 'region_id' | 'id'>): Promise<Handover | null> {
  const row = await call.tx
    .selectFrom('tickets.handover')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('status', '=', 'offered')
    .executeTakeFirst()
  return row ?? null
}

/** Ends an open offer, if there is one. */
export async function endOffers(
  call: Call,
  ticket: Pick<Ticket, 'region_id' | 'id'>,
  status: 'withdrawn' | 'accepted' | 'declined',
  answer: string | null = null
): Promise<void> {
  await call.tx
    .updateTable('tickets.handover')
    .set({ status, answer, answered_at: call.now, answered_by: staffId(call.actor) })
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('status', '=', 'offered')
    .execute()
}
