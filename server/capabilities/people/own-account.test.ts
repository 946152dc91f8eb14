import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getMyProfile, getPasswordPolicy, getSession, updateMyProfile } from '@shouwen/contract/account'
import {
  createMyToken,
  listMySessions,
  listMyTokens,
  revokeMySession,
  revokeMyToken,
  revokeOtherSessions,
  startTotp
} from '@shouwen/contract/account-security'
import { listStaff } from '@shouwen/contract/people'
import { listUnits } from '@shouwen/contract/units'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { hashPassword } from './password-hash.ts'
import { setSecondFactor } from './second-factor-setting.ts'
import { createStaff } from './staff-records.ts'
import { personWithToken, signedIn, smallOperator, type SmallOperator } from './testing.ts'

const password = 'Ginkgo-tram 57 Kettle'
let t: TestApp
let units: SmallOperator

beforeAll(async () => {
  t = await startTestApp({ at: '2026-11-24T02:00:00Z' })
  units = await smallOperator(t)
  const passwordHash = await hashPassword(password)
  await t.asSystem(async ({ tx, now }) => {
    await setSecondFactor(tx, 'offered')
    for (const [login, role] of [
      ['wang', 'agent'],
      ['admin', 'administrator']
    ] as const)
      await createStaff(tx, {
        unitId: units.hnTeam1.id,
        jobNumber: login.toUpperCase(),
        name: '王芳',
        login,
        passwordHash,
        roles: [role],
        skills: { billing: 4 },
        createdAt: now
      })
  })
})
afterAll(() => t.stop())

describe('my sessions', () => {
  test('are listed with the current one marked, and end one by one or all others at once', async () => {
    const [here, there, elsewhere] = [
      await signedIn(t, 'wang', password),
      await signedIn(t, 'wang', password),
      await signedIn(t, 'wang', password)
    ]
    const { items } = await t.ok(listMySessions, {}, { cookie: here })
    expect([items.length, items.filter((session) => session.current).length, items[0]?.ip]).toEqual([3, 1, '127.0.0.1'])
    const other = (await t.ok(listMySessions, {}, { cookie: there })).items.find((session) => session.current)
    await t.ok(revokeMySession, { sessionId: other?.id as string }, { cookie: here })
    expect((await t.ok(getSession, {}, { cookie: there })).staff).toBeNull()
    expect(await t.ok(revokeOtherSessions, {}, { cookie: here })).toEqual({ revoked: 1 })
    expect((await t.ok(getSession, {}, { cookie: elsewhere })).staff).toBeNull()
    expect((await t.ok(getSession, {}, { cookie: here })).staff).not.toBeNull()
  })

  test('are only mine to end', async () => {
    const wang = await signedIn(t, 'wang', password)
    const [session] = (await t.ok(listMySessions, {}, { cookie: wang })).items
    const admin = await signedIn(t, 'admin', password)
    expect((await t.call(revokeMySession, { sessionId: session?.id as string }, { cookie: admin })).status).toBe(404)
  })

  test('are not changed by a page of another site', async () => {
    const cookie = await signedIn(t, 'wang', password)
    const answer = await t.server.inject({
      method: 'POST',
      url: revokeOtherSessions.path,
      headers: { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      payload: {}
    })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'cross-site-request'])
  })
})

describe('my profile', () => {
  test('shows me, and lets me choose language and theme', async () => {
    const cookie = await signedIn(t, 'wang', password)
    const before = await t.ok(getMyProfile, {}, { cookie })
    expect([before.login, before.language, before.theme, before.skills]).toEqual([
      'wang',
      'zh-CN',
      'system',
      [{ code: 'billing', zh: '话费账务', en: 'billing', level: 4 }]
    ])
    const after = await t.ok(updateMyProfile, { language: 'en', theme: 'dark' }, { cookie })
    expect([after.language, after.theme]).toEqual(['en', 'dark'])
    expect((await t.ok(getSession, {}, { cookie })).staff).toMatchObject({ language: 'en', theme: 'dark' })
  })

  test('tells the rules for passwords in both languages', async () => {
    const rules = await t.ok(getPasswordPolicy, {})
    expect(rules.words.zh).toContain('12')
    expect(rules.faults.length).toBeGreaterThan(5)
  })
})

