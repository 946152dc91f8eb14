import type { Call as CallModel, Leg, Mover } from '@shouwen/kernels/call/index'
import type { Selectable } from 'kysely'
import type { Placement } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { VoiceCall, VoiceLeg } from '#platform/schema.gen'
import { ownConversation } from '#capabilities/contacts'

export type CallRow = Selectable<VoiceCall>
export type LegRow = Selectable<VoiceLeg>
export type CallRef = { regionId: number; id: string }
/** A call with all its legs, oldest first. */
export type Loaded = { row: CallRow; legs: LegRow[] }

/** What the kernel needs to know. */
export function modelOf({ row, legs }: Loaded): CallModel {
  return { state: row.state, legs: legs.map(({ id, no, party, state, mode }): Leg => ({ id, no, party, state, mode })) }
}

export const placementOf = (row: CallRow): Placement => ({ regionId: row.region_id, unitId: row.unit_id, staffIds: [row.staff_id] })

/** Legs that are on the line or are being rung. */
export const liveLegs = (legs: readonly LegRow[]): LegRow[] => legs.filter((leg) => leg.state !== 'ended')

export const legOfStaff = ({ legs }: Loaded, id: string | null): LegRow | undefined => liveLegs(legs).find((leg) => id !== null && leg.staff_id === id)

/** The customer's end: the newest, for whoever was called back had another before. */
export const customerLeg = ({ legs }: Loaded): LegRow => legs.findLast((leg) => leg.party === 'customer') as LegRow

/** The call, locked unless only looked at; its legs change under its lock only. Refuses with `not-found`. */
export async function loadCall(call: Call, { regionId, id }: CallRef, lock = true): Promise<Loaded> {
  const row = await call.tx
    .selectFrom('voice.call')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return { row, legs: await legsOf(call, regionId, [id]) }
}

/** All legs of these calls, oldest first. */
export async function legsOf(call: Call, regionId: number, callIds: readonly string[]): Promise<LegRow[]> {
  if (callIds.length === 0) return []
  return call.tx
    .selectFrom('voice.leg')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('call_id', 'in', [...callIds])
    .orderBy('no')
    .execute()
}

/** Where a call known by its id alone is kept: the actor's own region, else wherever it is. Refuses with `not-found`. */
export async function refFor(call: Call, id: string): Promise<CallRef> {
  const own = call.actor.kind === 'staff' ? [call.actor.regionId] : []
  const all = (await call.tx.selectFrom('platform.region').select('id').execute()).map((region) => region.id)
  for (const regions of [own, all]) {
    if (regions.length === 0) continue
    const row = await call.tx.selectFrom('voice.call').select('region_id').where('region_id', 'in', regions).where('id', '=', id).executeTakeFirst()
    if (row) return { regionId: row.region_id, id }
  }
  throw refuse('not-found')
}

/** A call the acting person is part of, locked. Everybody else hears that it is not theirs, whether it exists or not. */
export async function callOfMine(call: Call, id: string, lock = true): Promise<Loaded & { leg: LegRow; mover: Mover }> {
  const ref = await refFor(call, id).catch(() => null)
  const loaded = ref && (await loadCall(call, ref, lock))
  const leg = loaded && legOfStaff(loaded, staffId(call.actor))
  if (!loaded || !leg) throw refuse('call-not-for-you')
  return { ...loaded, leg, mover: leg.party }
}

/** The call of the customer or visitor who acts, locked unless only looked at; others hear that there is none. */
export async function callOfCustomer(call: Call, id: string, lock = true): Promise<Loaded & { leg: LegRow }> {
  if (call.actor.kind !== 'customer' && call.actor.kind !== 'visitor') throw refuse('not-found')
  const loaded = await loadCall(call, { regionId: call.actor.regionId, id }, lock)
  await ownConversation(call, loaded.row.conversation_id)
  return { ...loaded, leg: customerLeg(loaded) }
}
