import { staffingOf, timeWorked, freedomsOf } from '#capabilities/floor'
import { type StaffInUnit, staffOfRegion, staffWithSkill } from '#capabilities/people'
import { queueRoster } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { recordAll } from '#platform/events'
import { surgeRules } from './books.ts'
import type { Done } from './carry-out.ts'
import { forecastQueueOf } from './forecast-queue-of.ts'
import { findGround } from './find-ground.ts'
import type { Help } from './pool-people.ts'

export type CallInKind = 'longer' | 'overtime'
export type Askable = { person: StaffInUnit; state: string; hoursToday: number; chosen: boolean }

const HOUR_MS = 3_600_000

/**
 * Who may be asked to stay longer (those at work) or to come in (those who are not; the reserve first), within the hours of a day and the
 * rest between shifts, in the order of the list, and how many seats are wanted: those missing for the service level by Erlang, within the
 * physical seats that are free. @norm CC-16 CC-17
 */
export async function whomToAsk(call: Call, kind: CallInKind, help: Help): Promise<{ people: Askable[]; seats: number }> {
  const { call_in } = surgeRules()
  const { regionId, queueCodes } = help
  const members = new Set((await queueRoster(call.tx, regionId)).filter((queue) => queueCodes.includes(queue.code)).flatMap((queue) => [...queue.members.keys()]))
  const reserve = new Set((await staffWithSkill(call.tx, regionId, surgeRules().pools[call_in.first]?.skill ?? call_in.first)).map((person) => person.id))
  const staff = await staffOfRegion(call.tx, regionId)
  const ids = [...new Set([...reserve, ...members])].filter((id) => staff.has(id))
  const there = await freedomsOf(call, regionId, ids, [])
  const worked = await timeWorked(call, regionId, ids, new Date(call.now.getTime() - 24 * HOUR_MS))
  const more = (kind === 'longer' ? call_in.longer_minutes : call_in.overtime_minutes) / 60
  const seats = await seatsWanted(call, kind, help)
  const hours = (id: string) => (worked.get(id)?.seconds ?? 0) / 3600
  const rested = (id: string) => call.now.getTime() - (worked.get(id)?.lastAt?.getTime() ?? 0) >= call_in.rest_hours * HOUR_MS
  const eligible = ids
    .filter((id) => {
      const isHere = there.get(id)?.state !== 'signed-out'
      return hours(id) + more <= call_in.most_hours_a_day && (kind === 'longer' ? isHere && members.has(id) : !isHere && rested(id))
    })
    .sort((a, b) => Number(reserve.has(b)) - Number(reserve.has(a)) || hours(a) - hours(b) || nameOf(staff, a).localeCompare(nameOf(staff, b)))
  const asked = seats * call_in.asked_per_seat
  return {
    seats,
    people: eligible.map((id, at) => ({ person: staff.get(id) as StaffInUnit, state: there.get(id)?.state ?? 'signed-out', hoursToday: Math.round(hours(id) * 10) / 10, chosen: at < asked }))
  }
}

const nameOf = (staff: ReadonlyMap<string, StaffInUnit>, id: string): string => staff.get(id)?.jobNumber ?? ''

async function seatsWanted(call: Call, kind: CallInKind, help: Help): Promise<number> {
  const forecast = await forecastQueueOf(call, 'phone', help, 0, 0)
  const ground = await findGround(call.tx, help.regionId)
  const { atSeat } = await staffingOf(call, help.regionId, 'phone', help.queueCodes)
  // Who stays longer keeps the seat they have; who comes in needs one.
  const free = kind === 'longer' || ground?.physical_seats == null ? Number.POSITIVE_INFINITY : Math.max(0, ground.physical_seats - atSeat)
  // No number of the seats there are would do: as many as wait, within the seats that are free.
  const needed = forecast.agentsNeeded ?? forecast.basis.agents + forecast.basis.waiting
  return Math.min(free, Math.max(0, needed - forecast.basis.agents))
}

/** Asks people, in the order of the list or exactly these; each says yes or no, and the first who say yes have the seats. */
export async function askPeople(call: Call, deedId: string, kind: CallInKind, help: Help, staffIds?: readonly string[]): Promise<Done> {
  const { call_in } = surgeRules()
  const { people, seats } = await whomToAsk(call, kind, help)
  const eligible = new Set(people.map((one) => one.person.id))
  const asked = staffIds ? staffIds.filter((id) => eligible.has(id)) : people.filter((one) => one.chosen).map((one) => one.person.id)
  const passedOver = (staffIds ?? []).filter((id) => !eligible.has(id)).map((staffId) => ({ staffId, freedom: 'not-of-pool' as const }))
  const wanted = staffIds && seats === 0 ? asked.length : seats
  if (asked.length === 0) return { people: 0, nobodyFree: true, moved: [], passedOver, detail: { seats: wanted } }
  const minutes = kind === 'longer' ? call_in.longer_minutes : call_in.overtime_minutes
  await call.tx
    .insertInto('playbooks.call_in')
    .values(asked.map((staffId, rank) => ({ region_id: help.regionId, id: call.app.newId(), deed_id: deedId, staff_id: staffId, kind, rank, minutes, asked_at: call.now })))
    .execute()
  await recordAll(call, asked.map((staffId) => ({ name: 'call-in.asked', regionId: help.regionId, subjectKind: 'staff', subjectId: staffId, data: { deedId, kind } })))
  return { people: asked.length, nobodyFree: false, moved: asked, passedOver, detail: { seats: wanted } }
}

/** Nobody needs to answer any more; who said yes stays. */
export async function withdrawCallIns(call: Call, regionId: number, deedId: string): Promise<void> {
  await call.tx.updateTable('playbooks.call_in').set({ answer: 'withdrawn', answered_at: call.now }).where('region_id', '=', regionId).where('deed_id', '=', deedId).where('answer', 'is', null).execute()
}
