import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { readMigrations } from '../../server/platform/migrate.ts'
import { generateSchemaTypes } from '../../server/platform/schema-types.ts'
import { splitSql } from '../../server/platform/split-sql.ts'
import {
  cloneTestDatabase,
  createEmptyDatabase,
  type TestDatabase
} from '../../server/platform/testing/test-database.ts'
import { schemaFaults, unnamedConstraints } from './schema-faults.ts'

let t: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  t = await cloneTestDatabase()
  owner = new pg.Client(t.url)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await t.drop()
})

test('every table could be spread over several nodes', async () => {
  expect(await schemaFaults(owner)).toEqual([])
})

test('every constraint has a name that we gave', () => {
  expect(readMigrations().flatMap(({ text }) => splitSql(text).flatMap(unnamedConstraints))).toEqual([])
})

test('every migration says why in its first line', () => {
  for (const { name, text } of readMigrations()) expect(text, name).toMatch(/^-- \S.{20,}/)
})

test('the types in schema.gen.ts are those of the database', async () => {
  const committed = readFileSync(path.join(import.meta.dirname, '../../server/platform/schema.gen.ts'), 'utf8')
  expect(committed, 'run npm run cli -- schema-types').toBe(await generateSchemaTypes(t.url))
})

test('the check finds what it looks for', async () => {
  const { url, drop } = await createEmptyDatabase()
  const client = new pg.Client(url)
  await client.connect()
  onTestFinished(async () => {
    await client.end()
    await drop()
  })
  await client.query(`create schema s;
    create table s.untagged (id int);
    create table s.r (id int primary key, d uuid); comment on table s.r is '@reference';
    create table s.l (id int primary key); comment on table s.l is '@local';
    create table s.d (region_id int, id uuid unique, r int constraint d_r references s.r on delete set null, l int constraint d_l references s.l,
      n bigserial, exclude (n with =), primary key (region_id, id)); comment on table s.d is '@distributed';
    create table s.small (region_id smallint not null); comment on table s.small is '@distributed';
    create table s.child (region_id int, id uuid, d uuid constraint child_d references s.d (id), i int generated always as identity,
      primary key (region_id, id)); comment on table s.child is '@distributed';
    alter table s.r add constraint r_d foreign key (d) references s.d (id);
    create table s.heir () inherits (s.l); comment on table s.heir is '@local';
    create table s.months (at date) partition by range (at); comment on table s.months is '@local';
    alter table s.l enable row level security;
    create function s.f() returns trigger language plpgsql as 'begin return new; end';
    create trigger tr before insert on s.l for each row execute function s.f();`)
  const faults = await schemaFaults(client)
  expect(faults.map((fault) => fault.split(':')[0]).toSorted(byText)).toEqual(
    [
      's.child.child_d',
      's.child.i',
      's.d.d_l',
      's.d.d_n_excl',
      's.d.d_r',
      's.d.n',
      's.d_id_key',
      's.heir',
      's.l',
      's.l.tr',
      's.months',
      's.r.r_d',
      's.small',
      's.small',
      's.untagged'
    ].toSorted(byText)
  )
  expect(
    unnamedConstraints(
      `create table a (id int primary key, b int constraint b_fk references c, d text unique, check (id > 0))`
    )
  ).toHaveLength(3)
  expect(
    unnamedConstraints(
      `create table a (id int, constraint a_pk primary key (id), constraint f foreign key (id) references c (id))`
    )
  ).toEqual([])
})

function byText(a = '', b = ''): number {
  return a < b ? -1 : 1
}
