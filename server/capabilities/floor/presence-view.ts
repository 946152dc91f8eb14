import type { getPresence as getOperation, listPresence as listOperation, listStaffIntervals as intervalsOperation, presenceStates as statesOperation } from '@shouwen/contract/presence'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { permit, scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { staffInRegion, staffNames } from '#capabilities/people'
import { actingStaff } from './accept-offer.ts'
import { chatCapacity, presenceRules, takesContacts } from './floor-rules.ts'
import { loadsOf, type Seat } from './seat.ts'

type View = OutputOf<typeof getOperation>

const MOST_DAYS = 8

/** The states of the rulebook with their words. */
export async function presenceStates(_call: Call): Promise<OutputOf<typeof statesOperation>> {
  const { states, reasons } = presenceRules()
  return {
    states: Object.entries(states).map(([code, { zh, en, by, takes, seat, counts, most_minutes }]) => ({ code, zh, en, by, takes: takes ?? false, atSeat: seat ?? false, counts, mostMinutes: most_minutes ?? null })),
    reasons: Object.entries(reasons).map(([code, { zh, en }]) => ({ code, zh, en }))
  }
}

export async function getPresence(call: Call): Promise<View> {
  const staffId = actingStaff(call)
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const seat = (await seatsOf(call.tx, regionId, [staffId])).get(staffId)
  if (seat) return presenceView(call, seat)
  return { staffId, state: 'signed-out', reason: null, nextState: null, takes: false, capacity: chatCapacity().usual, load: 0, since: call.now.toISOString(), wrapUntil: null, setByOther: false }
}

/** A seat as its person and their colleagues see it. */
export async function presenceView(call: Call, seat: Seat): Promise<View> {
  return viewOf(seat, (await loadsOf(call.tx, seat.region_id, [seat.staff_id])).get(seat.staff_id) ?? 0)
}

function viewOf(seat: Seat, load: number): View {
  return {
    staffId: seat.staff_id,
    state: seat.state,
    reason: seat.reason,
    nextState: seat.next_state,
    takes: takesContacts(seat.state),
    capacity: seat.chat_capacity,
    load,
    since: seat.since.toISOString(),
    wrapUntil: seat.wrap_until?.toISOString() ?? null,
    setByOther: seat.set_by !== null
  }
}

async function seatsOf(tx: Call['tx'], regionId: number, staffIds: readonly string[]): Promise<Map<string, Seat>> {
  if (staffIds.length === 0) return new Map()
  const rows = await tx.selectFrom('floor.seat').selectAll().where('region_id', '=', regionId).where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`).execute()
  return new Map(rows.map((row) => [row.staff_id, row]))
}

export type PresenceFact = { state: string; reason: string | null; takes: boolean; atWork: boolean; chatCapacity: number; lastSeenAt: Date }

/** What these people do now; who never sat down is missing. */
export async function presenceOf(tx: Call['tx'], regionId: number, staffIds: readonly string[]): Promise<Map<string, PresenceFact>> {
  const seats = await seatsOf(tx, regionId, staffIds)
  return new Map(
    [...seats].map(([id, seat]) => [
      id,
      { state: seat.state, reason: seat.reason, takes: takesContacts(seat.state), atWork: seat.state !== 'signed-out', chatCapacity: seat.chat_capacity, lastSeenAt: seat.last_seen_at }
    ])
  )
}

/** Who is at the desk among those the reader may see, busiest first. */
export async function listPresence(call: Call): Promise<OutputOf<typeof listOperation>> {
  const rows = await call.tx
    .selectFrom('floor.seat as p')
    .innerJoin('people.staff as s', 's.id', 'p.staff_id')
    .selectAll('p')
    .select(['s.name', 's.job_number'])
    .where('p.state', '!=', 'signed-out')
    .where(scopeFilter(call.actor, 'contact.read', { regionId: 'p.region_id', unitId: 's.unit_id', staffIds: ['p.staff_id'] }))
    .orderBy('s.job_number')
    .limit(500)
    .execute()
  const loads = new Map<string, number>()
  for (const [regionId, members] of Map.groupBy(rows, (row) => row.region_id))
    for (const [staffId, load] of await loadsOf(call.tx, regionId, members.map((row) => row.staff_id))) loads.set(staffId, load)
  return {
    items: rows
      .map((row) => ({ ...viewOf(row, loads.get(row.staff_id) ?? 0), person: { id: row.staff_id, name: row.name, jobNumber: row.job_number } }))
      .sort((a, b) => b.load - a.load)
  }
}

/** What a person did in a time, state by state: what workforce measures. */
export async function listStaffIntervals(call: Call, input: InputOf<typeof intervalsOperation>): Promise<OutputOf<typeof intervalsOperation>> {
  const from = new Date(input.from)
  const until = new Date(input.until)
  if (!(until > from) || until.getTime() - from.getTime() > MOST_DAYS * 86_400_000) throw refuse('period-too-long', { days: MOST_DAYS })
  const person = await staffInRegion(call.tx, input.regionId, input.staffId)
  if (!person) throw refuse('not-found')
  permit(call, 'floor.read', { regionId: input.regionId, unitId: person.unitId, staffIds: [input.staffId] })
  const rows = await call.tx
    .selectFrom('floor.interval')
    .selectAll()
    .where('region_id', '=', input.regionId)
    .where('staff_id', '=', input.staffId)
    .where('started_at', '<', until)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', from)]))
    .orderBy('started_at')
    .limit(2000)
    .execute()
  const names = await staffNames(call.tx, rows.map((row) => row.set_by))
  return {
    items: rows.map(({ staff_id, state, reason, started_at, ended_at, set_by, note }) => {
      const by = set_by ? names.get(set_by) : undefined
      return { staffId: staff_id, state, reason, startedAt: started_at.toISOString(), endedAt: ended_at?.toISOString() ?? null, setBy: set_by && by ? { id: set_by, ...by } : null, note }
    })
  }
}
