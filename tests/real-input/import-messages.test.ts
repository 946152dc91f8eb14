import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { getClause } from '@shouwen/contract/norms'
import { countTickets, listTickets, searchTickets } from '@shouwen/contract/ticket-lists'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createImport, findImport, runImport, storeFile } from '#capabilities/imports'
import { issueToken, createStaff, createUnit } from '#capabilities/people'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { transact } from '#platform/action'

/** Real citizens' messages; kept outside the repository because they may not be redistributed. */
const folder = fileURLToPath(new URL('../../../shared/data/nlp/tipdm2020_att34', import.meta.url))
const messages = `${folder}/messages_hot_topics.jsonl`
const replies = `${folder}/replies_dev.jsonl`
const there = existsSync(messages) && existsSync(replies)
if (!there) console.warn('the citizens’ messages are not beside the repository: tests with real input are skipped')

type Row = { id: string; title: string; time: string; text: string; reply?: string; reply_time?: string }
const rowsOf = (path: string): Row[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
/** The data writes times as they were in China. */
const instantOf = (text: string) => {
  const [, y, M, d, H = 0, m = 0, s = 0] = /^(\d+)[/-](\d+)[/-](\d+)(?: (\d+):(\d+):(\d+))?$/.exec(text) ?? []
  return Date.UTC(Number(y), Number(M) - 1, Number(d), Number(H) - 8, Number(m), Number(s))
}

describeReal()
function describeReal() {
  if (!there) return test.skip('real input')
  let t: TestApp
  let leader: { token: string }
  let ids: { messages: string; replies: string }
  const rates: string[] = []

  beforeAll(async () => {
    t = await startTestApp()
    await t.db
      .insertInto('platform.region')
      .values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' })
      .execute()
    leader = await t.asSystem(async ({ tx }) => {
      const hn = await createUnit(tx, {
        parentId: null,
        regionId: 1,
        level: 'province',
        code: 'hn',
        nameZh: '湖南',
        nameEn: 'Hunan'
      })
      const { id } = await createStaff(tx, { unitId: hn.id, jobNumber: '1', name: '陈静', roles: ['analyst'] })
      const hook = {
        id: t.app.newId(),
        kind: 'webhook' as const,
        name: 'everything',
        callback: 'https://example.com/hook',
        secret: Buffer.from('x'),
        created_by: id,
        created_at: t.clock.now(),
        updated_at: t.clock.now()
      }
      await tx.insertInto('integrations.subscription').values(hook).execute()
      return { token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    })
    ids = {
      messages: await bringIn(messages, { source: 'board', columns: {}, constants: { channel: 'social' } }),
      replies: await bringIn(replies, {
        source: 'answered',
        columns: {},
        constants: { channel: 'social', kind: 'inquiry' }
      })
    }
    console.info(rates.join('\n'))
  }, 180_000)
  afterAll(() => t?.stop())

  async function bringIn(
    path: string,
    mapping: { source: string; columns: Record<string, never>; constants: Record<string, string> }
  ) {
    const file = await storeFile(t.app, path, path.split('/').at(-1) as string)
    const one = await transact(t.app, { kind: 'system', name: 'import' }, (call) =>
      createImport(call, { regionId: 1, kind: 'tickets', mapping, files: [file] })
    )
    const startedAt = performance.now()
    const end = await runImport(t.app, { regionId: 1, id: one.id })
    rates.push(
      `${end.file_name}: ${end.imported} tickets, ${Math.round(end.imported / ((performance.now() - startedAt) / 1000))} rows/s`
    )
    return one.id
  }
  const done = (id: string) => findImport(t.db, { regionId: 1, id })

  test('every message becomes one ticket and one conversation, opened when the citizen wrote', async () => {
    const rows = rowsOf(messages)
    expect(await done(ids.messages)).toMatchObject({
      state: 'done',
      total: rows.length,
      imported: rows.length,
      repeated: 0,
      failed: 0
    })
    const tickets = await t.db
      .selectFrom('tickets.ticket')
      .select(['external_id', 'opened_at', 'title', 'channel', 'contact_name', 'id'])
      .where('status', '=', 'acknowledged')
      .execute()
    const byId = new Map(tickets.map((ticket) => [ticket.external_id, ticket]))
    expect(byId.size).toBe(rows.length)
    for (const row of rows) expect(byId.get(row.id)?.opened_at.getTime()).toBe(instantOf(row.time))
    const conversations = await t.db
      .selectFrom('contacts.conversation')
      .select(['ticket_id', 'state', 'message_count', 'opened_at'])
      .execute()
    const byTicket = new Map(conversations.map((one) => [one.ticket_id, one]))
    for (const ticket of tickets)
      expect(byTicket.get(ticket.id)).toMatchObject({ state: 'closed', message_count: 1, opened_at: ticket.opened_at })
  })

  test('their promises began when the citizen wrote and were broken at their own deadline, years ago', async () => {
    const clocks = await t.db
      .selectFrom('norms.clock as c')
      .innerJoin('tickets.ticket as t', (join) =>
        join.onRef('t.region_id', '=', 'c.region_id').onRef('t.id', '=', 'c.subject_id')
      )
      .select([
        'c.started_at',
        'c.due_at',
        'c.broken_at',
        'c.state',
        'c.next_at',
        'c.clause_id',
        't.opened_at',
        't.next_due_at'
      ])
      .where('t.status', '=', 'acknowledged')
      .execute()
    expect(clocks.length).toBeGreaterThanOrEqual(rowsOf(messages).length)
    const wrong = clocks.filter(
      (clock) =>
        clock.started_at.getTime() !== clock.opened_at.getTime() ||
        clock.state !== 'broken' ||
        clock.next_at !== null ||
        clock.broken_at?.getTime() !== (clock.due_at as Date).getTime() + 1
    )
    expect(wrong).toEqual([])
    const answer = clocks.filter(({ clause_id }) => clause_id === 'inquiry-response')
    expect(
      answer.every(({ due_at, opened_at }) => (due_at as Date).getTime() - opened_at.getTime() === 30 * 60_000)
    ).toBe(true)
  })

  test('answers of the past stand at their own times, and whether they came in time is judged by them', async () => {
    const rows = rowsOf(replies)
    expect(await done(ids.replies)).toMatchObject({ state: 'done', imported: rows.length, failed: 0 })
    const kept = rows.filter((row) => instantOf(row.reply_time as string) - instantOf(row.time) <= 30 * 60_000).length
    const clocks = await t.db
      .selectFrom('norms.clock as c')
      .innerJoin('tickets.ticket as t', (join) =>
        join.onRef('t.region_id', '=', 'c.region_id').onRef('t.id', '=', 'c.subject_id')
      )
      .select(['c.state', 'c.stopped_at', 't.first_answered_at', 't.external_id'])
      .where('c.clause_id', '=', 'inquiry-response')
      .where('t.status', '=', 'inProgress')
      .execute()
    expect(clocks).toHaveLength(rows.length)
    expect(clocks.filter(({ state }) => state === 'kept')).toHaveLength(kept)
    const answers = new Map(rows.map((row) => [row.id, instantOf(row.reply_time as string)]))
    for (const clock of clocks)
      expect([clock.stopped_at?.getTime(), clock.first_answered_at?.getTime()]).toEqual([
        answers.get(clock.external_id as string),
        answers.get(clock.external_id as string)
      ])
  })

  test('outcomes are events and evidence of those days, and say that they were brought in', async () => {
    const { rows } = await sql<{ name: string; all: number; marked: number; late: number; proved: number }>`
      select name, count(*)::int as all, count(*) filter (where (data ->> 'imported')::boolean)::int as marked,
        count(*) filter (where occurred_at > '2021-01-01')::int as late, 0 as proved
      from platform.event where name ~ '^(ticket|promise|contact)[.]' group by name`.execute(t.db)
    expect(rows.filter((row) => row.marked !== row.all || row.late > 0)).toEqual([])
    const told = Object.fromEntries(rows.map((row) => [row.name, row.all]))
    const { rows: proofs } = await sql<{
      kind: string
      n: number
    }>`select kind, count(*)::int as n from platform.evidence where kind like 'promise.%' group by kind`.execute(t.db)
    for (const { kind, n } of proofs) expect([kind, n]).toEqual([kind, told[kind]])
    expect(told['promise.broken']).toBeGreaterThan(4000)
  })

  test('nobody outside hears of it: no survey, no mail, no delivery', async () => {
    await t.drain()
    expect(await t.db.selectFrom('surveys.survey').select('id').execute()).toEqual([])
    const told = await t.db.selectFrom('integrations.delivery').select('event_type').execute()
    expect(told.filter(({ event_type }) => !event_type.startsWith('import.'))).toEqual([])
    expect(await t.db.selectFrom('contacts.mail_out').select('id').execute()).toEqual([])
  })

  test('a word of two characters finds every message that holds it, newest first', async () => {
    const rows = [...rowsOf(messages), ...rowsOf(replies)]
    for (const word of ['噪音', '小区', '油烟', '公积']) {
      const wanted = rows.filter(({ title, text }) => `${title}${text}`.includes(word)).length
      let found = 0
      let cursor: string | undefined
      do {
        const page = await t.ok(searchTickets, { q: word, limit: 200, ...(cursor ? { cursor } : {}) }, leader)
        found += page.items.length
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect([word, found >= wanted]).toEqual([word, true])
    }
  })

  test('lists, counts and the use of a clause tell of them like of any other ticket', async () => {
    const page = await t.ok(listTickets, { statuses: ['acknowledged'], sort: 'oldest', limit: 50 }, leader)
    const times = rowsOf(messages)
      .map(({ time }) => instantOf(time))
      .sort((a, b) => a - b)
    expect(page.items.map(({ openedAt }) => Date.parse(openedAt))).toEqual(times.slice(0, 50))
    expect(await t.ok(countTickets, { filter: { promise: 'broken', statuses: ['acknowledged'] } }, leader)).toEqual({
      count: 1000,
      more: true
    })
    await t.ok(getClause, { clauseId: 'inquiry-response' }, leader)
  })

  test('brought in once more they are recognised, and nothing is there twice', async () => {
    const again = await bringIn(messages, { source: 'board', columns: {}, constants: { channel: 'social' } })
    const rows = rowsOf(messages).length
    expect(await done(again)).toMatchObject({ state: 'done', imported: 0, repeated: rows, failed: 0 })
    const { count } = await t.db
      .selectFrom('tickets.ticket')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(rows + rowsOf(replies).length)
  }, 60_000)
}
