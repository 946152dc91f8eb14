import http from 'node:http'
import type { Pool } from 'pg'
import { sql } from 'kysely'
import { acceptOffer, enqueue, releaseContact } from '#capabilities/floor'
import { actorOfStaff, createStaff, issueToken } from '#capabilities/people'
import { writeQueue } from '#capabilities/tickets'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { readConfig } from '#platform/config'
import { openPool } from '#platform/database'
import { findRunningPostgres } from '#platform/embedded-postgres'
import { composeApp } from '#server/app'
import { startedProduct } from '../tests/faults/started-product.ts'
import { rounded } from './measure.ts'
import { percentile } from './percentile.ts'

const AGENTS = 2000
const QUEUES = 10
const STREAMS = 20
const system = { kind: 'system', name: 'bench' } as const

/**
 * Arrivals through the real dispatcher and PostgreSQL: time from the arrival's commit to the offer in an agent's stream; nobody offered twice, nobody
 * lost, nobody starved. `npm run bench -- floor [arrivals a second] [seconds]`. Target: 200 a second for 300 seconds with 2,000 agents, p95 under
 * 300 ms. The bare side writes the same rows by hand with as many connections: what this database can do at all.
 */
export async function run(rate = '200', seconds = '300') {
  const perSecond = Number(rate)
  const product = await startedProduct({ REQUESTS_PER_MINUTE: '10000000' })
  const databaseUrl = findRunningPostgres(product.dataDir) as string
  const app = composeApp(readConfig({ DATA_DIR: product.dataDir, LOG_LEVEL: 'error' }), databaseUrl)
  const pool = openPool(databaseUrl, { max: 16 })
  const streams: http.ClientRequest[] = []
  const ending = new AbortController()
  // As a process with the web role does: its arrivals wake the dispatcher by NOTIFY.
  const signals = app.signals.run(ending.signal)
  try {
    const agents = await sitDown(app)
    const committed = new Map<string, number>()
    const delays: number[] = []
    const offeredTimes = new Map<string, number>()
    let handled = 0
    let failed = 0
    const actors = new Map<string, Call['actor']>()
    for (const id of agents.ids) actors.set(id, (await actorOfStaff(app, id)) as Call['actor'])
    const heard = (id: string, staffId: string) => {
      offeredTimes.set(id, (offeredTimes.get(id) ?? 0) + 1)
      const at = committed.get(id)
      if (at !== undefined) delays.push(performance.now() - at)
      void serve(app, actors.get(staffId) as Call['actor'], id).then(
        () => (handled += 1),
        () => (failed += 1)
      )
    }
    for (let n = 0; n < STREAMS; n += 1) streams.push(await listen(product.url, agents.tokens[n] as string, n === 0 ? heard : () => {}))
    const started = performance.now()
    const arrivals: Promise<void>[] = []
    const total = perSecond * Number(seconds)
    for (let n = 0; n < total; n += 1) {
      arrivals.push(arrive(app, `bench-${n % QUEUES}`).then((id) => void committed.set(id, performance.now())))
      const due = started + ((n + 1) * 1000) / perSecond
      if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
    }
    await Promise.all(arrivals)
    const took = (performance.now() - started) / 1000
    await settle(() => handled + failed >= total, 20_000)
    const left = await sql<{ n: number }>`select count(*)::int as n from floor.contact where state = 'waiting'`.execute(app.db)
    const bare = await bareLimit(pool, agents.ids)
    return {
      name: 'floor',
      agents: AGENTS,
      streams: STREAMS,
      arrivals: total,
      perSecond: rounded(total / took),
      offered: offeredTimes.size,
      offeredTwice: [...offeredTimes.values()].filter((times) => times > 1).length,
      lost: total - offeredTimes.size,
      leftWaiting: left.rows[0]?.n ?? 0,
      handled,
      failed,
      p50Ms: rounded(percentile(delays, 0.5)),
      p95Ms: rounded(percentile(delays, 0.95)),
      p99Ms: rounded(percentile(delays, 0.99)),
      maxMs: rounded(Math.max(0, ...delays)),
      bareArrivalsPerSecond: rounded(bare),
      ratioToBare: rounded(total / took / bare),
      target: { p95Ms: 300, offeredTwice: 0, lost: 0 }
    }
  } finally {
    for (const stream of streams) stream.destroy()
    ending.abort()
    await signals
    await pool.end()
    await app.db.destroy()
    await product.stop()
  }
}

