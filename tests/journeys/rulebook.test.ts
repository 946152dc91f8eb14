import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStaff, hashPassword, setSecondFactor } from '#capabilities/people'
import { expectAccessible, expectNoFaults, openBrowser, openPage } from './browser.ts'
import { password, type ServedProduct, servedProduct } from './served-product.ts'

let product: ServedProduct
let browser: Browser
let token: string
beforeAll(async () => {
  product = await servedProduct()
  const db = product.owner()
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const passwordHash = await hashPassword(password)
  await db.transaction().execute(async (tx) => {
    await setSecondFactor(tx, 'offered')
    for (const [jobNumber, login, name, role] of [
      ['1003', 'song', '宋文博', 'rulebook-editor'],
      ['1004', 'qin', '秦守正', 'rulebook-approver']
    ] as const)
      await createStaff(tx, { unitId: unit.id, jobNumber, login, name, roles: [role], passwordHash })
  })
  await db.destroy()
  token = await product.tokenFor('agent')
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function signedIn(login: string, path: string): Promise<Page> {
  const page = await openPage(browser)
  await page.goto(`${product.url}${path}`)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('口令', { exact: true }).fill(password)
  await page.locator('button[type=submit]').click()
  return page
}

async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${product.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {})
  })
  expect(answer.status, `${method} ${path}`).toBeLessThan(300)
  return (await answer.json()) as T
}

/** Opens an inquiry; answers its ticket and the minutes it has for the answer. */
async function inquiry(): Promise<{ id: string; minutes: number }> {
  const matter = { kind: 'inquiry', title: '套餐怎么改', description: '想改套餐', contactPhone: '13812345678', channel: 'phone' }
  const { id } = await api<{ id: string }>('POST', '/api/tickets', matter)
  return { id, minutes: await minutesOf(id) }
}

async function minutesOf(ticketId: string): Promise<number> {
  const page = await api<{ promises: { clauseId: string; startedAt: string; dueAt: string }[] }>('GET', `/api/tickets/${ticketId}`)
  const promise = page.promises.find(({ clauseId }) => clauseId === 'inquiry-response')
  return (Date.parse(promise?.dueAt ?? '') - Date.parse(promise?.startedAt ?? '')) / 60_000
}

test('a promise is changed by two people: drafted, replayed over history, approved by the second; clocks that run keep theirs', { timeout: 60_000 }, async () => {
  const running = await inquiry()
  expect(running.minutes).toBe(30)

  // The editor writes forty minutes, with the examples that go with it.
  const editor = await signedIn('song', '/rulebook/clauses/inquiry-response/draft')
  const field = editor.getByLabel('条款内容（YAML）')
  await field.waitFor()
  const text = await field.inputValue()
  await field.fill(text.replaceAll('minutes: 30', 'minutes: 40'))
  // Its own examples contradict it, so it cannot be kept.
  await editor.getByText(/\d+ 处问题/).waitFor()
  expect(await editor.getByRole('button', { name: '存为草稿' }).isDisabled()).toBe(true)
  const later = text
    .replaceAll('minutes: 30', 'minutes: 40')
    .replaceAll('T09:30:00', 'T09:40:00')
    .replaceAll('T09:31:00', 'T09:41:00')
    .replaceAll('T00:20:00', 'T00:30:00')
    .replaceAll('T09:21:00', 'T09:31:00')
  await field.fill(later)
  await editor.getByText('没有问题').waitFor()
  await expectAccessible(editor)
  await editor.getByRole('button', { name: '存为草稿' }).click()
  await editor.getByRole('heading', { name: '提交 v2 审批' }).waitFor()

  // Before it is put forward it is run over what has happened.
  await editor.goto(`${product.url}/rulebook/clauses/inquiry-response/replay?version=2`)
  await editor.getByRole('button', { name: '开始回放' }).click()
  await editor.getByText('若按 v2').first().waitFor()
  await editor.getByText('没有案例的结果会改变').waitFor()
  await editor.goto(`${product.url}/rulebook/clauses/inquiry-response?version=2&panel=submit`)
  await editor.getByLabel('修改理由').fill('试行四十分钟')
  await editor.getByRole('button', { name: '提交', exact: true }).click()
  await editor.getByText('发布待审批').first().waitFor()
  expect(await editor.getByRole('button', { name: '批准' }).count()).toBe(0)
  expect((await inquiry()).minutes).toBe(30)

  // Another person sees what changes and approves.
  const approver = await signedIn('qin', '/rulebook/approvals')
  await approver.getByText('咨询响应').first().waitFor()
  // While the page still settles, a press may meet a row that just moves: like a person, press again.
  await expect
    .poll(async () => {
      await approver.getByText('咨询响应').first().click()
      return approver.getByText('试行四十分钟').isVisible()
    })
    .toBe(true)
  await expectAccessible(approver)
  await approver.getByRole('button', { name: '批准' }).click()
  await approver.getByText('没有待审批的条款').waitFor()

  await editor.goto(`${product.url}/rulebook/clauses/inquiry-response`)
  await editor.getByText('inquiry-response · v2').waitFor()
  await editor.getByText('生效中').first().waitFor()

  // What begins now has forty minutes; what ran keeps thirty.
  expect((await inquiry()).minutes).toBe(40)
  expect(await minutesOf(running.id)).toBe(30)
  expectNoFaults(editor, approver)
})
