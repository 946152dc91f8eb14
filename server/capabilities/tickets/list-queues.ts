import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listQueues as contract } from '@shouwen/contract/queues'
import type { TicketKind } from '@shouwen/contract/ticket-words'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { openStatuses } from './ticket.ts'

type Item = OutputOf<typeof contract>['items'][number]

/** Nobody reads an exact number beyond this, and counting it would cost. */
const COUNTED = 1000

/** The queues the reader may see, with who works from them and how many tickets wait. */
export async function listQueues(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const queues = await call.tx
    .selectFrom('tickets.queue as q')
    .selectAll()
    .where(scopeFilter(call.actor, 'queue.read', { regionId: 'q.region_id', unitId: 'q.unit_id' }))
    .$if(input.regionId !== undefined, (query) => query.where('q.region_id', '=', input.regionId as number))
    .orderBy('q.region_id')
    .orderBy('q.code')
    .execute()
  const members = await membersOf(
    call,
    queues.map((queue) => queue.code)
  )
  const waiting = await waitingIn(call, queues)
  const items = queues.map(
    (queue): Item => ({
      code: queue.code,
      regionId: queue.region_id,
      unitId: queue.unit_id,
      nameZh: queue.name_zh,
      nameEn: queue.name_en,
      strategy: queue.strategy,
      skill: queue.skill,
      kinds: queue.kinds as TicketKind[],
      categories: queue.categories,
      rank: queue.rank,
      active: queue.active,
      waiting: waiting.get(queue.code) ?? 0,
      members: members.get(queue.code) ?? []
    })
  )
  return { items }
}

async function membersOf(call: Call, codes: string[]): Promise<Map<string, Item['members']>> {
  if (codes.length === 0) return new Map()
  const rows = await call.tx
    .selectFrom('tickets.queue_member as m')
    .innerJoin('people.staff as s', 's.id', 'm.staff_id')
    .select(['m.queue_code', 's.id', 's.name', 's.job_number'])
    .where(sql<boolean>`m.queue_code = any(${codes}::text[])`)
    .where('m.active', '=', true)
    .where('s.status', '=', 'active')
    .orderBy('s.job_number')
    .execute()
  const found = new Map<string, Item['members']>()
  for (const row of rows)
    found.set(row.queue_code, [
      ...(found.get(row.queue_code) ?? []),
      { id: row.id, name: row.name, jobNumber: row.job_number }
    ])
  return found
}

async function waitingIn(call: Call, queues: { code: string; region_id: number }[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const queue of queues) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
      select from tickets.ticket where region_id = ${queue.region_id} and queue_code = ${queue.code} and assignee_id is null
        and status in (${sql.join(openStatuses.map((status) => sql.lit(status)))}) limit ${sql.lit(COUNTED)}) as waiting`.execute(
      call.tx
    )
    counts.set(queue.code, rows[0]?.n ?? 0)
  }
  return counts
}
