import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '#platform/database'
import { cloneTestDatabase } from '#platform/testing/test-database'
import { composeName, familySql, givenSql, splitName } from './names.ts'

let database: Awaited<ReturnType<typeof cloneTestDatabase>>
let db: ReturnType<typeof openDatabase>
beforeAll(async () => {
  database = await cloneTestDatabase()
  db = openDatabase(database.url)
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

describe('Names in parts', () => {
  test('are put together and taken apart again in both scripts', () => {
    for (const [familyName, givenName, name] of [['张', '三丰', '张三丰'], ['欧阳', '修', '欧阳修'], ['Bean', 'Ann', 'Ann Bean'], ['van Dyke', 'Dick', 'Dick van Dyke']] as const) {
      expect(composeName({ familyName, givenName })).toBe(name)
      if (!familyName.includes(' ')) expect(splitName(name)).toEqual({ familyName, givenName })
    }
  })

  test('are the same in the database', async () => {
    const names = ['张三丰', '欧阳修', '欧阳', '诸葛', '司马相如', 'Ann Bean', 'Dick van Dyke', 'Cher', '李', ' ', 'x 李', ...fc.sample(fc.string({ unit: fc.constantFrom('a', ' ', '欧', '阳', '王', 'é'), minLength: 1, maxLength: 6 }), { numRuns: 80, seed: 1 })]
    const { rows } = await sql<{ name: string; family: string; given: string }>`select name, ${familySql(sql`name`)} as family, ${givenSql(sql`name`)} as given from unnest(${names}::text[]) name`.execute(db)
    expect(rows.map(({ family, given }) => ({ familyName: family, givenName: given }))).toEqual(rows.map(({ name }) => splitName(name)))
  })
})
