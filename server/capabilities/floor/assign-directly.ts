import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { changeContact, type ContactRef, type FloorContactRow, lockFloorContact, refuseAvoided } from './contact.ts'
import { hold } from './accept-offer.ts'
import { secondsBetween } from './floor-rules.ts'
import { closeDecision, enterDecisions } from './ledger.ts'
import { mark } from './marks.ts'
import { endPassage } from './passage.ts'
import { giveBackUnits } from './release-contact.ts'
import { lockSeat, withOneMore } from './seat.ts'

/**
 * A person serves the contact from now on, whoever had it: a transfer between people, a consultation that becomes theirs. Who had it before is
 * freed, with wrap-up when they talked. Refuses with `contact-not-waiting` when it has left, with
 * `contact-avoids-person`, and with `desk-at-capacity`. @norm TK-26
 */
export async function assignDirectly(call: Call, ref: ContactRef, staffId: string, data: Record<string, unknown> = {}): Promise<FloorContactRow> {
  const contact = await lockFloorContact(call, ref)
  if (!contact || contact.state === 'left') throw refuse('contact-not-waiting')
  if (contact.state === 'held' && contact.staff_id === staffId) return contact
  await refuseAvoided(call, contact, staffId)
  // Two seats are locked in the order of their ids, whoever hands over to whom.
  for (const id of [staffId, contact.staff_id].filter((one): one is string => one !== null).sort()) await lockSeat(call, ref.regionId, id)
  const before = contact.state
  if (contact.staff_id) {
    await giveBackUnits(call, contact, before === 'held')
    await closeDecision(call, contact, 'withdrawn', 'assigned')
  }
  if (before === 'held') {
    await endPassage(call, contact, 'transferred')
    await mark(call, [
      { contact, figure: 'handle-seconds', n: secondsBetween(contact.accepted_at ?? call.now, call.now) },
      { contact, figure: 'transferred-out' }
    ])
  }
  const seat = await lockSeat(call, ref.regionId, staffId)
  const { units, soft, columns } = withOneMore(seat, contact.channel)
  const entered = before === 'held' ? { entered_at: call.now } : {}
  const given = await changeContact(call, contact, { ...entered, state: 'offered', staff_id: staffId, units, soft, offered_at: call.now, via_queue: null })
  if (before === 'held') await mark(call, [{ contact: given, figure: 'transferred-in' }])
  await enterDecisions(call, [{ contact: given, staffId, way: 'assigned', outcome: 'accepted' }])
  return hold(call, given, seat, { ...columns, idle_since: call.now }, data)
}
