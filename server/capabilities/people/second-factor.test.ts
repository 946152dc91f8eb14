import { Secret, TOTP } from 'otpauth'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getMyProfile, getSession, passSecondFactor, signIn } from '@shouwen/contract/account'
import { confirmTotp, disableTotp, renewRecoveryCodes, startTotp } from '@shouwen/contract/account-security'
import { resetSecondFactor } from '@shouwen/contract/people'
import { openSecret, sealSecret } from '#platform/secret-box'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { hashPassword } from './password-hash.ts'
import { policy } from './policy.ts'
import { setSecondFactor } from './second-factor-setting.ts'
import { createStaff } from './staff-records.ts'
import { cookieOf, personWithToken, signedIn, smallOperator, type SmallOperator } from './testing.ts'

const password = 'Ginkgo-tram 57 Kettle'
let t: TestApp
let units: SmallOperator
let passwordHash: string

beforeAll(async () => {
  t = await startTestApp({ at: '2026-11-24T02:00:00Z' })
  units = await smallOperator(t)
  passwordHash = await hashPassword(password)
})
afterAll(() => t.stop())

const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: t.clock.now().getTime() })
const nextCode = () => t.clock.advance(30_000)

async function enrolled(login: string, role = 'agent') {
  const { id } = await t.asSystem(({ tx, now }) =>
    createStaff(tx, {
      unitId: units.hnTeam1.id,
      jobNumber: login.toUpperCase(),
      name: '王芳',
      login,
      passwordHash,
      roles: [role],
      createdAt: now
    })
  )
  const cookie = await signedIn(t, login, password)
  const { secret, uri } = await t.ok(startTotp, {}, { cookie })
  const { recoveryCodes } = await t.ok(confirmTotp, { code: codeOf(secret) }, { cookie })
  nextCode()
  return { id, cookie, secret, uri, recoveryCodes }
}

async function pending(login: string): Promise<string> {
  const answer = await t.ok(signIn, { login, password })
  expect(answer.state).toBe('second-factor-needed')
  return answer.pendingToken as string
}

describe('a one-time-code app', () => {
  test('is enrolled by its first code and asked for from then on', async () => {
    const { secret, uri, recoveryCodes } = await enrolled('otp1')
    expect(uri).toMatch(/^otpauth:\/\/totp\/Shouwen:otp1\?/)
    expect([recoveryCodes.length, new Set(recoveryCodes).size]).toEqual([
      policy.two_factor.recovery_codes,
      policy.two_factor.recovery_codes
    ])
    const answer = await t.call(passSecondFactor, { pendingToken: await pending('otp1'), code: codeOf(secret) })
    expect(answer.body).toEqual({ state: 'signed-in', recoveryCodesLeft: policy.two_factor.recovery_codes })
    expect((await t.ok(getSession, {}, { cookie: cookieOf(answer) })).staff?.jobNumber).toBe('OTP1')
  })

  test('gives each code once, also to two requests at the same moment', async () => {
    const { secret } = await enrolled('otp2')
    const tokens = [await pending('otp2'), await pending('otp2')]
    const code = codeOf(secret)
    const answers = await Promise.all(tokens.map((pendingToken) => t.call(passSecondFactor, { pendingToken, code })))
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([201, 401])
  })

  test('is not enrolled by a wrong code, nor twice', async () => {
    await t.asSystem(({ tx, now }) =>
      createStaff(tx, {
        unitId: units.hnTeam1.id,
        jobNumber: 'OTP3',
        name: '王芳',
        login: 'otp3',
        passwordHash,
        createdAt: now
      })
    )
    const cookie = await signedIn(t, 'otp3', password)
    expect((await t.call(confirmTotp, { code: '123456' }, { cookie })).problem.code).toBe('second-factor-not-begun')
    const { secret } = await t.ok(startTotp, {}, { cookie })
    const wrong = codeOf(secret) === '000000' ? '000001' : '000000'
    expect((await t.call(confirmTotp, { code: wrong }, { cookie })).problem.code).toBe('second-factor-wrong')
    await t.ok(confirmTotp, { code: codeOf(secret) }, { cookie })
    expect((await t.call(startTotp, {}, { cookie })).problem.code).toBe('second-factor-enabled-already')
  })

  test('locks the login after too many wrong codes, over several sign-ins', async () => {
    await enrolled('otp4')
    for (let failure = 1; failure < policy.lockout.failures; failure += 1)
      expect(
        (await t.call(passSecondFactor, { pendingToken: await pending('otp4'), code: '0000-0000' })).problem.code
      ).toBe('second-factor-wrong')
    expect(
      (await t.call(passSecondFactor, { pendingToken: await pending('otp4'), code: '0000-0000' })).problem.code
    ).toBe('sign-in-locked')
    expect((await t.call(signIn, { login: 'otp4', password })).problem.code).toBe('sign-in-locked')
  })

  test('is not waited for longer than a few minutes', async () => {
    const { secret } = await enrolled('otp5')
    const pendingToken = await pending('otp5')
    t.clock.advance(policy.sign_in_rate.second_factor_minutes * 60_000)
    expect((await t.call(passSecondFactor, { pendingToken, code: codeOf(secret) })).problem.code).toBe(
      'second-factor-expired'
    )
  })

  test('is removed by its owner with a code, and by an administrator without', async () => {
    const mine = await enrolled('otp6')
    expect((await t.call(disableTotp, { code: '000000' }, { cookie: mine.cookie })).problem.code).toBe(
      'second-factor-wrong'
    )
    await t.ok(disableTotp, { code: codeOf(mine.secret) }, { cookie: mine.cookie })
    expect((await t.ok(signIn, { login: 'otp6', password })).state).toBe('signed-in')
    const lost = await enrolled('otp7')
    const admin = await personWithToken(t, {
      unitId: units.group.id,
      regionId: 1,
      jobNumber: 'ADM7',
      name: '赵敏',
      roles: ['administrator']
    })
    expect((await t.ok(resetSecondFactor, { staffId: lost.id }, admin)).account?.secondFactor).toBe(false)
    expect((await t.ok(signIn, { login: 'otp7', password })).state).toBe('signed-in')
  })
})

