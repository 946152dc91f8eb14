import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { transact } from '#platform/action'
import { readConfig } from '#platform/config'
import { databaseUrl, onServer, startTestCluster, templateDatabase } from '#platform/testing/test-cluster'
import { composeApp } from '#server/app'
import { prepareAll, runRoles } from '../../server/run-roles.ts'

/** The whole product listening on a free port with a database of its own, one region and an integration account. */
export async function startProduct() {
  const cluster = await startTestCluster()
  const directory = await mkdtemp(path.join(os.tmpdir(), 'shouwen-kits-'))
  await onServer(cluster.url, `create database kits template ${templateDatabase}`)
  const app = composeApp(readConfig({ DATA_DIR: directory, PORT: '0', LOG_LEVEL: 'error' }), databaseUrl(cluster.url, 'kits'))
  await prepareAll(app)
  const running = await runRoles(app)
  const token = await transact(app, { kind: 'system', name: 'kits' }, async ({ tx }) => {
    await tx.insertInto('platform.region').values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' }).execute()
    const unit = await createUnit(tx, { regionId: 1, parentId: null, level: 'province', code: 'hn', nameZh: '湖南', nameEn: 'Hunan' })
    const staff = await createStaff(tx, { unitId: unit.id, jobNumber: '9001', name: 'Integration', roles: ['integrator'] })
    return (await issueToken(tx, staff.id, { name: 'kits', scopes: ['*'] })).token
  })
  return {
    url: running.address as string,
    token,
    async stop() {
      await running.stop()
      await cluster.stop()
      await rm(directory, { recursive: true, force: true })
    }
  }
}
