import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getSession } from '@shouwen/contract/account'
import { createStaff, createUnit } from '#capabilities/people'
import { startTestApp, type TestApp } from '#platform/testing/test-app'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
  await t.db
    .insertInto('platform.region')
    .values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' })
    .execute()
  await t.asSystem(async ({ tx }) => {
    const unit = await createUnit(tx, {
      parentId: null,
      regionId: 1,
      level: 'province',
      code: 'hn',
      nameZh: '湖南',
      nameEn: 'Hunan'
    })
    await createStaff(tx, { unitId: unit.id, jobNumber: 'HN001', login: 'fang.wang', name: '王芳', roles: ['agent'] })
  })
})
afterAll(() => t.stop())

const cli = path.resolve(import.meta.dirname, '../cli.ts')
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [cli, 'token', ...args], {
    env: { ...process.env, DATABASE_URL: t.databaseUrl }
  })

describe('npm run cli -- token create', () => {
  test('prints a token alone on the last line, for a login or a job number', async () => {
    for (const account of ['Fang.Wang', 'HN001']) {
      const { stdout } = await run('create', '--account', account)
      const token = stdout.trimEnd().split('\n').at(-1) as string
      expect((await t.ok(getSession, {}, { token })).staff?.jobNumber).toBe('HN001')
    }
  })

  test('gives the token no more than the scopes named', async () => {
    const { stdout } = await run(
      'create',
      '--account',
      'HN001',
      '--scope',
      'ticket.read',
      '--scope',
      'norm.*,audit.read'
    )
    const { abilities } = await t.ok(getSession, {}, { token: stdout.trim() })
    expect(abilities.map((ability) => ability.verb)).toEqual(['norm.read', 'ticket.read'])
  })

  test('says what is wrong and fails', async () => {
    await expect(run('create', '--account', 'nobody')).rejects.toMatchObject({ code: 1, stdout: '' })
    await expect(run('create', '--account', 'HN001', '--scope', 'drop table')).rejects.toMatchObject({ code: 1 })
    await expect(run('create')).rejects.toMatchObject({ code: 1 })
  })
})
