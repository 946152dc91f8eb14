import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prove, sealEvidence, verifyEvidence } from './evidence.ts'
import { settled, startTestApp, type TestApp } from './testing/test-app.ts'
import { openDatabase } from './database.ts'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
  await t.asSystem((call) =>
    call.tx.insertInto('platform.region').values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' }).execute()
  )
})
afterAll(() => t.stop())

const proof = (n: number) => ({ kind: 'promise', regionId: 1, subjectKind: 'ticket', subjectId: '01900000-0000-7000-8000-000000000001', payload: { n, text: '承诺' } })

describe('Evidence', () => {
  test('is sealed in batches into a chain that verifies', async () => {
    for (const batch of [[1, 2, 3], [4], [5, 6]]) {
      await t.asSystem(async (call) => {
        for (const n of batch) await prove(call, proof(n))
      })
      await settled(t.db)
      expect(await sealEvidence(t.read())).toBe(batch.length)
    }
    expect(await verifyEvidence(t.db)).toMatchObject({ seals: 3, rows: 6, faults: [], nextNo: null })
    expect(await verifyEvidence(t.db, 2, 1)).toMatchObject({ seals: 1, rows: 1, faults: [], nextNo: 3 })
  })

  test('is sealed once, however many seal at the same time', async () => {
    await t.asSystem((call) => prove(call, proof(7)))
    await settled(t.db)
    const sealed = await Promise.all([1, 2, 3].map(() => sealEvidence(t.read())))
    expect(sealed.reduce((sum, one) => sum + one, 0)).toBe(1)
  })

  test('cannot be changed or removed by the product itself', async () => {
    await expect(sql`update platform.evidence set kind = 'x'`.execute(t.db)).rejects.toThrow(/permission denied/)
    await expect(sql`delete from platform.evidence`.execute(t.db)).rejects.toThrow(/permission denied/)
  })

  test('names the row when somebody with more power changed one', async () => {
    const owner = openDatabase(t.databaseUrl, { max: 1, as: 'owner' })
    const { rows } = await sql<{ id: string }>`select id from platform.evidence order by seq limit 1 offset 1`.execute(owner)
    await sql`update platform.evidence set payload = '{"n": 99}' where id = ${rows[0]?.id}`.execute(owner)
    await owner.destroy()
    const { faults } = await verifyEvidence(t.db)
    expect(faults).toMatchObject([{ sealNo: 1, evidenceId: rows[0]?.id, fault: 'row-changed' }])
  })
})
