import { type App } from '#platform/app-type'
import { createStaff, issueToken } from '#capabilities/people'
import { writeQueue } from '#capabilities/tickets'
import { transact } from '#platform/action'
import { readConfig } from '#platform/config'
import type { Database } from '#platform/database'
import { findRunningPostgres } from '#platform/embedded-postgres'
import { composeApp } from '#server/app'
import { startedProduct } from './started-product.ts'

export type TestAgent = { id: string; jobNumber: string; token: string }

/** A running product of one region with people who take chats and calls from one queue, each with a token; `app` is a process beside it, `db` its owner's connection. */
export async function productWithAgents(size: number, env: Record<string, string> = {}) {
  const product = await startedProduct({ REQUESTS_PER_MINUTE: '10000000', TRUST_PROXY: 'yes', ...env })
  const db: Database = product.owner()
  const app: App = composeApp(readConfig({ DATA_DIR: product.dataDir, LOG_LEVEL: 'silent' }), findRunningPostgres(product.dataDir) as string)
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const agents: TestAgent[] = []
  for (let from = 0; from < size; from += 100)
    await transact(app, { kind: 'system', name: 'test' }, async ({ tx }) => {
      for (let n = from; n < Math.min(size, from + 100); n += 1) {
        const jobNumber = `K${n}`
        const { id } = await createStaff(tx, { unitId: unit.id, jobNumber, name: `员工${n}`, roles: ['online-agent'] })
        agents.push({ id, jobNumber, token: (await issueToken(tx, id, { name: 'fault', scopes: ['*'] })).token })
      }
    })
  await transact(app, { kind: 'system', name: 'test' }, (call) =>
    writeQueue(call, { code: 'fault-chat', regionId: 1, unitId: unit.id, nameZh: '在线', nameEn: 'Online', strategy: 'pull', kinds: [], categories: [], members: agents.map((one) => one.id), rank: 1 })
  )
  return {
    ...product,
    db,
    app,
    agents,
    async stop(): Promise<void> {
      await db.destroy()
      await app.db.destroy()
      await product.stop()
    }
  }
}
