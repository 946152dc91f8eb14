import { sql } from 'kysely'
import { type Call, staffId as actorId } from '#platform/action'
import { audited } from '#platform/audit'
import { takesContacts } from './floor-rules.ts'
import { moveSeat } from './move-seat.ts'
import { lockSeat } from './seat.ts'
import { takeOffersBack } from './leave-seat.ts'
import { wakeFloor } from './wake.ts'

export type Loan = { regionId: number; staffId: string; queueCodes: readonly string[]; /** Skills they count as having there. */ skills?: Readonly<Record<string, number>>; note: string }

/**
 * Lends a person to other queues: they help inbound from now on (or after the contact under way), and what they did before is remembered.
 * Lent again, the queues change and the first state stays remembered. The caller has checked who may. @norm CC-12 CC-13 CC-14 CC-15
 */
export async function lendStaff(call: Call, { regionId, staffId, queueCodes, skills = {}, note }: Loan): Promise<void> {
  const seat = await lockSeat(call, regionId, staffId)
  const by = actorId(call.actor)
  const former = seat.state === 'talking' || seat.state === 'wrap-up' ? (seat.resume_state ?? 'available') : seat.state
  await sql`insert into floor.loan (region_id, staff_id, queue_codes, skills, former_state, former_reason, lent_at, lent_by, note)
    values (${regionId}, ${staffId}, ${[...queueCodes]}::text[], ${JSON.stringify(skills)}, ${former}, ${seat.reason}, ${call.now}, ${by}, ${note})
    on conflict (region_id, staff_id) do update set queue_codes = excluded.queue_codes, skills = excluded.skills, note = excluded.note`.execute(call.tx)
  await audited(call, { verb: 'presence.lend', regionId, subjectKind: 'staff', subjectId: staffId, purpose: note.slice(0, 200), detail: { queues: queueCodes } })
  if (seat.state === 'signed-out') return
  const columns = { resume_state: 'helping-inbound', next_state: null, next_reason: null }
  if (seat.state === 'talking' || seat.state === 'wrap-up') await moveSeat(call, seat, { state: seat.state, reason: seat.reason }, columns)
  else await moveSeat(call, seat, { state: 'helping-inbound', setBy: by, note }, { idle_since: call.now })
  wakeFloor(call, regionId)
}

/** Brings a lent person back to what they did before, now or when their contact is over; answers whether they were lent. @norm CC-18 */
export async function returnStaff(call: Call, regionId: number, staffId: string, note: string): Promise<boolean> {
  const loan = await call.tx.deleteFrom('floor.loan').where('region_id', '=', regionId).where('staff_id', '=', staffId).returningAll().executeTakeFirst()
  if (!loan) return false
  const back = loan.former_state === 'signed-out' || loan.former_state === 'away' ? 'available' : loan.former_state
  if (!takesContacts(back)) await takeOffersBack(call, regionId, staffId)
  const seat = await lockSeat(call, regionId, staffId)
  await audited(call, { verb: 'presence.return', regionId, subjectKind: 'staff', subjectId: staffId, purpose: note.slice(0, 200) })
  if (seat.state === 'talking' || seat.state === 'wrap-up') await moveSeat(call, seat, { state: seat.state, reason: seat.reason }, { resume_state: back })
  else if (seat.state === 'helping-inbound') await moveSeat(call, seat, { state: back, reason: loan.former_reason, setBy: actorId(call.actor), note })
  wakeFloor(call, regionId)
  return true
}

/** Who is lent in a region, with what they return to. */
export async function loansOf(tx: Call['tx'], regionId: number) {
  return tx.selectFrom('floor.loan').selectAll().where('region_id', '=', regionId).orderBy('lent_at').orderBy('staff_id').execute()
}
