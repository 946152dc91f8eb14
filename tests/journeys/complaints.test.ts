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
  await db.transaction().execute(async (tx) => {
    for (const [jobNumber, login, name, role] of [
      ['1007', 'chen', '陈立新', 'complaint-handler'],
      ['1008', 'qin', '秦川', 'complaint-manager']
    ] as const)
      await createStaff(tx, { unitId: unit.id, jobNumber, login, name, roles: [role], passwordHash })
  })
  await db.destroy()
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function signedIn(login: string, path: string, options?: Parameters<typeof openPage>[1]): Promise<Page> {
  const page = await openPage(browser, options)
  await page.goto(`${product.url}${path}`)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('口令', { exact: true }).fill(password)
  await page.locator('button[type=submit]').click()
  return page
}

/** The browser's own field for an instant, in the time of the seat. */
const local = (hours: number) => new Date(Date.now() + hours * 3_600_000 + 8 * 3_600_000).toISOString().slice(0, 16)

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.locator('.ant-select-item-option').getByText(option, { exact: true }).click()
}

test('a complaint of the city hotline is taken, classed, proven piece by piece, escalated and analysed @norm TK-01 TK-07 TK-14 TK-56 TK-57', { timeout: 120_000 }, async () => {
  const desk = await signedIn('chen', '/complaints/new?source=12345')
  // Nothing goes without what the hotline and the form ask for.
  await desk.getByRole('button', { name: /^登记/ }).click()
  await desk.getByText('必填').first().waitFor()
  await desk.getByLabel('热线工单号').fill('CS2026112410022')
  await desk.getByLabel('转办时间').fill(local(-3))
  await desk.getByLabel('要求反馈时间').fill(local(90))
  await desk.getByLabel('转办城市').fill('长沙')
  await choose(desk, '转办次数', '首次')
  await desk.getByLabel('电话', { exact: true }).fill('13900001111')
  await desk.getByLabel('标题').fill('阳光花园信号盲区')
  await desk.getByLabel('反映的内容').fill('电梯和卧室没有信号，再不解决就找记者曝光')
  await desk.getByLabel('客户诉求').fill('解决信号')
  await desk.getByLabel('发生场景').fill('阳光花园 3 栋')
  await desk.getByLabel('分类', { exact: true }).fill('信号盲区')
  await desk.locator('.ant-select-item-option').getByText('信号盲区').click()
  await expectAccessible(desk)
  await desk.getByRole('button', { name: /^登记/ }).click()

  // The file: where it came from, its clocks side by side, and scored by rule a moment later.
  await desk.getByRole('heading', { name: '阳光花园信号盲区' }).waitFor()
  await desk.getByRole('button', { name: /答复政务热线/ }).waitFor()
  await desk.getByRole('button', { name: /投诉答复（法定）/ }).waitFor()
  await desk.getByText('涉及媒体 +3', { exact: false }).waitFor()
  await desk.getByText('缺 5 项必填').waitFor()
  await desk.getByRole('button', { name: '填写' }).click()
  await desk.getByLabel('地点（小区、楼栋、路段）').fill('阳光花园 3 栋 1802')
  await choose(desk, '室内或室外', '电梯')
  await choose(desk, '出现时间', '一直')
  await desk.getByLabel('终端型号').fill('Mate 60')
  await choose(desk, '现象', '无信号')
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.getByText('缺 5 项必填').waitFor({ state: 'detached' })
  await choose(desk, '责任归因', '我方责任')
  const test = desk.getByRole('listitem').filter({ hasText: '现场或远程信号测试' })
  await test.getByRole('button', { name: '确认已有' }).click()
  await test.getByLabel('说明（可不填）').fill('RSRP -118 dBm')
  await test.getByLabel('说明（可不填）').press('Enter')
  await test.getByText('陈立新 确认已有', { exact: false }).waitFor()
  await expectAccessible(desk)

  // Outside it stands on its level already; inside it goes up, and whoever answers there analyses it.
  await desk.getByRole('radio', { name: '分级升级' }).click()
  await desk.getByText('E1 外部一级').waitFor()
  await desk.getByRole('button', { name: '升级 / 降级' }).click()
  await desk.getByLabel(/I2 内部二级/).check()
  await desk.getByLabel('原因').fill('客户要求省公司答复')
  await desk.getByLabel('原因').press('Control+Enter')
  await desk.getByText('I2 内部二级').first().waitFor()
  await desk.getByText('接手：秦川', { exact: false }).waitFor()
  await expectAccessible(desk)
  expectNoFaults(desk)

  const manager = await signedIn('qin', '/complaints?view=analysis')
  const row = manager.getByRole('row').filter({ hasText: '— → I2' })
  await row.getByRole('link', { name: '阳光花园信号盲区' }).click()
  await manager.getByRole('button', { name: '诱因分析', exact: true }).first().click()
  await choose(manager, '诱因', '同一问题未根治')
  await manager.getByRole('textbox', { name: '原因', exact: true }).fill('盲区登记后没有建设计划')
  await manager.getByLabel('做什么').fill('盲区计划每月更新并告知')
  await choose(manager, '谁负责', '陈立新')
  await manager.getByLabel('完成日期').fill(local(24 * 30).slice(0, 10))
  await manager.getByRole('button', { name: /^保存/ }).click()
  await manager.getByText('盲区计划每月更新并告知').waitFor()
  expectNoFaults(manager)

  // The list on a phone, in the hand of whoever stands at a counter.
  const hand = await signedIn('qin', '/complaints?view=focus', phone)
  await hand.getByText('阳光花园信号盲区').waitFor()
  await expectAccessible(hand)
  expect(await hand.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expectNoFaults(hand)
})
