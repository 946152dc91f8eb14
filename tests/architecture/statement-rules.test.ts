import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readMigrations } from '../../server/platform/migrate.ts'
import { statementFaults } from './statement-faults.ts'

const server = path.join(import.meta.dirname, '../../server')

const distributed = readMigrations().flatMap(({ text }) =>
  [...text.matchAll(/comment on table ([\w.]+) is '@distributed/g)].map(([, name]) => name as string)
)

test('no statement of the server would fail on several nodes', () => {
  const files = globSync('**/*.{ts,sql}', { cwd: server, exclude: ['node_modules/**', '**/*.test.ts'] })
  expect(files.length).toBeGreaterThan(30)
  expect(
    files.flatMap((file) => statementFaults(file, readFileSync(path.join(server, file), 'utf8'), distributed))
  ).toEqual([])
})

test('the check finds what it looks for', () => {
  const faults = (source: string) => statementFaults('x.ts', source, ['t.ticket'])
  expect(faults('sql`insert into a values (1) on conflict (id) do update set at = now() returning 1`')).toHaveLength(1)
  expect(faults('db.insertInto("a").onConflict(c => c.column("id").doUpdateSet({ at: sql`now()` }))')).toHaveLength(1)
  expect(faults('sql`insert into a values (now()) on conflict (id) do update set at = excluded.at`')).toEqual([])
  expect(faults('sql`update a set id = gen_random_uuid() where b`')).toHaveLength(1)
  expect(faults('sql`update t.ticket t set region_id = ${other} where id = 1`')).toHaveLength(1)
  expect(faults('db.updateTable("t.ticket").set({ region_id: 3 }).where("id", "=", id)')).toHaveLength(1)
  expect(faults('db.updateTable("t.ticket").set({ at: new Date() }).where("region_id", "=", 3)')).toEqual([])
  expect(faults('sql`select 1 from t.ticket where due for update skip locked`')).toHaveLength(1)
  expect(faults('sql`select 1 from t.ticket where region_id = ${r} for update skip locked`')).toEqual([])
  expect(faults('db.selectFrom("t.ticket").where("id", "=", id).forUpdate().skipLocked()')).toHaveLength(1)
  expect(faults('db.selectFrom("t.job").where("id", "=", id).forUpdate().skipLocked()')).toEqual([])
  expect(faults('sql`select a, count(*) from t.ticket group by rollup (a)`')).toHaveLength(1)
})
