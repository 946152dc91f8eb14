import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { assignTicket as contract } from '@shouwen/contract/ticket-work'
import { type Call, staffId } from '#platform/action'
import { findReceiver } from './find-receiver.ts'
import { happened } from './happened.ts'
import { type TicketRef, ticketFor } from './load-ticket.ts'
import { endOffers, insertHandover } from './offer-handover.ts'
import { checkVerb } from './ticket.ts'
import { stateOf } from './ticket-state.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>

/**
 * Gives a ticket to a person, a queue or a unit without asking them: a cold transfer, counted as such. Whoever answers for it goes on
 * doing so until the receiver takes it. Passing on never resets a promise.
 * @norm SP-14 TK-05 TK-06 IQ-12
 */
export async function assignTicket(
  call: Call,
  which: TicketRef | string,
  input: Input
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.assign', which)
  checkVerb('assign', ticket.status)
  const to = await findReceiver(call, ticket.region_id, input, ticket.avoid_staff_ids)
  await endOffers(call, ticket, 'withdrawn')
  const { id } = await insertHandover(call, ticket, to, {
    status: 'assigned',
    reason: input.reason,
    summary: '',
    customerAgreed: false
  })
  const change = {
    assignee_id: to.staffId,
    queue_code: to.queueCode,
    unit_id: to.unitId,
    // Nobody was asked first (it came by machine): the first person named becomes answerable.
    first_owner_id: ticket.first_owner_id ?? to.staffId,
    owner_id: ticket.owner_id ?? to.staffId
  }
  const transferred = {
    name: 'ticket.transferred' as const,
    data: { handoverId: id, warm: false, fromUnitId: ticket.unit_id, fromId: staffId(call.actor) }
  }
  return stateOf(await happened(call, ticket, [transferred], change))
}
