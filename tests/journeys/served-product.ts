import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { addLine, createCustomer, setPortalPassword } from '#capabilities/customers'
import { createStaff, hashPassword } from '#capabilities/people'
import type { Database } from '#platform/database'
import { startedProduct } from '../faults/started-product.ts'

export const password = 'harbour-lantern-7'

/** The product with its pages built, a chat queue with two agents at it, and a customer who can sign in at the portal. */
export async function servedProduct(env: Record<string, string> = {}) {
  const root = path.resolve(import.meta.dirname, '../..')
  const built = spawnSync(process.execPath, [path.join(root, 'bin/build-web.mjs')], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('the pages could not be built')
  const product = await startedProduct(env)
  try {
    await people(product.owner())
  } catch (error) {
    // Nobody else would stop it.
    await product.stop()
    throw error
  }
  return product
}

async function people(db: Database): Promise<void> {
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const passwordHash = await hashPassword(password)
  const at = new Date()
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('tickets.queue')
      .values({
        code: 'chat',
        region_id: 1,
        unit_id: unit.id,
        name_zh: '在线',
        name_en: 'Online',
        strategy: 'pull',
        skill: null,
        kinds: [],
        categories: [],
        rank: 100,
        active: true
      })
      .execute()
    for (const [jobNumber, login, name] of [
      ['1001', 'lin', '林小夏'],
      ['1002', 'zhou', '周敏']
    ] as const) {
      const { id } = await createStaff(tx, {
        unitId: unit.id,
        jobNumber,
        login,
        name,
        roles: ['online-agent'],
        passwordHash
      })
      await tx.insertInto('tickets.queue_member').values({ queue_code: 'chat', staff_id: id }).execute()
    }
    const customerId = await createCustomer(tx, { regionId: 1, kind: 'person', name: '陈德芳', grade: 'AA', at })
    await addLine(tx, {
      regionId: 1,
      customerId,
      serviceNumber: '13800001234',
      service: 'mobile',
      openedOn: '2026-01-01'
    })
    await setPortalPassword(tx, { regionId: 1, customerId, login: '13800001234', passwordHash, changedAt: at })
  })
  await db.destroy()
}

export type ServedProduct = Awaited<ReturnType<typeof servedProduct>>
