import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { acceptHandover as acceptance_, declineHandover as refusal_ } from '@shouwen/contract/ticket-work'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { happened } from './happened.ts'
import { lockTicket, type Ticket } from './load-ticket.ts'
import { endOffers, openOffer } from './offer-handover.ts'
import { refuseRecused } from './recusal.ts'
import { ticketToRead } from './read-permission.ts'
import type { Handover } from './task-view.ts'
import { acceptance, takenBy } from './take-ticket.ts'
import { checkVerb } from './ticket.ts'
import { stateOf } from './ticket-state.ts'

/** The receiver accepts: from now on they answer for the ticket. @norm SP-14 IQ-12 */
export async function acceptHandover(
  call: Call,
  input: InputOf<typeof acceptance_>
): Promise<OutputOf<typeof acceptance_>> {
  const { ticket, offer } = await offered(call, input)
  const permitted = permitReceiver(call, ticket, offer)
  refuseRecused(call.actor, ticket)
  const taker = staffId(call.actor)
  if (!taker) throw refuse('not-permitted')
  checkVerb('take', ticket.status)
  await endOffers(call, ticket, 'accepted')
  const change = { ...takenBy(ticket, taker, call.now), unit_id: offer.to_unit_id, queue_code: offer.to_queue_code }
  return stateOf(await happened(call, permitted, [{ ...acceptance(ticket), data: { handoverId: offer.id } }], change))
}

/** The receiver declines, or whoever offered it takes it back; the owner stays answerable. @norm SP-14 */
export async function declineHandover(call: Call, input: InputOf<typeof refusal_>): Promise<OutputOf<typeof refusal_>> {
  const { ticket, offer } = await offered(call, input)
  const own = offer.from_staff_id !== null && offer.from_staff_id === staffId(call.actor)
  const permitted = own
    ? permit(call, 'ticket.accept', { ...ticket, regionId: ticket.region_id, staffIds: [offer.from_staff_id] })
    : permitReceiver(call, ticket, offer)
  await endOffers(call, ticket, own ? 'withdrawn' : 'declined', input.reason)
  return stateOf(
    await happened(call, permitted, [
      { name: 'ticket.handover-declined', data: { handoverId: offer.id, withdrawn: own } }
    ])
  )
}

async function offered(
  call: Call,
  input: { ticketId: string; handoverId: string }
): Promise<{ ticket: Ticket; offer: Handover }> {
  const { region_id, id } = await ticketToRead(call, input.ticketId)
  const ticket = await lockTicket(call, { regionId: region_id, id })
  const offer = await openOffer(call, ticket)
  if (!offer || offer.id !== input.handoverId) throw refuse('handover-not-open')
  return { ticket, offer }
}

/** The receiver need not have been able to read the ticket before: the offer stands in their place. */
function permitReceiver(call: Call, ticket: Ticket, offer: Handover) {
  return permit(call, 'ticket.accept', {
    ...ticket,
    regionId: ticket.region_id,
    unitId: offer.to_unit_id,
    staffIds: [offer.to_staff_id]
  })
}
