import type { Call } from '#platform/action'
import { changeContact, type ContactRef, type FloorContactRow, lockFloorContact, withNobody } from './contact.ts'
import { recordFloor } from './floor-events.ts'
import { channelRule, secondsAfter, secondsBetween, takesWhole } from './floor-rules.ts'
import { closingDecision } from './ledger.ts'
import { mark, marking } from './marks.ts'
import { moveSeat } from './move-seat.ts'
import { endingPassage } from './passage.ts'
import { changingSeat, lockSeat, type Seat, withoutOne } from './seat.ts'
import { wakeFloor } from './wake.ts'

/**
 * The service of a contact is over: the person's capacity is given back and, when wanted, their wrap-up begins. One that nobody holds
 * simply leaves. A contact the floor does not know, or that has left, is no fault.
 */
export async function releaseContact(call: Call, ref: ContactRef, { wrapUp }: { wrapUp: boolean }): Promise<void> {
  const contact = await lockFloorContact(call, ref)
  if (!contact || contact.state === 'left') return
  if (contact.state !== 'held') return leave(call, contact, 'withdrawn')
  const left = await changeContact(call, contact, { ...withNobody, state: 'left', left_at: call.now, outcome: 'answered' }, [
    ...(await givingBackUnits(call, contact, wrapUp)),
    endingPassage(call, contact, 'answered'),
    marking(call, [{ contact, figure: 'handle-seconds', n: secondsBetween(contact.accepted_at ?? call.now, call.now) }])
  ])
  await recordFloor(call, 'contact.released', [{ ...left, staff_id: contact.staff_id }])
}

/** A contact leaves its queue without having been served: it gave up, or is no longer for this queue. One that is held is released. */
export async function leaveQueue(call: Call, ref: ContactRef, outcome: 'abandoned' | 'withdrawn' | 'overflowed'): Promise<void> {
  const contact = await lockFloorContact(call, ref)
  if (!contact || contact.state === 'left') return
  if (contact.state === 'held') return releaseContact(call, ref, { wrapUp: false })
  await leave(call, contact, outcome)
}

/** The customer hung up and is called back when their turn comes: the place stays theirs. Answers whether it still waited. */
export async function keepPlaceForCallback(call: Call, ref: ContactRef): Promise<boolean> {
  const contact = await lockFloorContact(call, ref)
  if (contact?.state !== 'waiting' && contact?.state !== 'offered') return false
  if (contact.callback) return true
  const kept = await changeContact(call, contact, { callback: true })
  await mark(call, [{ contact: kept, figure: 'callback' }])
  return true
}

async function leave(call: Call, contact: FloorContactRow, outcome: 'abandoned' | 'withdrawn' | 'overflowed'): Promise<void> {
  const left = await changeContact(call, contact, { ...withNobody, state: 'left', left_at: call.now, outcome }, [
    ...(await givingBackUnits(call, contact, false)),
    closingDecision(call, contact, 'withdrawn', outcome),
    endingPassage(call, contact, outcome),
    marking(call, [{ contact, figure: outcome === 'overflowed' ? 'overflowed-out' : outcome, seconds: secondsBetween(contact.entered_at, call.now) }])
  ])
  await recordFloor(call, 'contact.left-queue', [left], new Map([[left.id, { outcome }]]))
}

/** Frees the person who was offered or serves the contact; the contact itself is changed by the caller, who holds its lock. */
export async function giveBackUnits(call: Call, contact: FloorContactRow, wrapUp: boolean): Promise<void> {
  for (const query of await givingBackUnits(call, contact, wrapUp)) await query.execute()
}

/** The same; what does not move the seat to another state comes back as a query, to be written along with another. */
async function givingBackUnits(call: Call, contact: FloorContactRow, wrapUp: boolean): Promise<ReturnType<typeof changingSeat>[]> {
  if (!contact.staff_id) return []
  const seat = await lockSeat(call, contact.region_id, contact.staff_id)
  const columns: Partial<Seat> = { ...withoutOne(seat, contact), ...(contact.state === 'held' ? { idle_since: call.now } : {}) }
  const seconds = channelRule(contact.channel).wrap_up_seconds
  const talked = contact.state === 'held' && takesWhole(contact.channel) && seat.state === 'talking'
  if (talked && wrapUp && seconds > 0) {
    await moveSeat(call, seat, { state: 'wrap-up' }, { ...columns, wrap_until: secondsAfter(call.now, seconds) })
    return []
  }
  wakeFloor(call, contact.region_id)
  if (!talked) return [changingSeat(call, seat, columns)]
  await moveSeat(call, seat, afterWork(seat), { ...columns, ...workOver })
  return []
}

/** What a person does when a contact and its wrap-up are over. */
export const afterWork = ({ next_state, next_reason, resume_state }: Seat): { state: string; reason: string | null } => ({
  state: next_state ?? resume_state ?? 'available',
  reason: next_state ? next_reason : null
})

/** Nothing more is to follow for the seat. */
export const workOver = { next_state: null, next_reason: null, resume_state: null, wrap_until: null } as const
