import type { countPromises } from '@shouwen/contract/promises'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { unfinishedSeenBy } from './list-promises.ts'

/** Nobody works through more than this; a count that stops here costs the same on any amount of promises. */
const MOST = 1000

type Counts = OutputOf<typeof countPromises>['mine']

/** How the unfinished promises stand that the actor answers for, and all the actor may see. */
export async function countPromisesAction(call: Call, input: InputOf<typeof countPromises>): Promise<OutputOf<typeof countPromises>> {
  return { mine: await counted(call, { ...input, mine: true }), all: await counted(call, input) }
}

async function counted(call: Call, filter: InputOf<typeof countPromises> & { mine?: boolean }): Promise<Counts> {
  const { rows } = await sql<{ running: number; at_risk: number; broken: number; paused: number; total: number }>`
    select count(*) filter (where state = 'running' and due_at >= ${call.now}) as running,
      count(*) filter (where state = 'running' and due_at >= ${call.now} and at_risk_at <= ${call.now}) as at_risk,
      count(*) filter (where due_at < ${call.now}) as broken, count(*) filter (where state = 'paused') as paused, count(*) as total
    from (select c.state, c.due_at, c.at_risk_at from norms.clock c where ${unfinishedSeenBy(call, filter)}
      order by c.due_at limit ${MOST}) as first`.execute(call.tx)
  const [row] = rows
  return { running: row?.running ?? 0, atRisk: row?.at_risk ?? 0, broken: row?.broken ?? 0, paused: row?.paused ?? 0, capped: row?.total === MOST }
}
