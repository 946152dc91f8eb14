import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/customers'
import * as portal from '@shouwen/contract/portal'
import { hashPassword } from '#capabilities/people'
import { setPortalPassword } from './index.ts'
import { servicePasswordFaults } from './service-password-rules.ts'
import { openTwoBranches, type TwoBranches } from './testing/two-branches.ts'

let s: TwoBranches
beforeAll(async () => {
  s = await openTwoBranches()
  const passwordHash = await hashPassword('lotus-lake-9')
  await s.t.asSystem(({ tx, now }) => setPortalPassword(tx, { ...s.zhang, login: '13812345678', passwordHash, changedAt: now }))
})
afterAll(() => s.t.stop())

const signIn = (serviceNumber: string, password: string, nextPassword?: string) => s.t.call(portal.portalSignIn, { serviceNumber, password, nextPassword })
const cookieOf = (answer: { headers: Record<string, unknown> }) => ({ cookie: String(answer.headers['set-cookie']).split(';')[0] as string })

describe('a customer at the portal', () => {
  test('signs in with service number and password, sees their own data in full, and signs out', async () => {
    const answer = await signIn('138 1234 5678', 'lotus-lake-9')
    expect(String(answer.headers['set-cookie'])).toMatch(/^shouwen-portal=1\.[\w-]{43}; .*HttpOnly.*SameSite=Lax/)
    const me = cookieOf(answer)
    expect(await s.t.ok(portal.getPortalSession, {}, me)).toMatchObject({ name: '张伟', regionName: { en: 'Hunan' }, lines: [{ serviceNumber: '13812345678' }] })
    await s.t.ok(portal.portalSignOut, {}, me)
    expect((await s.t.call(portal.getPortalSession, {}, me)).problem.code).toBe('not-signed-in')
  })

  test('a staff member and a customer signed in in one browser each get their own door', async () => {
    const me = cookieOf(await signIn('13812345678', 'lotus-lake-9'))
    expect((await s.t.ok(portal.getPortalSession, {}, { ...me, ...s.staff.agent })).name).toBe('张伟')
    expect((await s.t.ok(contract.listCustomers, {}, { ...me, ...s.staff.agent })).items.length).toBeGreaterThan(0)
    expect((await s.t.call(contract.listCustomers, {}, me)).problem.code).toBe('not-signed-in')
    expect((await s.t.call(portal.getPortalSession, {}, s.staff.agent)).problem.code).toBe('not-signed-in')
  })

  test('a wrong password, a number without account and a stranger’s number get the same answer', async () => {
    const answers = [await signIn('13812345678', 'wrong'), await signIn('13987654321', 'wrong'), await signIn('10000', 'wrong')]
    for (const { status, problem } of answers) expect({ status, code: problem.code, details: problem.details }).toEqual({ status: 401, code: 'portal-sign-in-failed', details: undefined })
  })

  test('after the allowed failures the number is locked for a while, known or not @norm GV-02', async () => {
    for (const number of ['13812345678', '13000000000']) {
      let code = ''
      for (let guess = 0; guess < 6; guess++) code = (await signIn(number, `wrong-${guess}`)).problem.code
      expect(code).toBe('sign-in-locked')
    }
    expect((await signIn('13812345678', 'lotus-lake-9')).problem.code).toBe('sign-in-locked')
    s.t.clock.advance(16 * 60_000)
    expect((await signIn('13812345678', 'lotus-lake-9')).status).toBeLessThan(300)
  })

  test('a session ends by itself', async () => {
    const me = cookieOf(await signIn('13812345678', 'lotus-lake-9'))
    s.t.clock.advance(12 * 3_600_000 + 1000)
    expect((await s.t.call(portal.getPortalSession, {}, me)).problem.code).toBe('not-signed-in')
  })

  test('changes the password: the rules hold, other sessions end, this one stays @norm GV-02', async () => {
    const other = cookieOf(await signIn('13812345678', 'lotus-lake-9'))
    const me = cookieOf(await signIn('13812345678', 'lotus-lake-9'))
    const change = (current: string, next: string) => s.t.call(portal.changeServicePassword, { current, next }, me)
    expect((await change('wrong', 'bamboo-hill-7')).problem.code).toBe('password-wrong')
    expect((await change('lotus-lake-9', 'x345678y')).problem).toMatchObject({ code: 'service-password-not-acceptable', details: { faults: ['contains-service-number'] } })
    expect((await change('lotus-lake-9', 'lotus-lake-9')).problem.details).toEqual({ faults: ['same-as-before'] })
    expect((await change('lotus-lake-9', 'bamboo-hill-7')).status).toBeLessThan(300)
    expect((await s.t.call(portal.getPortalSession, {}, other)).problem.code).toBe('not-signed-in')
    expect((await s.t.call(portal.getPortalSession, {}, me)).status).toBeLessThan(300)
    expect((await signIn('13812345678', 'lotus-lake-9')).problem.code).toBe('portal-sign-in-failed')
  })

  test('gives and withdraws consent alone @norm CI-06', async () => {
    const me = cookieOf(await signIn('13812345678', 'bamboo-hill-7'))
    await s.t.ok(portal.setMyConsent, { purpose: 'marketing', granted: false, textVersion: '2026-01' }, me)
    expect((await s.t.ok(portal.getPortalSession, {}, me)).consents).toMatchObject([{ purpose: 'marketing', granted: false }])
    const row = await s.t.db.selectFrom('customers.consent').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ source: 'portal', recorded_by: null, customer_id: s.zhang.customerId })
  })
})

