import { PromiseView } from '@shouwen/contract/promises'
import type { Static } from '@shouwen/contract/operation'
import { promiseClock } from '@shouwen/kernels/working-time/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { type Clock, type ClockRow, kernelFacts } from './clock-row.ts'
import { clockColumns, clocksFrom } from './read-clocks.ts'

export type ClockView = Static<typeof PromiseView>

/** Every promise to the subjects, unfinished ones first and the strictest before the others; for a ticket page or a page of a list. */
export async function clocksOf(call: Pick<Call, 'app' | 'tx' | 'now'>, regionId: number, subjectKind: string, subjectIds: readonly string[]): Promise<Map<string, ClockView[]>> {
  const found = new Map<string, ClockView[]>()
  if (subjectIds.length === 0) return found
  const { rows } = await sql<ClockRow>`select ${clockColumns} from norms.clock c
    where c.region_id = ${regionId} and c.subject_kind = ${subjectKind} and c.subject_id = any(${[...subjectIds]}::uuid[])
    order by (c.stopped_at is not null), c.due_at nulls last, c.id`.execute(call.tx)
  for (const clock of await clocksFrom(call, rows)) {
    const views = found.get(clock.subjectId) ?? []
    found.set(clock.subjectId, views)
    views.push(viewOf(clock, call.now))
  }
  return found
}

/** A promise as pages show it at `now`. What the sweep has not yet written is already told as it is. */
export function viewOf(clock: Clock, now: Date): ClockView {
  const { clause } = clock.version
  const open = clock.state === 'running' || clock.state === 'paused'
  const reading = open ? promiseClock(kernelFacts(clock), Math.max(now.getTime(), clock.startedAt)) : null
  return {
    id: clock.id,
    clauseId: clock.version.clauseId,
    clauseVersion: clock.version.version,
    norms: [...(clause.source.norms ?? [])],
    title: { zh: clause.title.zh, en: clause.title.en },
    promise: clause.clock?.promise ?? '',
    state: reading?.state === 'broken' ? 'broken' : clock.state,
    atRisk: reading?.state === 'at-risk',
    startedAt: new Date(clock.startedAt).toISOString(),
    dueAt: iso(clock.dueAt),
    atRiskAt: iso(clock.atRiskAt),
    stoppedAt: iso(clock.stoppedAt),
    remainingMs: reading && reading.state !== 'broken' ? reading.remainingMs : null,
    ownerId: clock.ownerId
  }
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
