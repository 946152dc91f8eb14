import { runClause } from '@shouwen/kernels/conditions/index'
import { sql } from 'kysely'
import { pastCases } from '../../server/capabilities/norms/replay-cases.ts'
import { clockColumns, clocksFrom } from '../../server/capabilities/norms/read-clocks.ts'
import type { Clock, ClockRow } from '../../server/capabilities/norms/clock-row.ts'
import type { Call } from '../../server/platform/action.ts'
import { rulebook } from '../../server/rulebook.ts'

/**
 * Computes every stored clock of a region again, from the clause version and calendar it names, the facts it kept and the events of its
 * subject alone. Answers how many there are and one line for each that is stored otherwise.
 */
export async function recomputeClocks(call: Call, regionId: number): Promise<{ clocks: number; differing: string[] }> {
  const { rows } = await sql<ClockRow>`select ${clockColumns} from norms.clock c where c.region_id = ${regionId}`.execute(call.tx)
  const clocks = await clocksFrom(call, rows)
  const keys = [...new Map(clocks.map((clock) => [clock.subjectId, clock])).values()]
  const names = Object.keys(rulebook().events)
  const past = await pastCases(call, regionId, keys, names)
  const eventsOf = new Map(past.map(({ subjectId, events }) => [subjectId, events]))
  const differing = clocks.flatMap((clock) => {
    const { clause } = clock.version
    const events = eventsOf.get(clock.subjectId) ?? []
    const runs = runClause(rulebook().conditions, clause, clock.calendar.calendar, clock.facts, events, call.now.getTime())
    const again = runs.filter((run) => run.startedAt === clock.startedAt).map((run) => said(wordOf(run.state), run.clock.dueAt, run.row))
    const stored = said(clock.state, clock.dueAt, clock.row ?? undefined)
    return again.includes(stored) ? [] : [`${clause.id} of ${clock.subjectKind} ${clock.subjectId}: stored ${stored}, again ${again.join(' or ') || 'none'} (${seen(clock)})`]
  })
  return { clocks: clocks.length, differing }
}

/** A promise done or called off in a pause has no deadline that means anything. */
function said(state: string, dueAt: number | null, row: string | undefined): string {
  const due = state === 'running' || state === 'broken' ? dueAt : null
  return [state, due === null ? '-' : new Date(due).toISOString(), row ?? '-'].join(' ')
}

const wordOf = (state: string) => (state === 'void' ? 'cancelled' : state === 'at-risk' ? 'running' : state)
const seen = (clock: Clock) => `${clock.startedBy} ${new Date(clock.startedAt).toISOString()}, stopped by ${clock.stoppedBy ?? '-'}`
