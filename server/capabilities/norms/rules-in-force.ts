import type { Clause } from '@shouwen/kernels/conditions/index'
import { type Calendar, type CalendarData, compileCalendar, dayNumber, zoneOf } from '@shouwen/kernels/working-time/index'
import type { App } from '#platform/app-type'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'

/** A published wording of a clause. */
export type ClauseVersion = { id: string; clauseId: string; version: number; hash: string; clause: Clause }
export type CalendarVersion = { id: string; calendarId: string; version: number; hash: string; calendar: Calendar }

/** Everything the norms know, compiled: what was in force at any instant, and what the events mean. */
export type Rules = {
  versions: ReadonlyMap<string, ClauseVersion>
  /** Per clause, newest first: from which instant (epoch ms) which version held; null = withdrawn. */
  timelines: ReadonlyMap<string, readonly { from: number; version: ClauseVersion | null }[]>
  /** Clauses of which some version begins to count at the event. */
  startingAt: ReadonlyMap<string, readonly string[]>
  /** Events that can stop, void, pause or resume a clock of some version. */
  touching: ReadonlySet<string>
  /** Newest version of each calendar. */
  calendars: ReadonlyMap<string, CalendarVersion>
  calendarVersions: ReadonlyMap<string, CalendarVersion>
}

type Kept = { revision: string; checkedAt: number; rules: Rules }

/** One per running app: several of them live in one process in tests. */
const kept = new WeakMap<App, Kept>()
const RECHECK_MS = 5000
/** Where the dates of `effective` are meant. */
const LAW_ZONE = zoneOf('Asia/Shanghai')

/**
 * The compiled rules, at most five seconds behind what was approved elsewhere; approvals in this process count at once.
 * Reads on the caller's connection: taking another one inside a transaction could starve the pool.
 */
export async function rulesInForce(call: Pick<Call, 'app' | 'tx'>): Promise<Rules> {
  const known = kept.get(call.app)
  if (known && performance.now() - known.checkedAt < RECHECK_MS) return known.rules
  if (known) known.checkedAt = performance.now() // the others go on with what is known while one looks
  const revision = await revisionOf(call.tx)
  if (known?.revision === revision) return known.rules
  const rules = await loadRules(call)
  kept.set(call.app, { revision, checkedAt: performance.now(), rules })
  return rules
}

/** To be run after the commit of anything that changes what is in force. */
export function forgetRules(app: App): void {
  kept.delete(app)
}

/** The version of a clause that holds at the instant; null when there is none. */
export function versionAt(rules: Rules, clauseId: string, at: number): ClauseVersion | null {
  const version = rules.timelines.get(clauseId)?.find(({ from }) => from <= at)?.version ?? null
  const until = version?.clause.effective.until
  return until !== undefined && at >= LAW_ZONE.startOf(dayNumber(until) + 1) ? null : version
}

/** The first instant of a date of the law, epoch ms. */
export function startOfLawDay(date: string): number {
  return LAW_ZONE.startOf(dayNumber(date))
}

/** Append-only tables: as long as the counts are the same, nothing has changed. */
async function revisionOf(tx: Call['tx']): Promise<string> {
  const row = await tx
    .selectNoFrom((from) => [
      from.selectFrom('norms.clause_publication').select((eb) => eb.fn.countAll<number>().as('n')).as('published'),
      from.selectFrom('norms.calendar_version').select((eb) => eb.fn.countAll<number>().as('n')).as('calendars')
    ])
    .executeTakeFirstOrThrow()
  return `${row.published} ${row.calendars}`
}

async function loadRules(call: Pick<Call, 'app' | 'tx'>): Promise<Rules> {
  const calendars = await loadCalendars(call.tx)
  const rows = await call.tx
    .selectFrom('norms.clause_publication as p')
    .innerJoin('norms.clause_submission as s', 's.id', 'p.submission_id')
    .innerJoin('norms.clause_version as v', 'v.id', 's.clause_version_id')
    .select(['v.id', 'v.clause_id', 'v.version', 'v.hash', 'v.content', 's.kind', 'p.effective_from'])
    .where('p.approved', '=', true)
    .orderBy('p.effective_from', 'desc')
    .orderBy('p.decided_at', 'desc')
    .execute()
  const versions = new Map<string, ClauseVersion>()
  const timelines = new Map<string, { from: number; version: ClauseVersion | null }[]>()
  for (const row of rows) {
    const version = { id: row.id, clauseId: row.clause_id, version: row.version, hash: row.hash, clause: row.content as Clause }
    versions.set(row.id, version)
    const steps = timelines.get(row.clause_id) ?? []
    timelines.set(row.clause_id, steps)
    steps.push({ from: row.effective_from.getTime(), version: row.kind === 'publish' && isUsable(call, version) ? version : null })
  }
  return { versions, timelines, ...eventsOf([...versions.values()]), ...calendars }
}

/** A version whose condition no longer fits the declared facts starts no clock: better than refusing every ticket. */
function isUsable(call: Pick<Call, 'app'>, { clauseId, version, clause }: ClauseVersion): boolean {
  const problems = clause.applies?.when === undefined ? [] : rulebook().conditions.problemsOf(clause.applies.when)
  if (problems.length > 0) call.app.log.error({ clauseId, version, problems }, 'published clause cannot be read any more')
  return problems.length === 0
}

function eventsOf(versions: ClauseVersion[]): Pick<Rules, 'startingAt' | 'touching'> {
  const startingAt = new Map<string, string[]>()
  const touching = new Set<string>()
  for (const { clauseId, clause } of versions) {
    if (!clause.clock || !clause.applies) continue
    const ids = startingAt.get(clause.applies.event) ?? []
    startingAt.set(clause.applies.event, ids)
    if (!ids.includes(clauseId)) ids.push(clauseId)
    for (const event of [...clause.clock.stops, ...(clause.clock.voids ?? [])]) touching.add(event)
    for (const pause of clause.clock.pauses ?? []) for (const event of [pause.event, ...pause.until]) touching.add(event)
  }
  return { startingAt, touching }
}

async function loadCalendars(tx: Call['tx']): Promise<Pick<Rules, 'calendars' | 'calendarVersions'>> {
  const rows = await tx.selectFrom('norms.calendar_version').select(['id', 'calendar_id', 'version', 'hash', 'content']).orderBy('version').execute()
  const calendars = new Map<string, CalendarVersion>()
  const calendarVersions = new Map<string, CalendarVersion>()
  for (const row of rows) {
    const { calendar, base } = row.content as { calendar: CalendarData; base: CalendarData | null }
    const compiled = compileCalendar(calendar, base ? [base] : [])
    const version = { id: row.id, calendarId: row.calendar_id, version: row.version, hash: row.hash, calendar: compiled }
    calendars.set(row.calendar_id, version)
    calendarVersions.set(row.id, version)
  }
  return { calendars, calendarVersions }
}
