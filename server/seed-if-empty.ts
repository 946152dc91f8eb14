import { randomBytes } from 'node:crypto'
import { createStaff, createUnit } from '#capabilities/people'
import { transact } from '#platform/action'
import type { App } from '#platform/app-type'

/**
 * Fills a new database: the sample operator, or with SEED=empty one region and one administrator whose one-time password
 * is printed once and must be changed at the first sign-in. Does nothing where there is a region already.
 */
export async function seedIfEmpty(app: App, databaseUrl: string, say: (line: string) => void): Promise<void> {
  const region = await app.db.selectFrom('platform.region').select('id').limit(1).executeTakeFirst()
  if (region) return
  if (app.config.seed === 'empty') return startEmpty(app, say)
  const { plantSample } = await import('../seed/plant-sample.ts')
  await plantSample(app, databaseUrl, say)
}

async function startEmpty(app: App, say: (line: string) => void): Promise<void> {
  const password = randomBytes(12).toString('base64url')
  await transact(app, { kind: 'system', name: 'first-start' }, async ({ tx }) => {
    await tx.insertInto('platform.region').values({ id: 1, code: 'R1', name_zh: '省公司', name_en: 'Province', time_zone: 'Asia/Shanghai' }).execute()
    const group = await createUnit(tx, { parentId: null, regionId: null, level: 'group', code: 'group', nameZh: '集团公司', nameEn: 'Group' })
    const province = await createUnit(tx, { parentId: group.id, regionId: 1, level: 'province', code: 'province', nameZh: '省公司', nameEn: 'Province' })
    const roles = [{ role: 'administrator', unitId: group.id }]
    await createStaff(tx, { unitId: province.id, jobNumber: 'A0001', name: '管理员', login: 'admin', password, mustChange: true, roles })
  })
  say(`首次登录 / first sign-in:  admin  ${password}`)
}
