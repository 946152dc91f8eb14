import pg from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isTransient, openDatabase } from './database.ts'
import { cloneTestDatabase, type TestDatabase } from './testing/test-database.ts'
import { newId } from './uuid7.ts'

let t: TestDatabase
beforeAll(async () => {
  t = await cloneTestDatabase()
})
afterAll(() => t.drop())

const event = {
  region_id: 1,
  name: 'ticket.opened',
  subject_kind: 'ticket',
  subject_id: newId(),
  actor_kind: 'system',
  occurred_at: new Date()
}

test('bigint and dates come back as number and text, instants as Date', async () => {
  const { rows } = await sql<{
    n: number
    d: string
    m: string
    at: Date
    ds: string[]
  }>`select 9007199254740991::bigint n,
    '2026-02-01'::date d, 1.10::numeric m, '2026-02-01T00:00:00+08:00'::timestamptz at, array['2026-02-01'::date] ds`.execute(
    t.db
  )
  expect(rows[0]).toEqual({
    n: 9007199254740991,
    d: '2026-02-01',
    m: '1.10',
    at: new Date('2026-01-31T16:00:00Z'),
    ds: ['2026-02-01']
  })
  await expect(sql`select 9007199254740992::bigint`.execute(t.db)).rejects.toThrow('beyond 2^53')
})

test('the product may add events but neither change nor remove them', async () => {
  await t.db.insertInto('platform.event').values(event).execute()
  const refused = { code: '42501' }
  await expect(t.db.updateTable('platform.event').set({ name: 'x' }).execute()).rejects.toMatchObject(refused)
  await expect(t.db.deleteFrom('platform.event').execute()).rejects.toMatchObject(refused)
  await expect(sql`truncate platform.audit`.execute(t.db)).rejects.toMatchObject(refused)
  await expect(sql`delete from platform.event_rest`.execute(t.db)).rejects.toMatchObject(refused)
  await expect(sql`drop table platform.event`.execute(t.db)).rejects.toMatchObject(refused)
})

test('the product may make the coming months, which it could not make by itself', async () => {
  const inAYear = sql<Date>`now() + interval '1 year'`
  expect(
    (await sql<{ made: number }>`select platform.ensure_partitions(12) as made`.execute(t.db)).rows[0]?.made
  ).toBeGreaterThan(0)
  const { part } = await t.db
    .insertInto('platform.event')
    .values({ ...event, recorded_at: inAYear })
    .returning(sql<string>`tableoid::regclass::text`.as('part'))
    .executeTakeFirstOrThrow()
  expect(part).toMatch(/^platform\.event_\d{4}_\d{2}$/)
})

test('a statement that runs too long is cut', async () => {
  const impatient = openDatabase(t.url, { max: 1, statementTimeoutMs: 50 })
  await expect(sql`select pg_sleep(5)`.execute(impatient)).rejects.toMatchObject({ code: '57014' })
  await impatient.destroy()
})

test('a connection that is cut in the middle of a transaction rejects the call and harms nobody else', async () => {
  const lost: Error[] = []
  const db = openDatabase(t.url, { max: 1, onConnectionLost: (error) => lost.push(error) })
  const failure = await db
    .transaction()
    .execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() pid`.execute(tx)
      const killer = new pg.Client(t.url)
      await killer.connect()
      await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      await killer.end()
      await new Promise((resolve) => setTimeout(resolve, 50))
      await sql`select 1`.execute(tx)
    })
    .catch((error) => error)
  expect(isTransient(failure)).toBe(true)
  expect(lost.length).toBeGreaterThan(0)
  expect((await sql<{ one: number }>`select ${1}::int one`.execute(db)).rows).toEqual([{ one: 1 }])
  await db.destroy()
})

test('a server that is away gives a transient error, a wrong statement does not', async () => {
  const nowhere = openDatabase('postgres://postgres@127.0.0.1:1/x')
  expect(isTransient(await sql`select 1`.execute(nowhere).catch((error) => error))).toBe(true)
  expect(isTransient(await sql`select nothing`.execute(t.db).catch((error) => error))).toBe(false)
  await nowhere.destroy()
})
