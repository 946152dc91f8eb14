import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStaff, hashPassword } from '#capabilities/people'
import { startedProduct } from '../faults/started-product.ts'
import { expectAccessible, expectNoFaults, openBrowser, openPage, phone, seat } from './browser.ts'

const PASSWORD = 'what-if-yunhan-2026'
let product: Awaited<ReturnType<typeof startedProduct>>
let browser: Browser
beforeAll(async () => {
  product = await startedProduct()
  browser = await openBrowser()
  const db = product.owner()
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const passwordHash = await hashPassword(PASSWORD)
  await db.transaction().execute((tx) => createStaff(tx, { unitId: unit.id, jobNumber: '1009', login: 'boss', name: '周敏', roles: ['floor-supervisor'], passwordHash }))
  await db.destroy()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('a supervisor lives through two arrangements side by side, in both languages and on foot', { timeout: 90_000 }, async () => {
  for (const [language, size, run, step] of [
    ['zh-CN', seat, '两种安排都走一遍', /流动专家组签入/],
    ['en', phone, 'Live through both', /floating expert group comes in/]
  ] as const) {
    const page = await openPage(browser, { ...size, locale: language })
    const headers = { origin: product.url }
    await page.request.post(`${product.url}/api/sign-in`, { data: { login: 'boss', password: PASSWORD }, headers })
    await page.request.patch(`${product.url}/api/account/profile`, { data: { language }, headers })
    await page.goto(`${product.url}/floor/what-if`)
    await page.getByRole('button', { name: run }).click()
    const did = page.getByRole('listitem').filter({ hasText: step })
    await did.first().waitFor()
    const rows = await page.getByRole('table').last().getByRole('row').count()
    // Two lines of head and sixteen quarters.
    expect(rows).toBe(18)
    // The first has no playbook and more who give up.
    const gaveUp = await page.getByRole('table').first().getByRole('row').nth(3).getByRole('cell').allInnerTexts()
    expect(Number(gaveUp[0])).toBeGreaterThan(Number(gaveUp[1]))
    await expectAccessible(page)
    expectNoFaults(page)
    await page.context().close()
  }
})
