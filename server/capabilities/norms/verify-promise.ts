import type { verifyPromise } from '@shouwen/contract/promises'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Clause, type GivenFacts, limitFor, warningOf, workingLimit } from '@shouwen/kernels/conditions/index'
import { type CalendarData, type ClockFacts, compileCalendar, explainClock, type Limit, promiseClock } from '@shouwen/kernels/working-time/index'
import type { Call } from '#platform/action'
import { canonical } from '#platform/canonical'
import { digestOf } from '#platform/evidence'
import { rulebook } from '#server/rulebook'
import { getPromise } from './find-promise.ts'

type Answer = OutputOf<typeof verifyPromise>
type Row = { id: string; kind: string; subject_kind: string; subject_id: string; payload: Payload; digest: Buffer; at: Date; sealed: boolean }
type Payload = {
  clauseId: string
  clauseHash: string
  calendarId: string
  calendarHash: string
  inputs: { facts: GivenFacts; startedAt: string; stoppedAt: string | null; pauses: { from: string; to: string | null; reason: string }[] }
  limit: Limit
  steps: unknown
  result: { state: string; dueAt: string | null; brokenAt: string | null }
}

/** Computes every recorded outcome of a promise again, from nothing but its evidence and the versions it names by hash. */
export async function verifyPromiseAction(call: Call, { promiseId }: InputOf<typeof verifyPromise>): Promise<Answer> {
  const clock = await getPromise(call, promiseId)
  const { rows } = await sql<Row>`select e.id, e.kind, e.subject_kind, e.subject_id, e.payload, e.digest, e.at,
      exists (select 1 from platform.evidence_leaf l where l.region_id = e.region_id and l.evidence_id = e.id) as sealed
    from platform.evidence e
    where e.region_id = ${clock.regionId} and e.subject_id = ${clock.subjectId} and e.kind like 'promise.%' and e.payload->>'clockId' = ${clock.id}
    order by e.seq`.execute(call.tx)
  const evidence = []
  for (const row of rows) evidence.push({ id: row.id, kind: row.kind, at: row.at.toISOString(), sealed: row.sealed, checks: await checksOf(call, clock.regionId, row) })
  return { verified: evidence.length > 0 && evidence.every(({ checks }) => checks.every(({ holds }) => holds)), evidence }
}

type Check = Answer['evidence'][number]['checks'][number]

async function checksOf(call: Call, regionId: number, row: Row): Promise<Check[]> {
  const { payload } = row
  const unchanged = digestOf({ kind: row.kind, regionId, subjectKind: row.subject_kind, subjectId: row.subject_id, payload, id: row.id, at: row.at.toISOString() }).equals(row.digest)
  const clause = await byHash(call, 'norms.clause_version', 'clause_id', payload.clauseId, payload.clauseHash)
  const days = (await byHash(call, 'norms.calendar_version', 'calendar_id', payload.calendarId, payload.calendarHash)) as { calendar: CalendarData; base: CalendarData | null } | null
  const checks: Check[] = [
    { check: 'row-unchanged', holds: unchanged },
    { check: 'clause', holds: clause !== null },
    { check: 'calendar', holds: days !== null }
  ]
  if (!clause || !days) return checks
  const facts = clockFacts(payload, clause as Clause, days)
  return [
    ...checks,
    { check: 'limit', holds: canonical(limitAgain(clause as Clause, payload)) === canonical(payload.limit) },
    { check: 'outcome', holds: outcomeAgrees(facts, payload) },
    { check: 'steps', holds: canonical(explainClock(facts).steps) === canonical(payload.steps) }
  ]
}

/** The content of a version whose own hash is the one the evidence names. */
async function byHash(call: Call, table: 'norms.clause_version' | 'norms.calendar_version', column: 'clause_id' | 'calendar_id', id: string, hash: string): Promise<unknown> {
  const { rows } = await sql<{ content: unknown }>`select content from ${sql.table(table)} where ${sql.ref(column)} = ${id} and hash = ${hash} limit 1`.execute(call.tx)
  const content = rows[0]?.content
  return content && createHash('sha256').update(canonical(content)).digest('hex') === hash ? content : null
}

function limitAgain(clause: Clause, { inputs }: Payload): Limit | null {
  try {
    const found = limitFor(rulebook().conditions, clause, inputs.facts)
    return found && workingLimit(found.limit)
  } catch {
    return null // the declared facts are no longer those of that day
  }
}

function clockFacts({ inputs, limit }: Payload, clause: Clause, { calendar, base }: { calendar: CalendarData; base: CalendarData | null }): ClockFacts {
  return {
    startedAt: Date.parse(inputs.startedAt),
    limit,
    calendar: compileCalendar(calendar, base ? [base] : []),
    pauses: inputs.pauses.map(({ from, to, reason }) => ({ from: Date.parse(from), to: to === null ? null : Date.parse(to), reason })),
    stoppedAt: inputs.stoppedAt === null ? null : Date.parse(inputs.stoppedAt),
    ...warningOf(clause)
  }
}

function outcomeAgrees(facts: ClockFacts, { result }: Payload): boolean {
  const end = facts.stoppedAt ?? Date.parse(result.brokenAt ?? '')
  const { state, dueAt } = promiseClock(facts, Number.isNaN(end) ? facts.startedAt : end)
  const known = state === 'kept' || state === 'broken' ? state : 'running'
  const told = result.state === 'kept' || result.state === 'broken' ? result.state : 'running'
  // Called off or set right again: what counts is that it was not broken by then.
  if (result.state === 'cancelled' || told === 'running') return state !== 'broken'
  return known === told && dueAt === (result.dueAt === null ? null : Date.parse(result.dueAt))
}