/** Two thousand people in ten queues, all ready for one chat each. */
async function sitDown(app: App): Promise<{ ids: string[]; tokens: string[] }> {
  const unit = await app.db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const ids: string[] = []
  const tokens: string[] = []
  for (let from = 0; from < AGENTS; from += 100)
    await transact(app, system, async (call) => {
      for (let n = from; n < from + 100; n += 1) {
        const { id } = await createStaff(call.tx, { unitId: unit.id, jobNumber: `W${n}`, name: `员工${n}`, roles: ['online-agent'] })
        ids.push(id)
        if (n < STREAMS) tokens.push((await issueToken(call.tx, id, { name: 'bench', scopes: ['*'] })).token)
      }
    })
  await transact(app, system, async (call) => {
    for (let queue = 0; queue < QUEUES; queue += 1)
      await writeQueue(call, {
        code: `bench-${queue}`,
        regionId: 1,
        unitId: unit.id,
        nameZh: `队列${queue}`,
        nameEn: `Queue ${queue}`,
        strategy: 'pull',
        kinds: [],
        categories: [],
        members: ids.filter((_, n) => n % QUEUES === queue || n % QUEUES === (queue + 1) % QUEUES).slice(0, 500)
      })
  })
  const far = new Date(Date.now() + 3_600_000)
  await sql`insert into floor.seat (region_id, staff_id, state, since, chat_capacity, idle_since, last_seen_at, unit_id)
    select 1, id, 'available', now(), 1, now(), ${far}, ${unit.id} from unnest(${ids}::uuid[]) as s(id)`.execute(app.db)
  await sql`analyze`.execute(app.db)
  return { ids, tokens }
}

/** A conversation with its place in the queue; its ticket is not what is measured here. */
async function arrive(app: App, queueCode: string): Promise<string> {
  const id = app.newId()
  await transact(app, system, async (call) => {
    await call.tx
      .insertInto('contacts.conversation')
      .values({ region_id: 1, id, channel: 'chat', state: 'waiting', queue_code: queueCode, language: 'zh-CN', subject: '咨询', opened_at: call.now, waiting_since: call.now, queued_at: call.now, last_message_at: call.now })
      .execute()
    await enqueue(call, { kind: 'conversation', id, regionId: 1, channel: 'chat', queueCode, language: 'zh-CN' })
  })
  return id
}

/** The agent takes what was offered, and is done with it at once: the floor's rows are written as in a real day. */
async function serve(app: App, actor: Call['actor'], id: string): Promise<void> {
  const ref = { kind: 'conversation' as const, id, regionId: 1 }
  await transact(app, actor, async (call) => {
    await call.tx.updateTable('contacts.conversation').set({ state: 'active', accepted_at: call.now }).where('region_id', '=', 1).where('id', '=', id).execute()
    await acceptOffer(call, ref)
  })
  await transact(app, actor, async (call) => {
    await call.tx.updateTable('contacts.conversation').set({ state: 'closed', closed_at: call.now, close_reason: 'solved' }).where('region_id', '=', 1).where('id', '=', id).execute()
    await releaseContact(call, ref, { wrapUp: true })
  })
}

