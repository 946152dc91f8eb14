import { sql } from 'kysely'
import { type Call, callOf, transact } from './action.ts'
import type { App } from './app-type.ts'
import { newId } from './uuid7.ts'

/** Work to be done later. Deadlines of the business are never only here: a job is a wake-up (house rule 5). */
export type JobRequest = {
  kind: string
  /** Of two unfinished jobs with the same kind and key only one exists; the earlier due time wins. */
  key?: string
  payload?: Record<string, unknown>
  dueAt?: Date
  regionId?: number
  maxAttempts?: number
}

/**
 * How a kind of job is done. `inside`: the handler runs in the transaction that marks the job done, so its effect in the
 * database happens exactly once. `outside`: for slow or outside work; it runs with the plain pool, may run again after a
 * crash, and must be idempotent.
 */
export type JobKind = {
  kind: string
  run: (call: Call, payload: Record<string, unknown>, job: ClaimedJob) => Promise<void>
  mode?: 'inside' | 'outside'
  /** Seconds without a heartbeat after which another worker takes the job. */
  leaseSeconds?: number
}

export type ClaimedJob = { id: string; kind: string; payload: Record<string, unknown>; attempts: number; maxAttempts: number }

const kinds = new Map<string, JobKind>()
const CLAIM = 10
const LEASE_SECONDS = 20

/** Registers how a kind of job is done. */
export function work(kind: JobKind): void {
  kinds.set(kind.kind, kind)
}

/** Puts a job into the table in the caller's transaction: no commit, no job. */
export async function enqueue({ tx, now }: Pick<Call, 'tx' | 'now'>, request: JobRequest): Promise<void> {
  await tx
    .insertInto('platform.job')
    .values({
      id: newId(),
      kind: request.kind,
      key: request.key ?? null,
      payload: JSON.stringify(request.payload ?? {}),
      region_id: request.regionId ?? null,
      due_at: request.dueAt ?? now,
      attempts: 0,
      max_attempts: request.maxAttempts ?? 8,
      created_at: now
    })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'key'])
        .where('finished_at', 'is', null)
        .doUpdateSet({ due_at: sql`least(platform.job.due_at, excluded.due_at)` })
    )
    .execute()
}

/** Claims due jobs: skips those another worker holds, takes over those whose lease ran out. */
async function claim(app: App, workerId: string): Promise<ClaimedJob[]> {
  const now = app.clock.now()
  const { rows } = await sql<ClaimedJob & { max_attempts: number }>`
    update platform.job set attempts = attempts + 1, leased_by = ${workerId},
           leased_until = ${new Date(now.getTime() + LEASE_SECONDS * 1000)}
    where id in (
      select id from platform.job
      where finished_at is null and due_at <= ${now} and (leased_until is null or leased_until < ${now})
        and kind = any(${[...kinds.keys()]}::text[])
      order by due_at limit ${CLAIM} for update skip locked)
    returning id, kind, payload, attempts, max_attempts`.execute(app.db)
  return rows.map((row) => ({ ...row, maxAttempts: row.max_attempts }))
}

async function runOne(app: App, job: ClaimedJob, workerId: string): Promise<void> {
  const kind = kinds.get(job.kind) as JobKind
  const beat = setInterval(() => void extendLease(app, job, workerId), (LEASE_SECONDS * 1000) / 3)
  const stopTimer = app.metrics.job.startTimer({ kind: metricKind(job.kind) })
  try {
    const actor = { kind: 'system', name: job.kind } as const
    if (kind.mode === 'outside') {
      await kind.run(callOf(app, app.db, actor), job.payload, job)
      await finish(app.db, job, app.clock.now())
    } else
      await transact(app, actor, async (call) => {
        await kind.run(call, job.payload, job)
        await finish(call.tx, job, call.now)
      })
    stopTimer({ outcome: 'done' })
  } catch (error) {
    stopTimer({ outcome: 'failed' })
    app.log.warn({ job: job.kind, id: job.id, attempt: job.attempts, err: error }, 'job failed')
    await failOrRetry(app, job, error)
  } finally {
    clearInterval(beat)
  }
}

const metricKind = (kind: string) => kind.split('.').slice(0, 2).join('.')

async function extendLease(app: App, job: ClaimedJob, workerId: string): Promise<void> {
  await app.db
    .updateTable('platform.job')
    .set({ leased_until: new Date(app.clock.now().getTime() + LEASE_SECONDS * 1000) })
    .where('id', '=', job.id)
    .where('leased_by', '=', workerId)
    .execute()
    .catch((error: unknown) => app.log.warn({ err: error }, 'lease not extended'))
}

async function finish(tx: Call['tx'], job: ClaimedJob, now: Date): Promise<void> {
  await tx
    .updateTable('platform.job')
    .set({ finished_at: now, leased_until: null, last_error: null })
    .where('id', '=', job.id)
    .execute()
}

/** Doubling waits from 2 s up to 1 h; after the last attempt the job stays finished with its error, for people to see. */
async function failOrRetry(app: App, job: ClaimedJob, error: unknown): Promise<void> {
  const now = app.clock.now()
  const over = job.attempts >= job.maxAttempts
  const wait = Math.min(2 ** job.attempts, 3600) * 1000
  await app.db
    .updateTable('platform.job')
    .set({
      last_error: String(error instanceof Error ? error.message : error).slice(0, 500),
      leased_until: null,
      ...(over ? { finished_at: now } : { due_at: new Date(now.getTime() + wait) })
    })
    .where('id', '=', job.id)
    .execute()
}

/** Does every job that is due now; returns how many were done. */
export async function drainJobs(app: App, workerId = newId()): Promise<number> {
  let total = 0
  for (;;) {
    const jobs = await claim(app, workerId)
    if (jobs.length === 0) return total
    await Promise.all(jobs.map((job) => runOne(app, job, workerId)))
    total += jobs.length
  }
}

/** The worker's loop: does what is due, then sleeps until rung or 500 ms have passed. */
export async function runJobs(app: App, workerId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await drainJobs(app, workerId)
    } catch (error) {
      app.log.error({ err: error }, 'worker failed, trying again')
    }
    await app.bell.wait('jobs', 500, signal)
  }
}

/** Registers work that repeats; the job row with a fixed key makes it run once per period over all workers. */
export function every(seconds: number, kind: string, run: (call: Call) => Promise<void>): Repeating {
  work({
    kind,
    mode: 'outside',
    run: async (call) => {
      await run(call)
    }
  })
  return { kind, seconds }
}

export type Repeating = { kind: string; seconds: number }

/** Keeps one pending job per repeating kind; called by each worker at start and every minute (the watchdog). */
export async function keepRepeating(app: App, repeating: Repeating[]): Promise<void> {
  const now = app.clock.now()
  for (const { kind, seconds } of repeating) {
    const last = await app.db
      .selectFrom('platform.job')
      .select((eb) => eb.fn.max('finished_at').as('at'))
      .where('kind', '=', kind)
      .where('key', '=', 'repeat')
      .executeTakeFirst()
    const next = last?.at ? new Date(new Date(last.at).getTime() + seconds * 1000) : now
    await enqueue({ tx: app.db, now }, { kind, key: 'repeat', dueAt: next < now ? now : next })
  }
}

/** Forgets jobs finished more than a week ago. */
export async function forgetOldJobs(call: Call): Promise<void> {
  await call.tx
    .deleteFrom('platform.job')
    .where('finished_at', '<', new Date(call.now.getTime() - 7 * 86_400_000))
    .execute()
}
