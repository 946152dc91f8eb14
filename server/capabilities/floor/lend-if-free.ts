import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { presenceRules, secondsAfter, stateRule } from './floor-rules.ts'
import { lendStaff, type Loan } from './lend-staff.ts'
import { lockSeat, type Seat } from './seat.ts'

/** Can somebody be asked to help elsewhere now? */
export type Freedom = 'free' | 'signed-out' | 'absent' | 'busy' | 'lent'
export type PersonThere = { freedom: Freedom; state: string; reason: string | null; since: Date | null; idleSince: Date | null }

type SeatFacts = Pick<Seat, 'state' | 'hard_units' | 'soft_units' | 'last_seen_at'>

/** Who is not at the seat cannot be moved, nor who has a contact in hand or wraps one up, nor who is in a state nobody is called out of. */
function freedomOf(seat: SeatFacts, isLent: boolean, from: readonly string[], now: Date): Freedom {
  if (isLent) return 'lent'
  if (seat.state === 'signed-out') return 'signed-out'
  if (seat.last_seen_at <= secondsAfter(now, -presenceRules().silent_seconds)) return 'absent'
  if (seat.state === 'talking' || seat.state === 'wrap-up' || seat.hard_units + seat.soft_units > 0) return 'busy'
  if (from.includes(seat.state)) return 'free'
  return stateRule(seat.state)?.seat ? 'busy' : 'absent'
}

/** How these people stand now; who never sat down counts as signed out. @param from states somebody may be called out of */
export async function freedomsOf(call: Call, regionId: number, staffIds: readonly string[], from: readonly string[]): Promise<Map<string, PersonThere>> {
  const { rows } = await sql<SeatFacts & { staff_id: string; reason: string | null; since: Date; idle_since: Date; lent: boolean }>`
    select s.staff_id, s.state, s.reason, s.since, s.idle_since, s.hard_units, s.soft_units, s.last_seen_at, l.staff_id is not null as lent
    from floor.seat s left join floor.loan l on l.region_id = s.region_id and l.staff_id = s.staff_id
    where s.region_id = ${regionId} and s.staff_id = any(${[...staffIds]}::uuid[])`.execute(call.tx)
  const known = new Map(rows.map((row) => [row.staff_id, { freedom: freedomOf(row, row.lent, from, call.now), state: row.state, reason: row.reason, since: row.since, idleSince: row.idle_since }]))
  const nobody: PersonThere = { freedom: 'signed-out', state: 'signed-out', reason: null, since: null, idleSince: null }
  return new Map(staffIds.map((id) => [id, known.get(id) ?? nobody]))
}

/** Lends somebody when they are free at this moment, their seat being locked; answers how they stood and what they did until now. @norm CC-12 CC-13 CC-14 CC-15 */
export async function lendIfFree(call: Call, loan: Loan, from: readonly string[]): Promise<{ freedom: Freedom; state: string; reason: string | null }> {
  const seat = await lockSeat(call, loan.regionId, loan.staffId)
  const lent = await call.tx.selectFrom('floor.loan').select('staff_id').where('region_id', '=', loan.regionId).where('staff_id', '=', loan.staffId).executeTakeFirst()
  const freedom = freedomOf(seat, lent !== undefined, from, call.now)
  if (freedom === 'free') await lendStaff(call, loan)
  return { freedom, state: seat.state, reason: seat.reason }
}
