import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getSession } from '@shouwen/contract/account'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { createStaff } from './staff-records.ts'
import { type OidcProvider, startOidcProvider } from './testing-oidc-provider.ts'
import { cookieOf, smallOperator, type SmallOperator } from './testing.ts'

// Whoever `visitor` names signs in at the provider at once, without a page.
const people: Record<string, Record<string, unknown>> = {
  'sub-wang': { email: 'Wang@hn.example', email_verified: true },
  'sub-thief': { email: 'wang@hn.example', email_verified: true },
  'sub-unverified': { email: 'li@hn.example', email_verified: false },
  'sub-nobody': { email: 'nobody@hn.example', email_verified: true },
  'sub-gone': { email: 'gone@hn.example', email_verified: true },
  'sub-totp': { email: 'totp@hn.example', email_verified: true }
}
const publicUrl = 'http://127.0.0.1:3999'
let visitor = ''
let provider: OidcProvider
let t: TestApp
let units: SmallOperator

beforeAll(async () => {
  provider = await startOidcProvider({
    people,
    visitor: () => visitor,
    redirectUri: `${publicUrl}/api/sign-in/oidc/callback`
  })
  t = await startTestApp({
    at: new Date().toISOString(),
    env: {
      PUBLIC_URL: publicUrl,
      ...provider.env,
      OIDC_NAME: '统一身份'
    }
  })
  units = await smallOperator(t)
  await t.asSystem(async ({ tx }) => {
    for (const name of ['wang', 'li', 'gone', 'totp'])
      await createStaff(tx, {
        unitId: units.hnTeam1.id,
        jobNumber: name.toUpperCase(),
        name,
        email: `${name}@hn.example`,
        roles: ['agent']
      })
  })
  await t.db.updateTable('people.staff').set({ status: 'deactivated' }).where('job_number', '=', 'GONE').execute()
})
afterAll(async () => {
  await t.stop()
  provider.stop()
})

const start = () => t.server.inject({ method: 'GET', url: '/api/sign-in/oidc/start' })
const cookiesOf = (headers: { 'set-cookie'?: string | string[] | undefined }) =>
  [headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0] as string)

/** Follows the provider's redirects as a browser would, until it sends the browser back to us. */
async function atProvider(from: string): Promise<string> {
  const jar = new Map<string, string>()
  let url = from
  for (let hop = 0; hop < 10 && !url.startsWith(publicUrl); hop += 1) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') }
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] as string).split('=')
      jar.set(name, value)
    }
    url = new URL(answer.headers.get('location') as string, url).href
  }
  return url
}

async function comeBackAs(subject: string, change: (url: URL) => void = () => {}, cookie?: string) {
  visitor = subject
  const left = await start()
  const back = new URL(await atProvider(String(left.headers.location)))
  change(back)
  return t.server.inject({
    method: 'GET',
    url: back.pathname + back.search,
    headers: { cookie: cookie ?? (cookiesOf(left.headers)[0] as string) }
  })
}

describe('single sign-on', () => {
  test('is offered by name on the sign-in page', async () => {
    expect((await t.ok(getSession, {})).oidc).toEqual({ name: '统一身份' })
  })

  test('finds a person by verified e-mail the first time, and by subject from then on', async () => {
    for (const email of ['Wang@hn.example', 'changed@elsewhere.example']) {
      people['sub-wang'] = { email, email_verified: true }
      const answer = await comeBackAs('sub-wang')
      expect([answer.statusCode, answer.headers.location]).toEqual([302, '/'])
      const session = await t.ok(getSession, {}, { cookie: cookieOf(answer) })
      expect([session.staff?.jobNumber, session.owes]).toEqual(['WANG', []])
    }
  })

  test('does not let another identity take a person by the same e-mail address', async () => {
    await comeBackAs('sub-wang')
    expect((await comeBackAs('sub-thief')).headers.location).toBe('/sign-in?problem=oidc-no-account')
  })

  test.each([['sub-unverified'], ['sub-nobody'], ['sub-gone']])('lets %s in nowhere', async (subject) => {
    const answer = await comeBackAs(subject)
    expect(answer.headers.location).toBe('/sign-in?problem=oidc-no-account')
    expect(() => cookieOf(answer)).toThrow()
  })

  test('still asks for the second factor of a person who enrolled one', async () => {
    await t.db.updateTable('people.account').set({ totp_enabled_at: new Date() }).where('login', '=', 'totp').execute()
    const answer = await comeBackAs('sub-totp')
    expect(String(answer.headers.location)).toMatch(/^\/sign-in#second-factor=[\w-]{43}$/)
    expect(() => cookieOf(answer)).toThrow()
  })

  test('refuses an answer to another browser, another state, a false code, and one that comes twice', async () => {
    const failed = '/sign-in?problem=oidc-failed'
    expect((await comeBackAs('sub-wang', undefined, 'shouwen-oidc=other')).headers.location).toBe(failed)
    expect((await comeBackAs('sub-wang', (url) => url.searchParams.set('state', 'other'))).headers.location).toBe(
      failed
    )
    expect((await comeBackAs('sub-wang', (url) => url.searchParams.set('code', 'false'))).headers.location).toBe(failed)
    const left = await start()
    const back = new URL(await atProvider(String(left.headers.location)))
    const again = () =>
      t.server.inject({
        method: 'GET',
        url: back.pathname + back.search,
        headers: { cookie: cookiesOf(left.headers)[0] as string }
      })
    expect((await again()).headers.location).toBe('/')
    expect((await again()).headers.location).toBe(failed)
  })

  test('says so when it is not set up', async () => {
    const plain = await startTestApp()
    const answer = await plain.server.inject({ method: 'GET', url: '/api/sign-in/oidc/start' })
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'oidc-not-configured'])
    await plain.stop()
  })
})
