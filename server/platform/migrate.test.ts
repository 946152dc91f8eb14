import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { distributionOf, migrate, readMigrations, type Migration } from './migrate.ts'
import { createEmptyDatabase } from './testing/test-database.ts'

let url: string
let drop: () => Promise<void>
let owner: pg.Client
beforeEach(async () => {
  ;({ url, drop } = await createEmptyDatabase())
  owner = new pg.Client(url)
  await owner.connect()
})
afterEach(async () => {
  await owner.end()
  await drop()
})

const file = (name: string, text: string): Migration => ({ name, text, checksum: `sum of ${text}` })
const value = async (query: string) => Object.values((await owner.query(query)).rows[0] ?? {})[0]

test('every migration applies once, and two processes that start together do not collide', async () => {
  const results = await Promise.all([migrate(url), migrate(url)])
  const names = readMigrations().map((each) => each.name)
  expect(results.map((each) => each.applied.length).sort()).toEqual([0, names.length])
  expect(results.every((each) => each.appRoleEnforced)).toBe(true)
  expect((await migrate(url)).applied).toEqual([])
})

test('a file that fails leaves nothing of itself behind and says where it failed', async () => {
  const first = file('0001-a.sql', 'create table a (id int); insert into a values (1)')
  const broken = file('0002-b.sql', 'create table b (id int); insert into nowhere values (1)')
  await expect(migrate(url, [first, broken])).rejects.toThrow(/0002-b\.sql: .*nowhere[\s\S]*insert into nowhere/)
  expect(await value(`select to_regclass('b')`)).toBeNull()
  expect(await value('select count(*) from a')).toBe('1')
  const mended = file('0002-b.sql', 'create table b (id int)')
  expect((await migrate(url, [first, mended])).applied).toEqual(['0002-b.sql'])
})

test('a file that was applied and then edited is refused', async () => {
  await migrate(url, [file('0001-a.sql', 'create table a (id int)')])
  await expect(migrate(url, [file('0001-a.sql', 'create table a (id bigint)')])).rejects.toThrow('has been changed')
})

test('an older program accepts a database that a newer one has migrated', async () => {
  const [first, second] = [file('0001-a.sql', 'create table a (id int)'), file('0002-b.sql', 'create table b (id int)')]
  await migrate(url, [first, second])
  expect((await migrate(url, [first])).applied).toEqual([])
})

test('a file marked no-transaction may build an index concurrently', async () => {
  await migrate(url, [
    file('0001-a.sql', '-- why\n-- no-transaction\ncreate table a (id int); create index concurrently i on a (id);')
  ])
  expect(await value(`select to_regclass('i')`)).toBe('i')
})

test('tables are spread by the kind in their comment, right after they are made', async () => {
  expect(distributionOf(`comment on table t.a is '@distributed x'`)).toContain(
    `create_distributed_table('t.a', 'region_id')`
  )
  expect(distributionOf(`comment on table t.a is '@reference x'`)).toContain(`create_reference_table('t.a')`)
  expect(distributionOf(`comment on table t.a is '@local x'`)).toBeUndefined()
  // Citus itself is not here: two functions of its names show what would be called, and when.
  await owner.query('create table called (what text)')
  for (const name of ['create_distributed_table(t regclass, k text)', 'create_reference_table(t regclass)'])
    await owner.query(`create function ${name} returns void language sql as 'insert into called values (t::text)'`)
  await migrate(url)
  const { rows } = await owner.query('select what from called')
  expect(rows.map((row) => row.what)).toContain('platform.evidence')
  expect(rows[0]).toEqual({ what: 'platform.region' })
  expect(rows.map((row) => row.what)).not.toContain('platform.audit_rest')
})

test('months are partitioned ahead, and rows that strayed into the default partition are moved into their month', async () => {
  await migrate(url)
  expect(await value(`select count(*) from pg_inherits where inhparent = 'platform.event'::regclass`)).toBe('6')
  expect(await value(`select platform.ensure_partitions(3)`)).toBe(0)
  await owner.query(`insert into platform.event (region_id, name, subject_kind, subject_id, actor_kind, occurred_at, recorded_at)
    select 1, 'a.b', 'a', gen_random_uuid(), 'system', now(), now() + make_interval(months => m) from generate_series(0, 6) m`)
  const before = await value(
    `select string_agg(xid || ' ' || seq || ' ' || recorded_at, ',' order by seq) from platform.event`
  )
  expect(await value('select count(*) from platform.event_rest')).toBe('3')
  expect(await value('select platform.ensure_partitions(6)')).toBe(6)
  expect(await value('select count(*) from platform.event_rest')).toBe('0')
  expect(
    await value(`select string_agg(xid || ' ' || seq || ' ' || recorded_at, ',' order by seq) from platform.event`)
  ).toBe(before)
})
