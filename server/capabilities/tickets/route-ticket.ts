import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { type Candidate, chooseMember, chooseQueue, type Strategy } from './assignment.ts'
import { openStatuses } from './ticket.ts'

export type Queue = {
  code: string
  regionId: number
  unitId: string
  strategy: Strategy
  skill: string | null
  kinds: string[]
  categories: string[]
  rank: number
}

/** Queues stay as they are for the thousands of tickets of one import's transaction. */
const keptForImport = new WeakMap<Call['tx'], Map<number, Promise<Queue[]>>>()

/** The active queues of a region. */
export function queuesOf(call: Call, regionId: number): Promise<Queue[]> {
  if (!call.imported) return readQueues(call, regionId)
  const kept = keptForImport.get(call.tx) ?? new Map<number, Promise<Queue[]>>()
  keptForImport.set(call.tx, kept)
  const queues = kept.get(regionId) ?? readQueues(call, regionId)
  kept.set(regionId, queues)
  return queues
}

async function readQueues(call: Call, regionId: number): Promise<Queue[]> {
  const rows = await call.tx
    .selectFrom('tickets.queue')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('active', '=', true)
    .execute()
  return rows.map((row) => ({
    code: row.code,
    regionId: row.region_id,
    unitId: row.unit_id,
    strategy: row.strategy,
    skill: row.skill,
    kinds: row.kinds,
    categories: row.categories,
    rank: row.rank
  }))
}

/** The queue with this code in the region, if it is active. */
export async function findQueue(call: Call, regionId: number, code: string): Promise<Queue | null> {
  return (await queuesOf(call, regionId)).find((queue) => queue.code === code) ?? null
}

/** Where a new matter goes: its queue, and a member when the queue gives work out by itself. @norm TK-05 @norm TK-06 @norm CC-09 */
export async function routeTicket(
  call: Call,
  regionId: number,
  matter: { kind: string; category: string | null },
  avoid: readonly string[] = []
): Promise<{ queue: Queue | null; assigneeId: string | null }> {
  const queue = chooseQueue(await queuesOf(call, regionId), matter)
  return { queue, assigneeId: queue ? await giveOut(call, queue, avoid) : null }
}

/** Whose turn it is in a queue; null when people take from it themselves or nobody is there. @param avoid who must not have it @norm TK-26 */
export async function giveOut(call: Call, queue: Queue, avoid: readonly string[] = []): Promise<string | null> {
  if (queue.strategy === 'pull' || call.imported) return null
  const chosen = chooseMember(queue.strategy, (await candidatesOf(call, queue)).filter((one) => !avoid.includes(one.staffId)))
  if (!chosen) return null
  await call.tx
    .insertInto('tickets.queue_turn')
    .values({ region_id: queue.regionId, queue_code: queue.code, staff_id: chosen, last_at: call.now })
    .onConflict((conflict) =>
      conflict
        .columns(['region_id', 'queue_code', 'staff_id'])
        .doUpdateSet((eb) => ({ last_at: eb.ref('excluded.last_at') }))
    )
    .execute()
  return chosen
}

async function candidatesOf(call: Call, queue: Queue): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select m.staff_id as "staffId", coalesce(k.level, 0) as skill, (extract(epoch from t.last_at) * 1000)::float8 as "lastAt",
      (select count(*)::int from tickets.ticket x where x.region_id = ${queue.regionId} and x.assignee_id = m.staff_id
        and x.status in (${sql.join(openStatuses.map((status) => sql.lit(status)))})) as load
    from tickets.queue_member m
    join people.staff s on s.id = m.staff_id and s.status = 'active'
    left join people.staff_skill k on k.staff_id = m.staff_id and k.skill_code = ${queue.skill}
    left join tickets.queue_turn t on t.region_id = ${queue.regionId} and t.queue_code = m.queue_code and t.staff_id = m.staff_id
    where m.queue_code = ${queue.code} and m.active`.execute(call.tx)
  return rows
}
