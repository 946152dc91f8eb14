import { type QueueRoster, queueRoster } from '#capabilities/tickets'
import { staffOfRegion } from '#capabilities/people'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import type { QueueSkills } from '../routing-rule.ts'

export type Member = { queues: string[]; skills: Record<string, number>; languages: string[]; unitId: string; jobNumber: string }
/** Who works from which queue with which skills: reference data, read anew every second or two. */
export type Roster = { members: Map<string, Member>; queues: QueueSkills; known: QueueRoster[] }

export async function readRoster(tx: Call['tx'], regionId: number): Promise<Roster> {
  const queues = await queueRoster(tx, regionId)
  const staff = await staffOfRegion(tx, regionId, [...new Set(queues.flatMap((queue) => [...queue.members.keys()]))])
  const loans = await tx.selectFrom('floor.loan').selectAll().where('region_id', '=', regionId).execute()
  const languages = Object.entries(rulebook().routingLanguages)
  const queuesOf = new Map<string, string[]>()
  for (const queue of queues) for (const id of queue.members.keys()) queuesOf.set(id, [...(queuesOf.get(id) ?? []), queue.code])
  const lentSkills = new Map<string, Record<string, number>>()
  for (const { staff_id, queue_codes, skills } of loans) {
    queuesOf.set(staff_id, [...new Set([...(queuesOf.get(staff_id) ?? []), ...queue_codes])])
    lentSkills.set(staff_id, skills as Record<string, number>)
  }
  const members = new Map(
    [...staff.values()].map((person): [string, Member] => [
      person.id,
      {
        queues: queuesOf.get(person.id) ?? [],
        skills: { ...lentSkills.get(person.id), ...person.skills },
        languages: languages.flatMap(([language, skill]) => ((person.skills[skill] ?? 0) > 0 ? [language] : [])),
        unitId: person.unitId,
        jobNumber: person.jobNumber
      }
    ])
  )
  const skills = new Map(queues.map((queue) => [queue.code, queue.skill]))
  return { members, queues: skills, known: queues }
}

/** Differs when the roster may have changed: one number over what it is made of, so that thousands of people need not be read to see that nobody changed. */
export async function rosterPrint(tx: Call['tx'], regionId: number): Promise<string> {
  const { rows } = await sql<{ print: string }>`
    select concat_ws(' ',
      (select sum(hashtextextended(concat_ws(' ', q.code, q.unit_id, q.skill, q.active), 0)) from tickets.queue q where q.region_id = ${regionId}),
      (select sum(hashtextextended(concat_ws(' ', m.queue_code, m.staff_id, m.active, s.version, s.status, s.unit_id), 0))
        from tickets.queue_member m join tickets.queue q on q.code = m.queue_code join people.staff s on s.id = m.staff_id where q.region_id = ${regionId}),
      (select sum(hashtextextended(concat_ws(' ', staff_id, queue_codes, skills), 0)) from floor.loan where region_id = ${regionId}),
      (select sum(hashtextextended(concat_ws(' ', id, version, status, unit_id), 0)) from people.staff where region_id = ${regionId})) as print`.execute(tx)
  return rows[0]?.print ?? ''
}
