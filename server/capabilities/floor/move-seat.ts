import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { markSeconds } from './marks.ts'
import { changeSeat, type Seat } from './seat.ts'
import { wakeFloor } from './wake.ts'

export type Move = {
  state: string
  reason?: string | null
  /** The supervisor who sets it, with a note. */
  setBy?: string | null
  note?: string | null
  /** When it became so; default now. A wrap-up ends when its time is over, not when somebody looks. */
  at?: Date
}

/**
 * Moves a seat the caller has locked to a state: row, history and event. The interval before ends where the next begins, so that the seconds
 * of a day add up. Other columns may be changed along.
 */
export async function moveSeat(call: Call, seat: Seat, move: Move, more: Partial<Omit<Seat, 'xid'>> = {}): Promise<Seat> {
  const { state, reason = null, setBy = null, note = null } = move
  const same = seat.state === state && seat.reason === reason
  const at = move.at && move.at > seat.since ? move.at : call.now
  const moved = await changeSeat(call, seat, same ? more : { state, reason, since: at, set_by: setBy, ...more })
  if (same) return moved
  await turnInterval(call, seat, at, { state, reason, setBy, note })
  await record(call, {
    name: 'presence.changed',
    regionId: seat.region_id,
    subjectKind: 'staff',
    subjectId: seat.staff_id,
    data: { state, from: seat.state, ...(reason ? { reason } : {}), ...(setBy ? { setById: setBy } : {}) }
  })
  wakeFloor(call, seat.region_id)
  return moved
}

async function turnInterval(call: Call, seat: Seat, at: Date, next: { state: string; reason: string | null; setBy: string | null; note: string | null }): Promise<void> {
  if (seat.state !== 'signed-out') {
    await call.tx
      .updateTable('floor.interval')
      .set({ ended_at: at })
      .where('region_id', '=', seat.region_id)
      .where('staff_id', '=', seat.staff_id)
      .where('ended_at', 'is', null)
      .execute()
    await markSeconds(call, { regionId: seat.region_id, unitId: seat.unit_id }, `state:${seat.state}`, seat.since, at)
  }
  if (next.state === 'signed-out') return
  await call.tx
    .insertInto('floor.interval')
    .values({
      region_id: seat.region_id,
      id: call.app.newId(),
      staff_id: seat.staff_id,
      state: next.state,
      reason: next.reason,
      started_at: at,
      set_by: next.setBy,
      note: next.note
    })
    .execute()
}
