import { queueRoster } from '#capabilities/tickets'
import { staffOfRegion } from '#capabilities/people'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import type { QueueSkills } from '../routing-rule.ts'

export type Member = { queues: string[]; skills: Record<string, number>; languages: string[]; unitId: string; jobNumber: string }
/** Who works from which queue with which skills: reference data, read anew every second or two. */
export type Roster = { members: Map<string, Member>; queues: QueueSkills; /** What it was made from, to see whether it changed. */ print: string }

export async function readRoster(tx: Call['tx'], regionId: number): Promise<Roster> {
  const queues = await queueRoster(tx, regionId)
  const staff = await staffOfRegion(tx, regionId)
  const languages = Object.entries(rulebook().routingLanguages)
  const queuesOf = new Map<string, string[]>()
  for (const queue of queues) for (const id of queue.members.keys()) queuesOf.set(id, [...(queuesOf.get(id) ?? []), queue.code])
  const members = new Map(
    [...staff.values()].map((person): [string, Member] => [
      person.id,
      {
        queues: queuesOf.get(person.id) ?? [],
        skills: person.skills,
        languages: languages.flatMap(([language, skill]) => ((person.skills[skill] ?? 0) > 0 ? [language] : [])),
        unitId: person.unitId,
        jobNumber: person.jobNumber
      }
    ])
  )
  const skills = new Map(queues.map((queue) => [queue.code, queue.skill]))
  return { members, queues: skills, print: JSON.stringify([[...members], [...skills]]) }
}
