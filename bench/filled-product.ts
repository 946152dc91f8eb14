import { mkdirSync } from 'node:fs'
import type { Pool } from 'pg'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { writeQueue } from '#capabilities/tickets'
import { measureGramShares } from '../server/capabilities/tickets/gram-share.ts'
import { transact } from '#platform/action'
import { readConfig } from '#platform/config'
import { openPool } from '#platform/database'
import { findRunningPostgres } from '#platform/embedded-postgres'
import { composeApp } from '#server/app'
import { startedProduct } from '../tests/faults/started-product.ts'
import { generateTickets, type Generated } from './generate-tickets.ts'

export type FilledProduct = {
  url: string
  regionId: number
  /** Bearer tokens by role. */
  tokens: Record<'agent' | 'shift-leader' | 'dispatcher', string>
  /** The agent's id and unit. */
  agent: { id: string; unitId: string }
  /** Bare connections with the product's settings. */
  pool: Pool
  /** Adds tickets until there are so many. */
  growTo(count: number): Promise<Generated>
  /** What the worker does every hour. */
  measureGrams(): Promise<void>
  stop(): Promise<void>
}

const TEAMS = 12
const AGENTS_PER_TEAM = 20
const system = { kind: 'system', name: 'bench' } as const

/** The product in its own process on a cluster of its own, with a region of twelve teams and as many tickets as asked for. */
export async function filledProduct(): Promise<FilledProduct> {
  const product = await startedProduct({ REQUESTS_PER_MINUTE: '10000000' })
  const databaseUrl = findRunningPostgres(product.dataDir) as string
  mkdirSync(product.dataDir, { recursive: true })
  const app = composeApp(readConfig({ DATA_DIR: product.dataDir, LOG_LEVEL: 'error' }), databaseUrl)
  const root = await app.db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const teams: { unitId: string; members: string[] }[] = []
  const tokens = await transact(app, system, async (call) => {
    for (let team = 1; team <= TEAMS; team++) {
      const { id: unitId } = await createUnit(call.tx, {
        parentId: root.id,
        level: 'team',
        code: `bench-${team}`,
        nameZh: `${team} 班`,
        nameEn: `Team ${team}`
      })
      const members: string[] = []
      for (let n = 1; n <= AGENTS_PER_TEAM; n++)
        members.push(
          (
            await createStaff(call.tx, {
              unitId,
              jobNumber: `B${team * 100 + n}`,
              name: `员工${team}-${n}`,
              roles: ['agent']
            })
          ).id
        )
      teams.push({ unitId, members })
    }
    const boss = await createStaff(call.tx, {
      unitId: root.id,
      jobNumber: 'B9001',
      name: '值班长',
      roles: ['shift-leader']
    })
    const dispatcher = await createStaff(call.tx, {
      unitId: root.id,
      jobNumber: 'B9002',
      name: '调度员',
      roles: ['dispatcher']
    })
    const tokenOf = async (staffId: string) =>
      (await issueToken(call.tx, staffId, { name: 'bench', scopes: ['*'] })).token
    return {
      agent: await tokenOf(teams[0]?.members[0] as string),
      'shift-leader': await tokenOf(boss.id),
      dispatcher: await tokenOf(dispatcher.id)
    }
  })
  for (const [index, { unitId, members }] of teams.entries())
    await transact(app, system, (call) =>
      writeQueue(call, {
        code: `bench-${index + 1}`,
        regionId: 1,
        unitId,
        nameZh: `队列 ${index + 1}`,
        nameEn: `Queue ${index + 1}`,
        strategy: 'pull',
        kinds: [],
        categories: [],
        members
      })
    )
  const pool = openPool(databaseUrl, { max: 8 })
  let filled = 0
  return {
    url: product.url,
    regionId: 1,
    tokens,
    agent: { id: teams[0]?.members[0] as string, unitId: teams[0]?.unitId as string },
    pool,
    async growTo(count) {
      const made = await generateTickets(app, databaseUrl, { regionId: 1, count: count - filled, seed: filled + 1 })
      filled = count
      return made
    },
    measureGrams: () => measureGramShares(app),
    async stop() {
      await pool.end()
      await app.db.destroy()
      await product.stop()
    }
  }
}
