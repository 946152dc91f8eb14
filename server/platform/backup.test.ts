import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { backup } from './backup.ts'
import { localStore } from './files-local.ts'
import { restore } from './restore.ts'
import { cloneTestDatabase, createEmptyDatabase, type TestDatabase } from './testing/test-database.ts'

let dir: string
let source: TestDatabase
let owner: pg.Client
let original: Record<string, string>
const file = () => path.join(dir, 'all.backup')
const letter = Buffer.from('一封信\0with bytes')
const blob = createHash('sha256').update(letter).digest('hex')
const blobPath = `${blob.slice(0, 2)}/${blob.slice(2, 4)}/${blob}`

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'shouwen-backup-'))
  source = await cloneTestDatabase()
  owner = await connect(source.url)
  await fill()
  original = await contents(owner)
  mkdirSync(path.join(dir, 'files', path.dirname(blobPath)), { recursive: true })
  writeFileSync(path.join(dir, 'files', blobPath), letter)
  mkdirSync(path.join(dir, 'files/incoming'))
  writeFileSync(path.join(dir, 'files/incoming/half'), 'unfinished')
  await backup({ url: source.url, store: localStore(path.join(dir, 'files')), file: file() })
})
afterAll(async () => {
  await owner.end()
  await source.drop()
  rmSync(dir, { recursive: true, force: true })
})

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  return client
}

const value = async (client: pg.Client, query: string) => Object.values((await client.query(query)).rows[0] ?? {})[0]

/** Rows with everything that is hard to carry, one event that committed late, and readers in the middle. */
async function fill(): Promise<void> {
  await owner.query(`insert into platform.region values (31, 'HN', '湖南', E'tab\\t nl\\n \\\\N', 'Asia/Shanghai')`)
  await owner.query(`insert into platform.setting values ('a', '{"深": [1, null, "\\\\"]}'), ('b', 'null')`)
  await owner.query(`insert into platform.audit (region_id, at, id, actor_kind, verb, fields, ip, outcome)
    values (31, now() - interval '3 years', gen_random_uuid(), 'staff', 'customer.read', '{phone,"id, number",null}', '10.0.0.1', 'done')`)
  await owner.query(
    "create table platform.event_2020_01 partition of platform.event for values from ('2020-01-01Z') to ('2020-02-01Z')"
  )
  await owner.query(`comment on table platform.event_2020_01 is '@local One month.'`)
  const late = await connect(source.url)
  await late.query('begin')
  await addEvents(late, 1, `'2020-01-15Z'`)
  for (let each = 0; each < 20; each++) await addEvents(owner, 1)
  await addEvents(late, 1)
  await late.query('commit')
  await late.end()
  await addEvents(owner, 5)
  await owner.query(`insert into platform.cursor (name, xid, seq, updated_at)
    select 'tenth', xid, seq, now() from platform.event order by xid, seq offset 9 limit 1`)
  await owner.query(
    `insert into platform.cursor (name, xid, seq, updated_at) values ('new', '0', 0, now()), ('done', pg_current_xact_id(), 0, now())`
  )
  await owner.query(`insert into platform.evidence (region_id, id, kind, subject_kind, subject_id, payload, digest, at)
    select 31, gen_random_uuid(), 'a.b', 'a', gen_random_uuid(), '{}', '\\x00ff', now() from generate_series(1, 10)`)
  await owner.query(`insert into platform.cursor (name, source, xid, seq, updated_at)
    select 'seal', 'platform.evidence', xid, seq, now() from platform.evidence order by xid, seq offset 3 limit 1`)
}

async function addEvents(client: pg.Client, count: number, recordedAt = 'now()'): Promise<void> {
  await client.query(`insert into platform.event (region_id, name, subject_kind, subject_id, actor_kind, occurred_at, recorded_at)
    select 31, 'a.b', 'a', gen_random_uuid(), 'system', now(), ${recordedAt} from generate_series(1, ${count})`)
}

