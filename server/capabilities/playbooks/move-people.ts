import type { PlaybookStep } from '@shouwen/kernels/playbook/index'
import { lendIfFree, returnStaff } from '#capabilities/floor'
import { pauseCampaignsOf, resumeCampaignsOf } from '#capabilities/outbound'
import { queueRoster } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { surgeRules } from './books.ts'
import { type Help, poolPeople } from './pool-people.ts'
import type { Done, PassedOver } from './carry-out.ts'

type MoveAct = Extract<PlaybookStep['act'], { kind: 'move-people' }>

/**
 * Lends people of the pool to the queues: those of the list, or the first free. Who has gone or is busy at this moment is passed over and the
 * next of the pool is taken, never more than the step allows. What each did before is kept. @norm CC-12 CC-13 CC-14 CC-15
 */
export async function movePeople(call: Call, deedId: string, act: MoveAct, help: Help, note: string, wanted?: readonly string[]): Promise<Done> {
  const pool = await poolPeople(call, act.pool, help)
  const rule = surgeRules().pools[act.pool]
  if (!rule) return { people: 0, nobodyFree: true, moved: [], passedOver: [], detail: {} }
  const known = new Set(pool.map((one) => one.person.id))
  const asked = wanted?.filter((id) => known.has(id))
  const most = Math.min(act.at_most ?? pool.length, asked ? Math.max(asked.length, act.at_least ?? 1) : pool.length)
  const order = asked ? [...asked, ...pool.map((one) => one.person.id).filter((id) => !asked.includes(id))] : pool.map((one) => one.person.id)
  const passedOver: PassedOver[] = (wanted ?? []).filter((id) => !known.has(id)).map((staffId) => ({ staffId, freedom: 'not-of-pool' }))
  const skills = await skillsAsked(call, help, rule.level)
  const moved: { staffId: string; state: string; reason: string | null }[] = []
  for (const staffId of order) {
    if (moved.length === most) {
      if (asked?.includes(staffId)) passedOver.push({ staffId, freedom: 'too-many' })
      continue
    }
    const { freedom, state, reason } = await lendIfFree(call, { regionId: help.regionId, staffId, queueCodes: help.queueCodes, skills, note }, rule.from)
    if (freedom === 'free') moved.push({ staffId, state, reason })
    else if (!asked || asked.includes(staffId)) passedOver.push({ staffId, freedom })
  }
  if (moved.length > 0)
    await call.tx
      .insertInto('playbooks.move')
      .values(moved.map(({ staffId, state, reason }) => ({ region_id: help.regionId, deed_id: deedId, staff_id: staffId, from_state: state, from_reason: reason, moved_at: call.now })))
      .execute()
  const ids = moved.map((one) => one.staffId)
  // What they had in hand for a campaign goes back to its list; one left without anybody stands still. @norm CC-33
  const campaigns = (await pauseCampaignsOf(call, ids)).filter((one) => one.changed).map((one) => one.name)
  return { people: moved.length, nobodyFree: moved.length === 0, moved: ids, passedOver, detail: { campaigns } }
}

/** One click gives the skill of the queue as well. */
async function skillsAsked(call: Call, { regionId, queueCodes }: Help, level: number): Promise<Record<string, number>> {
  const roster = await queueRoster(call.tx, regionId)
  return Object.fromEntries(roster.filter((queue) => queueCodes.includes(queue.code)).flatMap((queue) => (queue.skill ? [[queue.skill, level]] : [])))
}

/** Gives back whom a step moved, the last first; each returns to what they did before. Whoever was given back by hand is left where they are. @norm CC-18 */
export async function bringBack(call: Call, regionId: number, deedId: string, note: string): Promise<string[]> {
  const moves = await call.tx
    .selectFrom('playbooks.move')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('deed_id', '=', deedId)
    .where('returned_at', 'is', null)
    .orderBy('moved_at', 'desc')
    .orderBy('staff_id', 'desc')
    .execute()
  for (const move of moves) {
    const wasLent = await returnStaff(call, regionId, move.staff_id, note)
    await call.tx
      .updateTable('playbooks.move')
      .set({ returned_at: call.now, returned_to: wasLent ? move.from_state : null })
      .where('region_id', '=', regionId)
      .where('deed_id', '=', deedId)
      .where('staff_id', '=', move.staff_id)
      .execute()
  }
  const ids = moves.map((move) => move.staff_id)
  await resumeCampaignsOf(call, ids)
  return ids
}
