import type { beatPresence as beatOperation, endWrapUp as endOperation, setPresence as setOperation, setStaffPresence as setStaffOperation } from '@shouwen/contract/presence'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { endSession, staffInRegion } from '#capabilities/people'
import { actingStaff } from './accept-offer.ts'
import { checkCapacity, presenceRules, secondsAfter, stateRule, takesContacts } from './floor-rules.ts'
import { moveSeat } from './move-seat.ts'
import { presenceView } from './presence-view.ts'
import { afterWork, workOver } from './release-contact.ts'
import { changeSeat, loadsOf, lockSeat, type Seat } from './seat.ts'
import { leaveSeat, takeOffersBack } from './leave-seat.ts'
import { wakeFloor } from './wake.ts'

/** A person says what they do, and how many chats they take. With contacts still open nobody goes home. @norm CC-19 */
export async function setPresence(call: Call, input: InputOf<typeof setOperation>): Promise<OutputOf<typeof setOperation>> {
  const staffId = actingStaff(call)
  const regionId = regionOf(call)
  checkCapacity(input.capacity)
  if (stateRule(input.state)?.by !== 'person') throw refuse('presence-state-unknown')
  const seat = await choose(call, regionId, staffId, { state: input.state, reason: input.reason ?? null }, {
    last_seen_at: call.now,
    last_input_at: call.now,
    session_id: sessionOf(call),
    unit_id: call.actor.kind === 'staff' ? call.actor.unitId : null,
    ...(input.capacity === undefined ? {} : { chat_capacity: input.capacity })
  })
  if (input.state === 'signed-out' && input.endSession && sessionOf(call)) await endSession(call.tx, staffId, sessionOf(call) as string, call.now)
  return presenceView(call, seat)
}

/** A supervisor sets somebody's state and says why; signing somebody out gives their waiting customers back. @norm WF-24 */
export async function setStaffPresence(call: Call, input: InputOf<typeof setStaffOperation>): Promise<OutputOf<typeof setStaffOperation>> {
  const person = await staffInRegion(call.tx, input.regionId, input.staffId)
  if (!person) throw refuse('not-found')
  permit(call, 'floor.supervise', { regionId: input.regionId, unitId: person.unitId })
  const by = stateRule(input.state)?.by
  if (by !== 'person' && by !== 'supervisor') throw refuse('presence-state-unknown')
  await audited(call, { verb: 'presence.set', regionId: input.regionId, subjectKind: 'staff', subjectId: input.staffId, purpose: input.note.slice(0, 200), detail: { state: input.state } })
  const how = { state: input.state, reason: null, setBy: actingStaff(call), note: input.note }
  const seat = input.state === 'signed-out' ? await leaveSeat(call, input.regionId, input.staffId, how) : await choose(call, input.regionId, input.staffId, how)
  return presenceView(call, seat)
}

type Choice = { state: string; reason: string | null; setBy?: string | null; note?: string | null }

/** What was chosen begins at once, or when the contact under way is over. */
async function choose(call: Call, regionId: number, staffId: string, choice: Choice, columns: Partial<Seat> = {}): Promise<Seat> {
  const { state, reason } = choice
  if (!takesContacts(state)) await takeOffersBack(call, regionId, staffId)
  const seat = await lockSeat(call, regionId, staffId)
  if (state === 'signed-out') {
    const load = (await loadsOf(call.tx, regionId, [staffId])).get(staffId) ?? 0
    if (load > 0) throw refuse('presence-chats-open', { load })
  }
  if (seat.state === 'talking') {
    const keeps = takesContacts(state) && seat.resume_state === state
    wakeFloor(call, regionId)
    return changeSeat(call, seat, { ...columns, next_state: keeps ? null : state, next_reason: keeps ? null : reason })
  }
  const begins = takesContacts(state) && seat.state !== state
  const moved = await moveSeat(call, seat, choice, { ...columns, ...workOver, ...(begins ? { idle_since: call.now } : {}) })
  wakeFloor(call, regionId)
  return moved
}

/** The person is done with what follows a contact, before the timer is. */
export async function endWrapUp(call: Call, _input: InputOf<typeof endOperation>): Promise<OutputOf<typeof endOperation>> {
  const seat = await lockSeat(call, regionOf(call), actingStaff(call))
  if (seat.state !== 'wrap-up') return presenceView(call, seat)
  return presenceView(call, await moveSeat(call, seat, afterWork(seat), { ...workOver, idle_since: call.now }))
}

/**
 * The browser of a person at work is still there, and says whether anybody sits before it. Somebody available who touched nothing for long,
 * or locked the screen, has left the seat without signing out. @norm CC-19
 */
export async function beatPresence(call: Call, { idleSeconds, locked }: InputOf<typeof beatOperation>): Promise<OutputOf<typeof beatOperation>> {
  const staffId = actingStaff(call)
  const regionId = regionOf(call)
  const touched = idleSeconds === undefined ? undefined : secondsAfter(call.now, -idleSeconds)
  const row = await call.tx
    .updateTable('floor.seat')
    .set({ last_seen_at: call.now, ...(touched ? { last_input_at: touched } : {}) })
    .where('region_id', '=', regionId)
    .where('staff_id', '=', staffId)
    .returning(['state', 'hard_units', 'soft_units'])
    .executeTakeFirst()
  const { beat_seconds, idle_minutes } = presenceRules()
  const reason = locked ? 'locked' : (idleSeconds ?? 0) >= idle_minutes * 60 ? 'idle' : null
  if (!row || reason === null || !takesContacts(row.state) || row.hard_units + row.soft_units > 0) return { state: row?.state ?? 'signed-out', nextBeatSeconds: beat_seconds }
  const seat = await lockSeat(call, regionId, staffId)
  const left = takesContacts(seat.state) && seat.hard_units + seat.soft_units === 0 ? await moveSeat(call, seat, { state: 'away', reason }) : seat
  return { state: left.state, nextBeatSeconds: beat_seconds }
}

function regionOf(call: Call): number {
  if (call.actor.kind !== 'staff') throw refuse('not-permitted')
  return call.actor.regionId
}

const sessionOf = ({ actor }: Call): string | null => (actor.kind === 'staff' ? actor.sessionId : null)
