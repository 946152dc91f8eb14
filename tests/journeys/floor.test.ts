import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStaff, hashPassword } from '#capabilities/people'
import { expectAccessible, expectNoFaults, openBrowser, openPage, phone } from './browser.ts'
import { password, type ServedProduct, servedProduct } from './served-product.ts'

let product: ServedProduct
let browser: Browser
beforeAll(async () => {
  product = await servedProduct()
  const db = product.owner()
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const passwordHash = await hashPassword(password)
  await db.transaction().execute((tx) => createStaff(tx, { unitId: unit.id, jobNumber: '1009', login: 'boss', name: '周敏', roles: ['floor-supervisor'], passwordHash }))
  await db.destroy()
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function signedIn(login: string, path: string, options?: Parameters<typeof openPage>[1]): Promise<Page> {
  const page = await openPage(browser, options)
  const headers = { origin: product.url }
  await page.request.post(`${product.url}/api/sign-in`, { data: { login, password }, headers })
  await page.goto(`${product.url}${path}`)
  return page
}

/** A visitor's chat by the portal's own interface. */
async function chat(page: Page, words: string): Promise<void> {
  const headers = { origin: product.url }
  const door = (await (await page.request.get(`${product.url}/api/portal/chat/door`)).json()) as { consent: { version: string } }
  const data = { body: words, clientKey: crypto.randomUUID(), consentVersion: door.consent.version }
  expect((await page.request.post(`${product.url}/api/portal/chat`, { data, headers })).status()).toBeLessThan(300)
}

test('a supervisor sees the floor live, steps in, is understood, and reads why a chat went to whom', { timeout: 90_000 }, async () => {
  const boss = await signedIn('boss', '/floor')
  await boss.getByText('此刻无人在岗').waitFor()
  const lin = await signedIn('lin', '/tickets')
  await lin.getByRole('button', { name: '在岗状态: 已签出' }).click()
  await lin.getByRole('radio', { name: '可接待' }).click()

  // The seat appears on the board by itself; a chat rings there.
  const seat = boss.getByRole('button', { name: /1001 林小夏/ })
  await seat.waitFor()
  await chat(await openPage(browser), '宽带晚上断线')
  await seat.getByText('振铃中').waitFor()
  await lin.getByRole('button', { name: '接受', exact: false }).first().click()
  await seat.getByText('接待 1').waitFor()
  await boss.getByText('实时').waitFor()
  await expectAccessible(boss)

  // She says something to her, who reads it on whatever page she is.
  await seat.click()
  await boss.getByLabel('发消息').fill('辛苦了，接完这个去用餐')
  await boss.getByRole('button', { name: '发送' }).click()
  await lin.getByText('辛苦了，接完这个去用餐').waitFor()
  await lin.getByRole('button', { name: '知道了' }).click()
  await boss.getByText('已读', { exact: true }).waitFor()

  // And changes her state, with a reason that stays in her history.
  await boss.getByLabel('新状态').selectOption({ label: '用餐' })
  await boss.getByLabel('原因说明').fill('轮换用餐')
  await boss.getByRole('button', { name: '变更', exact: true }).click()
  await lin.getByRole('button', { name: '在岗状态: 用餐' }).waitFor()
  await boss.getByText('由周敏变更：轮换用餐').waitFor()

  // The ledger says why it went to her, and why not to the asker.
  await boss.getByRole('link', { name: '为何派给此人' }).click()
  await boss.getByRole('heading', { name: '派单依据' }).waitFor()
  await boss.getByText('系统派单').waitFor()
  await boss.getByText(/派给了 1001 林小夏/).waitFor()
  await expectAccessible(boss)

  // The figures of today, and what they mean.
  await boss.goto(`${product.url}/floor/reports`)
  await boss.getByRole('row', { name: /合计/ }).waitFor()
  await expectAccessible(boss)
  const [file] = await Promise.all([boss.waitForEvent('download'), boss.getByRole('link', { name: '导出 CSV' }).click()])
  expect(file.suggestedFilename()).toMatch(/^floor-queues-.*\.csv$/)
  await boss.goto(`${product.url}/floor/dictionary`)
  await boss.getByRole('rowheader', { name: '服务水平' }).waitFor()
  await expectAccessible(boss)

  // On foot: the same board on a phone.
  const onFoot = await signedIn('boss', '/floor', phone)
  await onFoot.getByRole('button', { name: /1001 林小夏/ }).waitFor()
  expect(await onFoot.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(onFoot)
  expectNoFaults(boss, lin, onFoot)
})
