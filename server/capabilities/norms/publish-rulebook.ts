import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { CalendarData } from '@shouwen/kernels/working-time/index'
import type { App } from '#platform/app-type'
import { canonical } from '#platform/canonical'
import type { Tx } from '#platform/database'
import { type LoadedClause, type Rulebook, rulebook } from '#server/rulebook'
import { forgetRules, startOfLawDay } from './rules-in-force.ts'

/** Any fixed number: processes that start together publish one after the other. */
const LOCK = 7_210_414

/**
 * Brings the rulebook's files into the database. A clause nobody knows yet is in force from the date it states; a changed
 * one becomes a version that waits for approval, because a release of the product does not change the law by itself.
 */
export async function publishRulebook(app: App, book: Rulebook = rulebook()): Promise<{ published: number; waiting: number }> {
  const now = app.clock.now()
  const result = await app.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
    await publishCalendars(app, tx, book.calendarData, now)
    return publishClauses(app, tx, book.clauses, now)
  })
  forgetRules(app)
  return result
}

async function publishCalendars(app: App, tx: Tx, calendars: readonly CalendarData[], now: Date): Promise<void> {
  const known = await tx
    .selectFrom('norms.calendar_version')
    .select(['calendar_id', 'version', 'hash'])
    .distinctOn('calendar_id')
    .orderBy('calendar_id')
    .orderBy('version', 'desc')
    .execute()
  const rows = calendars.flatMap((calendar) => {
    const latest = known.find((row) => row.calendar_id === calendar.id)
    const content = { calendar, base: calendars.find(({ id }) => id === calendar.daysFrom) ?? null }
    const text = canonical(content)
    const hash = createHash('sha256').update(text).digest('hex')
    if (latest?.hash === hash) return []
    return [{ id: app.newId(), calendar_id: calendar.id, version: (latest?.version ?? 0) + 1, content: text, hash, created_at: now }]
  })
  if (rows.length > 0) await tx.insertInto('norms.calendar_version').values(rows).execute()
}

async function publishClauses(app: App, tx: Tx, clauses: readonly LoadedClause[], now: Date) {
  const known = await tx.selectFrom('norms.clause_version').select(['clause_id', 'version', 'hash', 'origin']).orderBy('version', 'desc').execute()
  const versions = Map.groupBy(known, (row) => row.clause_id)
  const changed = clauses.flatMap((clause) => {
    const { hash, file: _file, ...content } = clause
    const earlier = versions.get(clause.id) ?? []
    if (earlier.find(({ origin }) => origin === 'rulebook')?.hash === hash) return []
    return [{ clause, hash, content: canonical(content), id: app.newId(), submissionId: app.newId(), version: (earlier[0]?.version ?? 0) + 1 }]
  })
  if (changed.length === 0) return { published: 0, waiting: 0 }
  await tx
    .insertInto('norms.clause_version')
    .values(
      changed.map(({ clause, hash, content, id, version }) => ({ id, clause_id: clause.id, version, content, hash, origin: 'rulebook' as const, created_at: now }))
    )
    .execute()
  await tx
    .insertInto('norms.clause_submission')
    .values(
      changed.map(({ clause, id, submissionId, version }) => ({
        id: submissionId,
        clause_version_id: id,
        kind: 'publish' as const,
        effective_from: version === 1 ? new Date(startOfLawDay(clause.effective.from)) : now,
        submitted_at: now
      }))
    )
    .execute()
  const first = changed.filter(({ version }) => version === 1)
  if (first.length > 0)
    await tx
      .insertInto('norms.clause_publication')
      .values(
        first.map(({ clause, submissionId }) => ({
          submission_id: submissionId,
          approved: true,
          effective_from: new Date(startOfLawDay(clause.effective.from)),
          decided_at: now
        }))
      )
      .execute()
  return { published: first.length, waiting: changed.length - first.length }
}
