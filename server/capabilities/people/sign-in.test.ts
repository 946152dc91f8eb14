import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changePassword, getSession, signIn, signOut } from '@shouwen/contract/account'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { hashPassword } from './password-hash.ts'
import { policy } from './policy.ts'
import { createStaff, type NewStaff } from './staff-records.ts'
import { cookieOf, signedIn, smallOperator, type SmallOperator } from './testing.ts'

const password = 'Ginkgo-tram 57 Kettle'
const start = '2026-11-24T02:00:00Z'
let t: TestApp
let units: SmallOperator
let passwordHash: string

beforeAll(async () => {
  t = await startTestApp({ at: start })
  units = await smallOperator(t)
  passwordHash = await hashPassword(password)
})
afterAll(() => t.stop())

const person = (login: string, more: Partial<NewStaff> = {}) =>
  t.asSystem(({ tx, now }) =>
    createStaff(tx, {
      unitId: units.hnTeam1.id,
      jobNumber: login.toUpperCase(),
      name: '王芳',
      login,
      passwordHash,
      roles: ['agent'],
      createdAt: now,
      ...more
    })
  )
const attempt = (login: string, given = password) => t.call(signIn, { login, password: given })
const minutes = (count: number) => t.clock.advance(count * 60_000)

describe('signing in', () => {
  test('with login and password opens a session; the cookie is HttpOnly and SameSite=Lax', async () => {
    await person('fang1')
    const answer = await attempt('FANG1')
    expect(answer.body).toEqual({ state: 'signed-in', pendingToken: null })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^shouwen=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/
    )
    const session = await t.ok(getSession, {}, { cookie: cookieOf(answer) })
    expect(session.staff).toMatchObject({ name: '王芳', jobNumber: 'FANG1', language: 'zh-CN' })
    expect(session.roles.map((role) => role.zh)).toEqual(['话务员'])
    expect(session.abilities).toContainEqual({ verb: 'ticket.read', scope: 'unit', regionIds: [1] })
    expect(session.owes).toEqual([])
  })

  test('is Secure when the product is reached by https', async () => {
    const secure = await startTestApp({ at: start, env: { PUBLIC_URL: 'https://shouwen.example' } })
    const { hnTeam1 } = await smallOperator(secure)
    await secure.asSystem(({ tx }) =>
      createStaff(tx, { unitId: hnTeam1.id, jobNumber: 'S1', name: '王芳', passwordHash })
    )
    const answer = await secure.call(signIn, { login: 's1', password })
    expect(String(answer.headers['set-cookie'])).toContain('; Secure')
    await secure.stop()
  })

  test('answers a stranger nothing but how to sign in', async () => {
    expect(await t.ok(getSession, {})).toEqual({
      staff: null,
      roles: [],
      abilities: [],
      sees: [],
      owes: [],
      passwordExpiresAt: null,
      sessionEndsAt: null,
      regions: [],
      oidc: null
    })
  })

  test('refuses a wrong password, an unknown login and a deactivated person with the same words', async () => {
    const { id } = await person('gone1')
    await t.db.updateTable('people.staff').set({ status: 'deactivated' }).where('id', '=', id).execute()
    for (const [login, given] of [
      ['fang1', 'wrong'],
      ['nobody', password],
      ['gone1', password]
    ] as const) {
      const answer = await attempt(login, given)
      expect([answer.status, answer.problem.code, answer.problem.details]).toEqual([401, 'sign-in-failed', undefined])
    }
  })

  test('takes as long for an unknown login as for a wrong password', async () => {
    const timed = async (login: string) => {
      const before = performance.now()
      await attempt(login, 'wrong')
      return performance.now() - before
    }
    await person('timed1')
    await timed('warm-up')
    const [known, unknown] = [await timed('timed1'), await timed('nobody-at-all')]
    expect(unknown).toBeGreaterThan(known / 3)
  })

  test('locks a login after the failures of the policy, whether or not it exists, and opens by itself', async () => {
    await person('lock1')
    for (const login of ['lock1', 'lock-nobody']) {
      for (let failure = 1; failure < policy.lockout.failures; failure += 1)
        expect((await attempt(login, 'wrong')).problem.code).toBe('sign-in-failed')
      expect((await attempt(login, 'wrong')).problem.code).toBe('sign-in-locked')
      const locked = await attempt(login)
      expect([locked.status, locked.problem.details]).toEqual([
        429,
        {
          until: new Date(t.clock.now().getTime() + policy.lockout.for_minutes * 60_000).toISOString(),
          minutes: policy.lockout.for_minutes
        }
      ])
    }
    minutes(policy.lockout.for_minutes)
    expect((await attempt('lock1')).body).toMatchObject({ state: 'signed-in' })
  })

  test('allows no more guesses at the same moment than one after the other', async () => {
    await person('rush1')
    const answers = await Promise.all(Array.from({ length: 12 }, () => attempt('rush1', 'wrong')))
    const guessed = answers.filter((answer) => answer.problem.code === 'sign-in-failed').length
    expect(guessed).toBeLessThan(policy.lockout.failures)
    minutes(policy.lockout.for_minutes)
  })

  test('forgets failures once it succeeds', async () => {
    await person('mercy1')
    for (let round = 0; round < 2; round += 1) {
      for (let failure = 1; failure < policy.lockout.failures; failure += 1) await attempt('mercy1', 'wrong')
      expect((await attempt('mercy1')).status).toBe(201)
    }
  })

  test('slows an address that keeps failing over many logins', async () => {
    let last = 0
    for (let guess = 0; guess <= policy.sign_in_rate.per_address && last !== 429; guess += 1) {
      await t.db
        .updateTable('people.sign_in_rate')
        .set({ count: policy.sign_in_rate.per_address })
        .where('count', '>', 1)
        .execute()
      last = (await attempt(`sweep-${guess}`, 'wrong')).status
    }
    expect(last).toBe(429)
    minutes(policy.sign_in_rate.window_minutes)
  })

  test('is audited: success and failure with the person, a login nobody has without what was typed', async () => {
    const { id } = await person('audit1')
    await attempt('audit1')
    await attempt('audit1', 'wrong')
    await attempt('MyPassword123', 'wrong')
    const rows = await t.db
      .selectFrom('platform.audit')
      .select(['verb', 'outcome', 'actor_id', 'region_id', 'detail', 'subject_kind'])
      .orderBy('id', 'desc')
      .limit(3)
      .execute()
    expect(rows.map((row) => [row.verb, row.outcome, row.actor_id, row.region_id])).toEqual([
      ['session.refuse', 'denied', null, 0],
      ['session.refuse', 'denied', id, 1],
      ['session.open', 'done', id, 1]
    ])
    expect(JSON.stringify(rows)).not.toContain('MyPassword123')
  })
})

