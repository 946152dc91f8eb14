import { dueSoonOf, type DueSoon } from '#capabilities/norms'
import { freedomsOf, type PersonThere } from '#capabilities/floor'
import { type StaffInUnit, staffWithRole, staffWithSkill } from '#capabilities/people'
import { queueRoster } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { surgeRules } from './books.ts'

export type PoolPerson = { person: StaffInUnit; there: PersonThere; stake: DueSoon }
export type Help = { regionId: number; queueCodes: readonly string[] }

const NOTHING: DueSoon = { unfinished: 0, dueSoon: 0, first: null }

/**
 * The people of a pool as they stand now, in the order in which they would be moved: who is free, whose own promises suffer least, who is
 * best at it, who has been idle longest. Whoever works from these queues already is no help. @norm CC-12 CC-13 CC-14 CC-15
 */
export async function poolPeople(call: Call, pool: string, { regionId, queueCodes }: Help): Promise<PoolPerson[]> {
  const rule = surgeRules().pools[pool]
  if (!rule) return []
  const found = [...(rule.skill ? await staffWithSkill(call.tx, regionId, rule.skill) : []), ...(rule.roles ? await staffWithRole(call.tx, regionId, rule.roles) : [])]
  const people = new Map(found.map((person) => [person.id, person]))
  const ids = [...people.keys()]
  const there = await freedomsOf(call, regionId, ids, rule.from)
  const stakes = await dueSoonOf(call, regionId, ids, new Date(call.now.getTime() + surgeRules().forecast.stake_minutes * 60_000))
  const roster = (await queueRoster(call.tx, regionId)).filter((queue) => queueCodes.includes(queue.code))
  const skills = roster.flatMap((queue) => queue.skill ?? [])
  const serves = (id: string) => there.get(id)?.state === 'available' && roster.every((queue) => queue.members.has(id))
  const level = (person: StaffInUnit) => skills.reduce((sum, skill) => sum + (person.skills[skill] ?? 0), 0)
  const idle = (one: PoolPerson) => one.there.idleSince?.getTime() ?? Number.POSITIVE_INFINITY
  return ids
    .filter((id) => !serves(id))
    .map((id): PoolPerson => ({ person: people.get(id) as StaffInUnit, there: there.get(id) as PersonThere, stake: stakes.get(id) ?? NOTHING }))
    .sort(
      (a, b) =>
        Number(b.there.freedom === 'free') - Number(a.there.freedom === 'free') ||
        a.stake.dueSoon - b.stake.dueSoon ||
        level(b.person) - level(a.person) ||
        idle(a) - idle(b) ||
        a.person.jobNumber.localeCompare(b.person.jobNumber)
    )
}