/** A sum per table over all its columns, except those that a restore must change. */
async function contents(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{
    name: string
  }>(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where relkind in ('r', 'p') and not relispartition and nspname !~ '^pg_|^information' and relname <> 'migration' order by 1`)
  const sums: Record<string, string> = {}
  for (const { name } of rows) {
    const own = `to_jsonb(t) - case '${name}' when 'platform.event' then '{xid,seq}' when 'platform.evidence' then '{xid,seq}'
      when 'platform.cursor' then '{xid,seq}' else '{}' end::text[]`
    sums[name] = String(
      await value(
        client,
        `select count(*) || ' ' || coalesce(md5(string_agg((${own})::text, '' order by (${own})::text)), '') from ${name} t`
      )
    )
  }
  return sums
}

async function emptyTarget() {
  const { url, drop } = await createEmptyDatabase()
  const client = await connect(url)
  onTestFinished(async () => {
    await client.end()
    await drop()
  })
  const filesDir = mkdtempSync(path.join(dir, 'target-'))
  return { url, filesDir, store: localStore(filesDir), client }
}

test('what was backed up comes back into an empty place: every row, every file', async () => {
  const target = await emptyTarget()
  await restore({ ...target, file: file() })
  const restored = await contents(target.client)
  expect(restored).toEqual(original)
  expect(restored['platform.event']).toMatch(/^27 /)
  expect(readFileSync(path.join(target.filesDir, blobPath))).toEqual(letter)
  expect(existsSync(path.join(target.filesDir, 'incoming/half'))).toBe(false)
  expect(statSync(file()).mode & 0o077).toBe(0)
  expect(
    await value(target.client, 'select tableoid::regclass::text from platform.event order by recorded_at limit 1')
  ).toBe('platform.event_2020_01')
})

test('readers go on exactly where they stood, also past events that committed late', async () => {
  const target = await emptyTarget()
  await restore({ ...target, file: file() })
  const left = (
    name: string,
    table: string
  ) => `select array_agg(subject_id order by t.xid, t.seq)::text as ids from ${table} t
    join platform.cursor k on k.name = '${name}' where (t.xid, t.seq) > (k.xid, k.seq) and t.xid < pg_snapshot_xmin(pg_current_snapshot())`
  for (const [name, table] of [
    ['tenth', 'platform.event'],
    ['new', 'platform.event'],
    ['done', 'platform.event'],
    ['seal', 'platform.evidence']
  ] as const)
    expect(await value(target.client, left(name, table)), name).toBe(await value(owner, left(name, table)))
  expect(
    await value(
      owner,
      `select bool_or(seq < before) from (select seq, lag(seq) over (order by xid, seq) before from platform.event) e`
    )
  ).toBe(true)
  await addEvents(target.client, 1)
  const { rows } = await target.client.query(
    'select max(seq) = (select seq from platform.event order by xid desc, seq desc limit 1) as newest from platform.event'
  )
  expect(rows).toEqual([{ newest: true }])
})

test('the restored database still keeps the product from changing events', async () => {
  const target = await emptyTarget()
  await restore({ ...target, file: file() })
  expect(await value(target.client, `select has_table_privilege('shouwen_app', 'platform.event', 'delete')`)).toBe(
    false
  )
  expect(await value(target.client, `select has_table_privilege('shouwen_app', 'platform.event', 'insert')`)).toBe(true)
})

test('a backup shows one moment, although the product goes on writing', async () => {
  const moment = path.join(dir, 'moment.backup')
  let writing = true
  const writer = await connect(source.url)
  const pairs = (async () => {
    for (let n = 0; writing; n++) {
      await writer.query('begin')
      await writer.query(`insert into platform.region values (${1000 + n}, 'r${n}', '', '', 'UTC')`)
      await writer.query(`insert into platform.setting values ('r${n}', '1')`)
      await writer.query('commit')
    }
  })()
  await backup({ url: source.url, file: moment })
  writing = false
  await pairs
  await writer.end()
  const target = await emptyTarget()
  await restore({ ...target, file: moment })
  const counts = `select (select count(*) from platform.region where id >= 1000) = (select count(*) from platform.setting where key like 'r%') as same`
  expect(await value(target.client, counts)).toBe(true)
})

test('a file that was changed, cut or lengthened is refused before anything is written', async () => {
  const bytes = gunzipSync(readFileSync(file()))
  const flipped = Buffer.from(bytes)
  const at = bytes.indexOf('湖南')
  flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at)
  const damaged = path.join(dir, 'damaged.backup')
  const whole = readFileSync(file())
  for (const content of [
    gzipSync(flipped),
    gzipSync(bytes.subarray(0, -200)),
    gzipSync(Buffer.concat([bytes, Buffer.from('more')])),
    whole.subarray(0, whole.length - 20),
    Buffer.from('not a backup at all'),
    gzipSync('shouwen-backup 1\n{"end":true,"entries":0,"sha256":""}\n')
  ]) {
    writeFileSync(damaged, content)
    const target = await emptyTarget()
    await expect(restore({ ...target, file: damaged })).rejects.toThrow('damaged')
    expect(await value(target.client, `select to_regnamespace('platform')`)).toBeNull()
  }
})

test('a database or a folder that holds something is not overwritten', async () => {
  await expect(restore({ url: source.url, file: file() })).rejects.toThrow('not empty')
  const target = await emptyTarget()
  await expect(restore({ url: target.url, store: localStore(path.join(dir, 'files')), file: file() })).rejects.toThrow(
    'not empty'
  )
})

test('a restore that failed may be tried again in the same place', async () => {
  const target = await emptyTarget()
  const blocked = path.join(dir, 'a-file')
  writeFileSync(blocked, '')
  await expect(restore({ ...target, store: localStore(path.join(blocked, 'files')), file: file() })).rejects.toThrow('ENOTDIR')
  expect(await value(target.client, `select to_regnamespace('platform')`)).toBeNull()
  await restore({ ...target, file: file() })
  expect(await contents(target.client)).toEqual(original)
})

test('a failed backup leaves no file behind', async () => {
  const { url } = await emptyTarget()
  await expect(backup({ url, file: path.join(dir, 'never.backup') })).rejects.toThrow()
  expect(existsSync(path.join(dir, 'never.backup')) || existsSync(path.join(dir, 'never.backup.part'))).toBe(false)
})