describe('a one-time service password', () => {
  const issue = (who: { token: string }) => s.t.call(contract.issueServicePassword, { regionId: 1, customerId: s.ouyang.customerId, lineId: s.ouyang.lineId }, who)

  test('is given by staff who may change the customer, and audited without the password @norm GV-04', async () => {
    expect((await issue(s.staff.agent)).problem.code).toBe('not-permitted')
    expect((await issue(s.staff.clerk)).problem.code).toBe('not-permitted')
    const { body } = await issue(s.staff.leader)
    expect(servicePasswordFaults(body.oneTimePassword, body.login)).toEqual([])
    const lines = await s.t.db.selectFrom('platform.audit').selectAll().where('verb', '=', 'service-password.issue').execute()
    expect(lines).toMatchObject([{ actor_id: s.staff.leader.id, subject_id: s.ouyang.customerId }])
    expect(JSON.stringify(lines)).not.toContain(body.oneTimePassword)
  })

  test('opens nothing but the choice of another, once', async () => {
    const { oneTimePassword } = (await issue(s.staff.leader)).body
    const bare = await signIn('13987654321', oneTimePassword)
    expect(bare.problem.code).toBe('service-password-must-change')
    expect(bare.headers['set-cookie']).toBeUndefined()
    expect((await signIn('13987654321', oneTimePassword, oneTimePassword)).problem.details).toEqual({ faults: ['same-as-before'] })
    expect((await signIn('13987654321', oneTimePassword, 'river-stone-42')).status).toBeLessThan(300)
    expect((await signIn('13987654321', oneTimePassword, 'other-stone-42')).problem.code).toBe('portal-sign-in-failed')
    expect((await signIn('13987654321', 'river-stone-42')).status).toBeLessThan(300)
  })

  test('expires, and a closed line opens no door', async () => {
    const { oneTimePassword } = (await issue(s.staff.leader)).body
    s.t.clock.advance(8 * 86_400_000)
    expect((await signIn('13987654321', oneTimePassword, 'fresh-water-11')).problem.code).toBe('service-password-expired')
    const fresh = (await issue(s.staff.leader)).body.oneTimePassword
    const me = cookieOf(await signIn('13987654321', fresh, 'fresh-water-11'))
    await s.t.ok(contract.closeLine, { regionId: 1, customerId: s.ouyang.customerId, lineId: s.ouyang.lineId }, s.staff.leader)
    expect((await s.t.call(portal.getPortalSession, {}, me)).problem.code).toBe('not-signed-in')
    expect((await signIn('13987654321', 'fresh-water-11')).problem.code).toBe('portal-sign-in-failed')
  })
})

test('a service password is judged by the rulebook @norm GV-02', () => {
  const faults = (password: string) => servicePasswordFaults(password, '13812345678')
  expect(faults('lotus-lake-9')).toEqual([])
  expect(faults('密码很长很安全99')).toEqual([])
  expect(faults('abc12')).toEqual(['too-short'])
  expect(faults('73619582')).toEqual(['too-few-classes'])
  expect(faults('aaaa-1234')).toEqual(['same-character-run'])
  expect(faults('p1381234x')).toEqual(['contains-service-number'])
  expect(faults(`a1${'xy'.repeat(40)}`)).toEqual(['too-long'])
})
