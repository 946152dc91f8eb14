import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStaff, hashPassword } from '#capabilities/people'
import { rulebook } from '#server/rulebook'
import { expectAccessible, expectNoFaults, openBrowser, openPage, phone } from './browser.ts'
import { surgePasses } from '../faults/surge-passes.ts'
import { password, type ServedProduct, servedProduct } from './served-product.ts'

let product: ServedProduct
let browser: Browser
const seats: string[] = []
type Caller = { id: string; cookie: string }
const callers: Caller[] = []
let beating: NodeJS.Timeout

beforeAll(async () => {
  product = await servedProduct()
  browser = await openBrowser()
  const db = product.owner()
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const passwordHash = await hashPassword(password)
  await db.transaction().execute(async (tx) => {
    await createStaff(tx, { unitId: unit.id, jobNumber: '1009', login: 'leader', name: '陆班长', roles: ['shift-leader'], passwordHash })
    for (const [jobNumber, name] of [['2001', '何专家'], ['2002', '苏专家']] as const)
      await createStaff(tx, { unitId: unit.id, jobNumber, login: `expert${jobNumber}`, name, roles: ['agent'], skills: { 'floating-expert': 5 }, passwordHash })
  })
  await db.destroy()
}, 240_000)
afterAll(async () => {
  clearInterval(beating)
  await browser?.close()
  await product?.stop()
})

async function send(path: string, body: object, cookie = '', method = 'POST'): Promise<{ body: { id: string }; cookie: string }> {
  const answer = await fetch(`${product.url}${path}`, { method, headers: { 'content-type': 'application/json', origin: product.url, cookie }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`)
  return { body: (await answer.json()) as { id: string }, cookie: answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ') }
}

/** Somebody at their seat in a state; their browser beats like the others. */
async function sits(login: string, state: string): Promise<void> {
  const { cookie } = await send('/api/sign-in', { login, password })
  await send('/api/presence', { state }, cookie, 'PUT')
  seats.push(cookie)
}

const underWay = async () => {
  const db = product.owner()
  const run = await db.selectFrom('playbooks.run').select('id').where('ended_at', 'is', null).executeTakeFirst()
  await db.destroy()
  return run !== undefined
}

async function open(): Promise<Page> {
  const page = await openPage(browser, phone)
  await page.request.post(`${product.url}/api/sign-in`, { data: { login: 'leader', password }, headers: { origin: product.url } })
  return page
}

describe('A surge, seen on a phone by the supervisor on foot', { timeout: 120_000 }, () => {
  test('stands on the board as a card, is acted on with one press, and everybody goes back @norm CC-11 CC-12 CC-18', async () => {
    await sits('lin', 'busy')
    await sits('expert2001', 'own-work')
    await sits('expert2002', 'training')
    const announcementVersion = rulebook().voice.announcement.version
    for (let n = 0; n < 8; n++) {
      const { body, cookie } = await send('/api/portal/call', { announcementVersion, regionId: 1 })
      callers.push({ id: body.id, cookie })
    }
    beating = setInterval(() => {
      for (const cookie of seats) void send('/api/presence/beat', { idleSeconds: 0 }, cookie).catch(() => {})
      for (const { id, cookie } of callers) void send(`/api/portal/calls/${id}/beat`, {}, cookie).catch(() => {})
    }, 4000)
    await expect.poll(underWay, { timeout: 15_000 }).toBe(true)

    const leader = await open()
    await leader.goto(`${product.url}/floor`)
    await surgePasses(product.owner, 5, 8)
    const card = leader.getByRole('region', { name: '预案建议：流动专家组签入' })
    await card.waitFor({ timeout: 15_000 })
    await card.getByText(/呼入等待人数 6–10，已持续 5 分 \d+ 秒，现为 8/).waitFor()
    await card.getByText('何专家').waitFor()
    await expectAccessible(leader)
    await card.getByRole('button', { name: '执行：调入 2 人' }).click()
    await leader.getByText('已调入 2 人').waitFor()
    await card.waitFor({ state: 'detached' })

    // Both answer calls now; the queue is short again, and after five minutes of calm they are to go back.
    for (const { id, cookie } of callers.splice(0)) await send(`/api/portal/calls/${id}/hang-up`, {}, cookie)
    await leader.goto(`${product.url}/floor/playbooks`)
    await surgePasses(product.owner, 5, 0)
    const back = leader.getByRole('region', { name: '预案建议：流动专家组签入' })
    await back.getByRole('heading', { name: '归位：流动专家组签入' }).waitFor({ timeout: 15_000 })
    await back.getByText('返回 培训').waitFor()
    await expectAccessible(leader)
    await back.getByRole('button', { name: '执行归位' }).click()
    await leader.getByText('已归位 2 人').waitFor()
    await leader.getByRole('radio', { name: '历史与效果' }).click()
    await leader.getByText('培训 → 已返回 培训').waitFor()
    await leader.getByText('执行前').waitFor()
    await expectAccessible(leader)

    const db = product.owner()
    const states = await db.selectFrom('floor.seat as s').innerJoin('people.staff as p', 'p.id', 's.staff_id').select(['p.job_number', 's.state']).where('p.job_number', 'in', ['2001', '2002']).orderBy('p.job_number').execute()
    await db.destroy()
    expect(states).toEqual([{ job_number: '2001', state: 'own-work' }, { job_number: '2002', state: 'training' }])
    expectNoFaults(leader)
    await leader.context().close()
  })
})
