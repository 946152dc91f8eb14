import type { Call } from '#platform/action'
import type { LegRow, Loaded } from './load-call.ts'

type NewLeg = Pick<LegRow, 'party' | 'state'> & Partial<Pick<LegRow, 'staff_id' | 'mode' | 'driver' | 'outside'>>

/** Who carries the end of one of ours: the same as the customer's, for browsers and exchanges pass no sound to each other. */
export const driverBeside = (customer: LegRow): LegRow['driver'] => (customer.state === 'ended' ? 'browser' : customer.driver)

/** A further end of a call the caller has locked. */
export async function addLeg(call: Call, { row, legs }: Pick<Loaded, 'legs'> & { row: { region_id: number; id: string } }, leg: NewLeg): Promise<LegRow> {
  return call.tx
    .insertInto('voice.leg')
    .values({
      region_id: row.region_id,
      id: call.app.newId(),
      call_id: row.id,
      no: Math.max(0, ...legs.map((one) => one.no)) + 1,
      party: leg.party,
      staff_id: leg.staff_id ?? null,
      driver: leg.driver ?? 'browser',
      outside: leg.outside ?? null,
      state: leg.state,
      mode: leg.mode ?? null,
      began_at: call.now,
      connected_at: leg.state === 'connected' ? call.now : null,
      last_seen_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function changeLeg(call: Call, { region_id, id }: LegRow, to: Partial<LegRow>): Promise<void> {
  await call.tx.updateTable('voice.leg').set(to).where('region_id', '=', region_id).where('id', '=', id).execute()
}

/** Ends legs; what was still to be told to them or by them is forgotten. */
export async function endLegs(call: Call, legs: readonly LegRow[], reason: string): Promise<void> {
  const [first] = legs
  if (!first) return
  const ids = legs.map((leg) => leg.id)
  await call.tx
    .updateTable('voice.leg')
    .set({ state: 'ended', ended_at: call.now, end_reason: reason })
    .where('region_id', '=', first.region_id)
    .where('id', 'in', ids)
    .where('state', '!=', 'ended')
    .execute()
  await call.tx
    .deleteFrom('voice.signal')
    .where('region_id', '=', first.region_id)
    .where((where) => where.or([where('to_leg', 'in', ids), where('from_leg', 'in', ids)]))
    .execute()
}