describe('my API tokens', () => {
  test('are made within what I may do, shown once, work, and end when revoked', async () => {
    const cookie = await signedIn(t, 'admin', password)
    const beyond = await t.call(
      createMyToken,
      { name: 'x', scopes: ['people.read', 'ticket.read'], expiresInDays: 30 },
      { cookie }
    )
    expect([beyond.problem.code, beyond.problem.details]).toEqual(['token-scope-not-held', { scopes: ['ticket.read'] }])
    const { id, token } = await t.ok(
      createMyToken,
      { name: '报表', scopes: ['people.read'], expiresInDays: 30 },
      { cookie }
    )
    expect((await t.ok(listMyTokens, {}, { cookie })).items).toMatchObject([
      { id, name: '报表', scopes: ['people.read'] }
    ])
    expect((await t.call(listStaff, {}, { token })).status).toBe(200)
    await t.ok(revokeMyToken, { tokenId: id }, { cookie })
    expect((await t.call(listStaff, {}, { token })).problem.code).toBe('not-signed-in')
  })

  test('end by themselves', async () => {
    const cookie = await signedIn(t, 'admin', password)
    const { token } = await t.ok(
      createMyToken,
      { name: 'short', scopes: ['people.read'], expiresInDays: 1 },
      { cookie }
    )
    t.clock.advance(86_400_000)
    expect((await t.call(listStaff, {}, { token })).status).toBe(401)
  })

  test('are not repeated by an idempotency key, and are nowhere stored', async () => {
    const cookie = await signedIn(t, 'admin', password)
    const make = () =>
      t.ok(
        createMyToken,
        { name: 'once', scopes: ['people.read'], expiresInDays: 1 },
        { cookie, idempotencyKey: 'make-token-1' }
      )
    const [first, second] = [await make(), await make()]
    expect(first.token).not.toBe(second.token)
    const stored = JSON.stringify([
      await t.db.selectFrom('platform.idempotency').selectAll().execute(),
      await t.db.selectFrom('people.api_token').selectAll().execute()
    ])
    expect(stored).not.toContain(first.token)
  })

  test('cannot change how their owner signs in, nor make further tokens', async () => {
    const admin = await personWithToken(t, {
      unitId: units.hn.id,
      jobNumber: 'ADM2',
      name: '赵敏',
      roles: ['administrator']
    })
    expect((await t.call(startTotp, {}, admin)).problem.code).toBe('session-needed')
    expect(
      (await t.call(createMyToken, { name: 'x', scopes: ['people.read'], expiresInDays: 1 }, admin)).problem.code
    ).toBe('session-needed')
    expect((await t.call(listUnits, {}, admin)).status).toBe(200)
  })
})

describe('the region worked in', () => {
  test('is chosen among those the roles reach, is remembered with the person, and is what lists are about', async () => {
    const cookie = await signedIn(t, 'admin', password)
    const before = await t.ok(getSession, {}, { cookie })
    expect([before.staff?.regionId, before.regions.map(({ id }) => id)]).toEqual([1, [1, 2]])
    await t.ok(updateMyProfile, { regionId: 2 }, { cookie })
    const elsewhere = { cookie: await signedIn(t, 'admin', password) }
    expect((await t.ok(getSession, {}, elsewhere)).staff?.regionId).toBe(2)
    // A token of theirs goes on where it was: other systems must not follow what somebody does on a screen.
    const { token } = await t.ok(createMyToken, { name: 'nightly', scopes: ['people.read'], expiresInDays: 1 }, elsewhere)
    expect((await t.ok(getSession, {}, { token })).staff?.regionId).toBe(1)
    expect((await t.call(updateMyProfile, { regionId: 99 }, elsewhere)).problem.code).toBe('not-found')
    await t.ok(updateMyProfile, { regionId: 1 }, elsewhere)
  })

  test('is their own for everybody whose roles reach no other', async () => {
    const cookie = await signedIn(t, 'wang', password)
    expect((await t.ok(getSession, {}, { cookie })).regions).toEqual([{ id: 1, zh: '湖南', en: 'Hunan' }])
    expect((await t.call(updateMyProfile, { regionId: 2 }, { cookie })).problem.code).toBe('not-permitted')
  })

  test('falls back to their own when their roles no longer reach the other', async () => {
    const cookie = await signedIn(t, 'wang', password)
    await t.db.updateTable('people.staff').set({ working_region_id: 2 }).where('job_number', '=', 'WANG').execute()
    expect((await t.ok(getSession, {}, { cookie })).staff?.regionId).toBe(1)
  })
})
