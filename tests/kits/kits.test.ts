import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { haveOfficialFiles } from '../tmf/official.ts'
import { startTmf, type TmfOperator } from '../tmf/operator.ts'
import { officialKits, ownKits, runKit } from './kit.ts'

let o: TmfOperator
let url: string
beforeAll(async () => {
  o = await startTmf()
  url = await o.t.server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => o.stop())

describe('The product passes, without one failed assertion,', () => {
  test.skipIf(!haveOfficialFiles).each(officialKits)('the official kit of $name', { timeout: 60_000 }, async (kit) => {
    const { failures, assertions } = await runKit(kit, { url, token: o.integrator.token })
    expect(failures).toEqual([])
    expect(assertions).toBeGreaterThan(50)
  })

  test.each(ownKits)('our kit of $name', { timeout: 60_000 }, async (kit) => {
    expect((await runKit(kit, { url, token: o.integrator.token })).failures).toEqual([])
  })
})
