import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { staffNames } from '#capabilities/people'
import { type Along, changeContact, type ContactRef, type FloorContactRow, lockFloorContact, refuseAvoided } from './contact.ts'
import { recordFloor } from './floor-events.ts'
import { takesContacts, takesWhole } from './floor-rules.ts'
import { closingDecision, enterDecisions } from './ledger.ts'
import { type Marked, marking, waitedSeconds } from './marks.ts'
import { moveSeat } from './move-seat.ts'
import { returnOffers } from './return-offers.ts'
import { changingSeat, lockSeat, type Seat, withOneMore } from './seat.ts'

/**
 * The acting person takes what is offered to them. Saying it twice is saying it once. Refuses with `contact-not-offered`, with
 * `contact-avoids-person`, and with `contact-taken-by-another`, naming the job number, when somebody else serves it. @param data what the event should say beside the floor's facts
 */
export async function acceptOffer(call: Call, ref: ContactRef, data: Record<string, unknown> = {}): Promise<FloorContactRow> {
  const staffId = actingStaff(call)
  const contact = await lockFloorContact(call, ref)
  if (contact?.state === 'held') {
    if (contact.staff_id === staffId) return contact
    throw await takenByAnother(call, contact)
  }
  if (contact?.state !== 'offered' || contact.staff_id !== staffId) throw refuse('contact-not-offered')
  await refuseAvoided(call, contact, staffId)
  const seat = await lockSeat(call, ref.regionId, staffId)
  return hold(call, contact, seat, {}, data, [closingDecision(call, contact, 'accepted')])
}

/**
 * The acting person takes a contact that waits: the first who does has it, the others hear who. What is offered to them is accepted. Refuses with
 * `contact-not-waiting`, `contact-taken-by-another`, `contact-avoids-person` and `desk-at-capacity`.
 */
export async function takeWaiting(call: Call, ref: ContactRef, data: Record<string, unknown> = {}): Promise<FloorContactRow> {
  const staffId = actingStaff(call)
  const contact = await lockFloorContact(call, ref)
  if (!contact || contact.state === 'left') throw refuse('contact-not-waiting')
  if (contact.state !== 'waiting') {
    if (contact.staff_id === staffId) return acceptOffer(call, ref, data)
    throw await takenByAnother(call, contact)
  }
  await refuseAvoided(call, contact, staffId)
  const seat = await lockSeat(call, ref.regionId, staffId)
  const { units, soft, columns } = withOneMore(seat, contact.channel)
  await enterDecisions(call, [{ contact, staffId, way: 'taken', outcome: 'accepted' }])
  const taken = await changeContact(call, contact, { staff_id: staffId, units, soft, state: 'offered', offered_at: call.now })
  return hold(call, taken, seat, { ...columns, idle_since: call.now }, data)
}

/** The acting person gives an offer back with a reason and is busy from then on; the contact keeps its place. Refuses with `contact-not-offered`. */
export async function declineOffer(call: Call, ref: ContactRef, reason: string): Promise<void> {
  const staffId = actingStaff(call)
  const contact = await lockFloorContact(call, ref)
  if (contact?.state !== 'offered' || contact.staff_id !== staffId) throw refuse('contact-not-offered')
  await returnOffers(call, ref.regionId, [contact], 'declined')
  const seat = await lockSeat(call, ref.regionId, staffId)
  if (takesContacts(seat.state)) await moveSeat(call, seat, { state: 'busy', reason })
}

/** From now on the person serves the contact. Contact and seat are locked. @param seatColumns changed along with the seat */
export async function hold(
  call: Call,
  contact: FloorContactRow,
  seat: Seat,
  seatColumns: Partial<Seat>,
  data: Record<string, unknown> = {},
  along: readonly Along[] = []
): Promise<FloorContactRow> {
  const columns = { ...seatColumns, misses: 0 }
  const begins = takesWhole(contact.channel) && seat.state !== 'talking'
  if (begins) {
    const resume = seat.state === 'wrap-up' ? seat.resume_state : seat.state
    await moveSeat(call, seat, { state: 'talking' }, { ...columns, resume_state: resume, wrap_until: null })
  }
  const held = await changeContact(call, contact, { state: 'held', accepted_at: call.now, offer_ends_at: null, known_staff_id: seat.staff_id }, [
    ...along,
    ...(begins ? [] : [changingSeat(call, seat, columns)]),
    marking(call, answered(call, contact))
  ])
  await recordFloor(call, 'contact.accepted', [held], new Map([[held.id, data]]))
  return held
}

const answered = (call: Call, contact: FloorContactRow): Marked[] => [
  { contact, figure: 'answered', seconds: waitedSeconds(contact, call.now) },
  ...(contact.via_queue
    ? ([{ contact, figure: 'overflowed-out' }, { contact: { ...contact, queue_code: contact.via_queue }, figure: 'overflowed-in' }] as const)
    : [])
]

/** The acting member of staff. Refuses with `not-permitted` for anybody else. */
export function actingStaff(call: Call): string {
  if (call.actor.kind !== 'staff') throw refuse('not-permitted')
  return call.actor.id
}

async function takenByAnother(call: Call, { staff_id }: FloorContactRow) {
  const names = await staffNames(call.tx, [staff_id])
  return refuse('contact-taken-by-another', { jobNumber: names.get(staff_id ?? '')?.jobNumber ?? null })
}