function listen(url: string, token: string, onOffer: (contactId: string, staffId: string) => void): Promise<http.ClientRequest> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${url}/api/live`, { headers: { authorization: `Bearer ${token}` }, agent: false }, (answer) => {
      answer.setEncoding('utf8')
      let rest = ''
      answer.on('data', (text: string) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines)
          if (line.startsWith('data: ') && line.includes('"contact.offered"')) {
            const { ids } = JSON.parse(line.slice(6)) as { ids: { conversationId?: string; staffId?: string } }
            if (ids.conversationId && ids.staffId) onOffer(ids.conversationId, ids.staffId)
          }
      })
      answer.on('error', () => {})
      resolve(request)
    })
    request.on('error', reject)
  })
}

const BARE_CLIENTS = 8
const BARE_MS = 5000

/** The same rows, written with nothing in between: how many arrivals a second this database bears with everything that follows from them. */
async function bareLimit(pool: Pool, ids: string[]): Promise<number> {
  let done = 0
  const end = performance.now() + BARE_MS
  const client = async (from: number) => {
    const connection = await pool.connect()
    const ask = (name: string, text: string, values: unknown[] = []) => connection.query({ name: `bare-${name}`, text, values })
    try {
      for (let n = from; performance.now() < end; n += BARE_CLIENTS) {
        const id = crypto.randomUUID()
        const staff = ids[n % ids.length]
        const key = () => crypto.randomUUID()
        const event = (name: string) =>
          ask('event', `insert into platform.event (region_id, name, subject_kind, subject_id, actor_kind, data, occurred_at) values (1, $1, 'contact', $2, 'system', '{"conversationId":"x","channel":"chat","queueCode":"q"}', now())`, [name, id])
        const mark = (figure: string) => ask('mark', `insert into floor.mark (region_id, id, slot, queue_code, channel, figure) values (1, $1, now(), 'bare', 'chat', $2)`, [key(), figure])
        await connection.query('begin')
        await ask('conversation', `insert into contacts.conversation (region_id, id, channel, state, queue_code, language, subject, opened_at, last_message_at) values (1, $1, 'chat', 'waiting', 'bare', 'zh-CN', 'x', now(), now())`, [id])
        await ask('contact', `insert into floor.contact (region_id, kind, id, channel, queue_code, state, rule_id, placed_at, entered_at) values (1, 'conversation', $1, 'chat', 'bare', 'waiting', 'standard', now(), now())`, [id])
        await mark('offered')
        await event('contact.queued')
        await connection.query('commit')
        await connection.query('begin')
        await ask('seat', `update floor.seat set hard_units = hard_units + 3, idle_since = now(), xid = pg_current_xact_id() where region_id = 1 and staff_id = $1`, [staff])
        await ask('offer', `update floor.contact set state = 'offered', staff_id = $2, units = 3, offered_at = now(), xid = pg_current_xact_id() where region_id = 1 and kind = 'conversation' and id = $1`, [id, staff])
        await ask('decision', `insert into floor.decision (region_id, id, kind, contact_id, queue_code, staff_id, at, rule_id, way, step, score, why, waited_seconds, eligible, passed_over, epoch) values (1, $1, 'conversation', $2, 'bare', $3, now(), 'standard', 'offered', 0, 0, 'only-one', 0, 1, '[]', 1)`, [key(), id, staff])
        await ask('mirror', `update contacts.conversation set state = 'offered', assigned_staff_id = $2 where region_id = 1 and id = $1`, [id, staff])
        await event('contact.offered')
        await connection.query('commit')
        await connection.query('begin')
        await ask('decided', `update floor.decision set outcome = 'accepted', outcome_at = now() where region_id = 1 and kind = 'conversation' and contact_id = $1 and outcome is null`, [id])
        await ask('held', `update floor.contact set state = 'held', accepted_at = now(), xid = pg_current_xact_id() where region_id = 1 and kind = 'conversation' and id = $1`, [id])
        await ask('missed', `update floor.seat set misses = 0, xid = pg_current_xact_id() where region_id = 1 and staff_id = $1`, [staff])
        await mark('answered')
        await event('contact.accepted')
        await connection.query('commit')
        await connection.query('begin')
        await ask('freed', `update floor.seat set hard_units = hard_units - 3, xid = pg_current_xact_id() where region_id = 1 and staff_id = $1`, [staff])
        await ask('passage', `insert into floor.passage (region_id, id, kind, contact_id, channel, queue_code, facts, rule_id, head_start_seconds, avoid_staff_ids, placed_at, entered_at, answered_at, ended_at, staff_id, outcome) values (1, $1, 'conversation', $2, 'chat', 'bare', '{}', 'standard', 0, '{}', now(), now(), now(), now(), $3, 'answered')`, [key(), id, staff])
        await ask('left', `update floor.contact set state = 'left', staff_id = null, left_at = now(), xid = pg_current_xact_id() where region_id = 1 and kind = 'conversation' and id = $1`, [id])
        await mark('handle-seconds')
        await event('contact.released')
        await connection.query('commit')
        done += 1
      }
    } finally {
      connection.release()
    }
  }
  await Promise.all(Array.from({ length: BARE_CLIENTS }, (_, from) => client(from)))
  return done / (BARE_MS / 1000)
}

async function settle(done: () => boolean, ms: number): Promise<void> {
  const end = Date.now() + ms
  while (!done() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100))
}