describe('recovery codes', () => {
  test('replace the app once each, however they are typed', async () => {
    const { recoveryCodes } = await enrolled('rec1')
    const [first = ''] = recoveryCodes
    const used = await t.ok(passSecondFactor, {
      pendingToken: await pending('rec1'),
      code: first.toUpperCase().replaceAll('-', ' ')
    })
    expect(used.recoveryCodesLeft).toBe(policy.two_factor.recovery_codes - 1)
    expect((await t.call(passSecondFactor, { pendingToken: await pending('rec1'), code: first })).problem.code).toBe(
      'second-factor-wrong'
    )
  })

  test('end when new ones are made', async () => {
    const { cookie, secret, recoveryCodes } = await enrolled('rec2')
    const renewed = await t.ok(renewRecoveryCodes, { code: codeOf(secret) }, { cookie })
    expect(renewed.recoveryCodes.some((code) => recoveryCodes.includes(code))).toBe(false)
    expect(
      (await t.call(passSecondFactor, { pendingToken: await pending('rec2'), code: recoveryCodes[1] as string }))
        .problem.code
    ).toBe('second-factor-wrong')
    expect((await t.ok(getMyProfile, {}, { cookie })).recoveryCodesLeft).toBe(policy.two_factor.recovery_codes)
  })
})

describe('a role that needs a second factor', () => {
  test('counts only in a session that passed one, unless the installation only offers it', async () => {
    await t.asSystem(({ tx, now }) =>
      createStaff(tx, {
        unitId: units.hn.id,
        jobNumber: 'SEC1',
        name: '李强',
        login: 'sec1',
        passwordHash,
        roles: ['security-officer', 'trainer'],
        createdAt: now
      })
    )
    const cookie = await signedIn(t, 'sec1', password)
    const verbs = async () => {
      const session = await t.ok(getSession, {}, { cookie })
      return {
        owes: session.owes,
        audit: session.abilities.some((ability) => ability.verb === 'audit.read'),
        trainer: session.abilities.some((ability) => ability.verb === 'ticket.read')
      }
    }
    expect(await verbs()).toEqual({ owes: ['second-factor'], audit: false, trainer: true })
    await t.asSystem(({ tx }) => setSecondFactor(tx, 'offered'))
    expect(await verbs()).toEqual({ owes: [], audit: true, trainer: true })
    await t.asSystem(({ tx }) => setSecondFactor(tx, 'required'))
    const { secret } = await t.ok(startTotp, {}, { cookie })
    await t.ok(confirmTotp, { code: codeOf(secret) }, { cookie })
    expect(await verbs()).toEqual({ owes: [], audit: true, trainer: true })
  })
})

describe('stored secrets', () => {
  test('open only for their purpose and with the key file of the data directory', async () => {
    const { dataDir } = t.app.config
    const box = sealSecret(dataDir, 'a', 'seed')
    expect(openSecret(dataDir, 'a', box)).toBe('seed')
    expect(() => openSecret(dataDir, 'b', box)).toThrow()
    expect(() => openSecret(path.join(dataDir, 'other'), 'a', box)).toThrow()
    rmSync(path.join(dataDir, 'other'), { recursive: true })
  })

  test('never hold the app’s secret, a recovery code, a session or a token in the clear', async () => {
    const { secret, recoveryCodes, cookie } = await enrolled('clear1')
    const dump = JSON.stringify(
      await Promise.all(
        (['people.account', 'people.recovery_code', 'people.session', 'platform.audit', 'platform.event'] as const).map(
          (table) => t.db.selectFrom(table).selectAll().execute()
        )
      )
    )
    for (const known of [
      secret,
      Buffer.from(secret).toString('hex'),
      recoveryCodes[0] as string,
      cookie.slice('shouwen='.length)
    ])
      expect(dump).not.toContain(known)
  })
})
