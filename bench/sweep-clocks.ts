import { sql } from 'kysely'
import { startedProduct } from '../tests/faults/started-product.ts'
import { percentile } from './percentile.ts'

const DUE = 5000

/**
 * Running clocks by the hundred thousand, of which five thousand fall due within two seconds: how late each is marked, and what a look
 * with nothing due costs as the running ones grow. The bare side is one UPDATE of the same five thousand rows.
 * `npm run bench -- sweep-clocks`. Target: late by less than a second at p99; a look costs the same at 200 thousand as at 20 thousand.
 */
export async function run() {
  const product = await startedProduct({ REQUESTS_PER_MINUTE: '10000000', ROLES: 'web,worker' })
  const token = await product.tokenFor('agent')
  const owner = product.owner()
  try {
    await openOne(product.url, token)
    const looks: Record<string, number> = {}
    let running = 0
    for (const size of [20_000, 200_000]) {
      await multiply(owner, size - running, 86_400)
      running = size
      await sql`vacuum analyze norms.clock`.execute(owner)
      looks[size] = await look(owner)
    }
    const dueAt = new Date(Date.now() + 3000)
    await multiply(owner, DUE, (dueAt.getTime() - Date.now()) / 1000, 2)
    const lateness = await waitUntilFired(owner)
    const bareMs = await bareUpdate(owner)
    return {
      name: 'sweep-clocks',
      running,
      due: DUE,
      lateP50Ms: percentile(lateness, 0.5),
      lateP99Ms: percentile(lateness, 0.99),
      emptyLookMs: looks,
      lookRatio: (looks[200_000] as number) / (looks[20_000] as number),
      bareUpdateOfDueMs: bareMs,
      target: { lateP99Ms: 1000 }
    }
  } finally {
    await owner.destroy()
    await product.stop()
  }
}

async function openOne(url: string, token: string): Promise<void> {
  const body = {
    kind: 'inquiry',
    channel: 'email',
    title: '套餐咨询',
    description: '想换套餐',
    contactPhone: '13800138000'
  }
  const answer = await fetch(`${url}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body)
  })
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
}

type Db = ReturnType<Awaited<ReturnType<typeof startedProduct>>['owner']>

/** Copies of one real response clock, each about a subject of its own, due after so many seconds and spread over `spread` more. */
async function multiply(db: Db, count: number, seconds: number, spread = 3600): Promise<void> {
  await sql`
    insert into norms.clock (region_id, id, clause_id, clause_version_id, calendar_version_id, promise, subject_kind, subject_id, unit_id, owner_id,
      owner_kind, started_at, started_by_event, facts, time_limit, state, due_at, at_risk_at, next_at, at_risk_fired_at, created_at)
    select region_id, gen_random_uuid(), clause_id, clause_version_id, calendar_version_id, promise, subject_kind, gen_random_uuid(), unit_id, owner_id,
      owner_kind, d.due - (due_at - started_at), started_by_event, facts, time_limit, 'running', d.due, d.due - interval '10 minutes',
      d.due + interval '1 millisecond', d.due - interval '10 minutes', now()
    from (select * from norms.clock where clause_id = 'inquiry-response' and at_risk_at is not null order by created_at limit 1) as one,
      lateral (select date_trunc('milliseconds', now() + make_interval(secs => ${seconds} + random() * ${spread})) as due from generate_series(1, ${count})) as d`.execute(
    db
  )
}

/** Median time of the query by which a worker learns that nothing is due. */
async function look(db: Db): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < 200; n++) {
    const at = performance.now()
    await sql`select region_id, min(next_at) from norms.clock where region_id = any(array(select id from platform.region)) and next_at <= now() group by region_id`.execute(
      db
    )
    times.push(performance.now() - at)
  }
  return percentile(times, 0.5)
}

/** Waits until all are marked and answers, for each, the milliseconds between its deadline and the moment it was written down. */
async function waitUntilFired(db: Db): Promise<number[]> {
  const end = Date.now() + 60_000
  for (;;) {
    const { rows } = await sql<{ late: number }>`
      select extract(epoch from (e.recorded_at - e.occurred_at)) * 1000 as late from platform.event e where e.name = 'promise.broken'`.execute(
      db
    )
    if (rows.length >= DUE || Date.now() > end) return rows.map((row) => Number(row.late))
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function bareUpdate(db: Db): Promise<number> {
  const at = performance.now()
  await sql`update norms.clock set unit_id = unit_id where region_id = 1 and id in (select id from norms.clock where region_id = 1 and state = 'broken' limit ${DUE})`.execute(
    db
  )
  return performance.now() - at
}