describe('a session', () => {
  test('ends when the person signs out', async () => {
    const cookie = await signedIn(t, 'fang1', password)
    const out = await t.call(signOut, {}, { cookie })
    expect(String(out.headers['set-cookie'])).toContain('Max-Age=0')
    expect((await t.ok(getSession, {}, { cookie })).staff).toBeNull()
  })

  test('slides with use, ends when idle, and ends for good after the absolute limit', async () => {
    const alive = async (cookie: string) => (await t.ok(getSession, {}, { cookie })).staff !== null
    const idle = await signedIn(t, 'fang1', password)
    minutes(policy.session.idle_minutes - 1)
    expect(await alive(idle)).toBe(true)
    minutes(policy.session.idle_minutes - 1)
    expect(await alive(idle)).toBe(true)
    minutes(policy.session.idle_minutes)
    expect(await alive(idle)).toBe(false)
    const busy = await signedIn(t, 'fang1', password)
    for (let passed = 0; passed < policy.session.absolute_hours * 60 - 20; passed += 20) {
      minutes(20)
      expect(await alive(busy)).toBe(true)
    }
    minutes(21)
    expect(await alive(busy)).toBe(false)
  })

  test('is replaced when the same browser signs in again', async () => {
    const first = await signedIn(t, 'fang1', password)
    const again = await t.call(signIn, { login: 'fang1', password }, { cookie: first })
    expect(cookieOf(again)).not.toBe(first)
    expect((await t.ok(getSession, {}, { cookie: first })).staff).toBeNull()
  })

  test('of a password given by somebody else opens nothing but its own change', async () => {
    await person('first1', { mustChange: true })
    const cookie = await signedIn(t, 'first1', password)
    const before = await t.ok(getSession, {}, { cookie })
    expect([before.owes, before.abilities, before.sees]).toEqual([['password-change'], [], []])
    const changed = await t.call(changePassword, { current: password, next: 'Sparrow 41 on-the Roof' }, { cookie })
    expect(changed.status).toBe(201)
    const after = await t.ok(getSession, {}, { cookie: cookieOf(changed) })
    expect(after.owes).toEqual([])
    expect(after.abilities.length).toBeGreaterThan(5)
  })

  test('is not opened at all by a first password older than the policy allows', async () => {
    await person('late1', { mustChange: true })
    t.clock.advance((policy.first_password.valid_days * 86_400 + 1) * 1000)
    expect((await attempt('late1')).problem.code).toBe('first-password-expired')
  })

  test('asks for a new password once the old one is older than the policy allows', async () => {
    await person('aged1')
    t.clock.advance((policy.age.max_days * 86_400 + 1) * 1000)
    const cookie = await signedIn(t, 'aged1', password)
    expect((await t.ok(getSession, {}, { cookie })).owes).toEqual(['password-change'])
  })
})

describe('changing the own password', () => {
  const change = (cookie: string, current: string, next: string) =>
    t.call(changePassword, { current, next }, { cookie })

  test('needs the current one, and guesses at it count towards the lock', async () => {
    await person('chg1')
    const cookie = await signedIn(t, 'chg1', password)
    for (let failure = 1; failure < policy.lockout.failures; failure += 1)
      expect((await change(cookie, 'wrong', 'Sparrow 41 on-the Roof')).problem.code).toBe('password-wrong')
    expect((await change(cookie, 'wrong', 'Sparrow 41 on-the Roof')).problem.code).toBe('sign-in-locked')
  })

  test('follows the rules, names what is wrong, and remembers the earlier ones', async () => {
    await person('chg2')
    let cookie = await signedIn(t, 'chg2', password)
    const weak = await change(cookie, password, 'Chg2Chg2Chg2')
    expect([weak.problem.code, weak.problem.details]).toEqual([
      'password-not-acceptable',
      { faults: ['contains-job-number', 'contains-login', 'commonly-used'] }
    ])
    expect((await change(cookie, password, password)).problem.code).toBe('password-used-before')
    const other = await signedIn(t, 'chg2', password)
    const changed = await change(cookie, password, 'Sparrow 41 on-the Roof')
    expect(changed.status).toBe(201)
    expect((await t.ok(getSession, {}, { cookie: other })).staff).toBeNull()
    cookie = cookieOf(changed)
    t.clock.advance(1000)
    expect((await change(cookie, 'Sparrow 41 on-the Roof', password)).problem.code).toBe('password-used-before')
    expect((await attempt('chg2')).problem.code).toBe('sign-in-failed')
  })
})
