import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStaff, hashPassword } from '#capabilities/people'
import { expectAccessible, expectNoFaults, openBrowser, openPage, phone } from './browser.ts'
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
    for (const [jobNumber, login, name, role] of [
      ['1005', 'shen', '沈雅琴', 'secretary-agent'],
      ['1006', 'ye', '叶清', 'vip-agent']
    ] as const)
      await createStaff(tx, { unitId: unit.id, jobNumber, login, name, roles: [role], passwordHash })
  })
  await db.updateTable('customers.customer').set({ vip: true }).execute()
  await db.destroy()
  token = await product.tokenFor('shift-leader', 'key-account-manager', 'agent')
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
  const answer = await fetch(`${product.url}${path}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) })
  expect(answer.status, `${method} ${path}`).toBeLessThan(300)
  return (await answer.json()) as T
}

test('a message is taken step by step and read by its subscriber; a VIP matter has its title, its need passed on and its wrong answer put right @norm CC-31 CC-29 CC-22', { timeout: 60_000 }, async () => {
  const { items } = await api<{ items: { id: string }[] }>('POST', '/api/customers/search', { q: '13800001234' })
  const customerId = items[0]?.id as string
  const owner = { ownNumber: '13800001234', titleZh: '陈女士', titleEn: 'Ms Chen', greeting: 'named', instructions: '只留言', whereabouts: '在外地', bySms: true }
  await api('POST', '/api/secretary/subscriptions', { regionId: 1, customerId, ...owner })

  // The desk finds the owner by the number forwarded from; nothing can be sent before it was read back.
  const desk = await signedIn('shen', '/secretary')
  await desk.getByLabel('话机显示的号码').fill('13800001234')
  await desk.getByRole('button', { name: '查找' }).click()
  await desk.getByText('您好！这里是陈女士秘书台。').waitFor()
  const send = desk.getByRole('button', { name: '发送留言' })
  await desk.getByText('已念给来电人，号码正确').click()
  await desk.getByLabel('姓名或称呼').fill('李先生')
  await desk.getByLabel('留言内容').fill('周五例会改到三点')
  expect(await send.isDisabled()).toBe(true)
  await desk.getByText('已与来电人核实一遍').click()
  await desk.getByText('没有补充').click()
  await expectAccessible(desk)
  await send.click()
  await desk.getByText('未配置短信网关', { exact: true }).waitFor()

  // The subscriber reads it at the portal, without a word of where they are.
  const portal = await openPage(browser, phone)
  await portal.goto(`${product.url}/portal/sign-in`)
  await portal.locator('input').first().fill('13800001234')
  await portal.locator('input[type=password]').fill(password)
  await portal.locator('button[type=submit]').click()
  await portal.getByText('我的', { exact: true }).click()
  await portal.getByText('周五例会改到三点').waitFor()
  expect(await portal.content()).not.toContain('在外地')

  // The VIP desk: title, need, wrong answer, hand-over.
  await api('PUT', `/api/vip/customers/1/${customerId}`, { titleZh: '陈女士', titleEn: 'Ms Chen', care: '' })
  const vip = await signedIn('ye', '/my-work')
  await vip.getByText('我的工作').first().waitFor()
  const opened = await vip.request.post(`${product.url}/api/tickets`, { headers: { origin: product.url }, data: { kind: 'inquiry', title: '家庭套餐', description: '想合并套餐', channel: 'phone', keep: true, customerId } })
  const { id: ticketId } = (await opened.json()) as { id: string }
  await vip.goto(`${product.url}/tickets/${ticketId}`)
  await vip.getByText('陈女士，您好！贵宾台 1006 号很高兴为您服务，请问有什么可以帮您？').waitFor()
  await vip.getByRole('button', { name: '记录需求' }).click()
  await vip.getByLabel('详细记录：现状、想要什么、为什么').fill('四个号码合并，含漫游')
  await vip.getByRole('button', { name: '转客户经理' }).click()
  await vip.getByText('贵宾需求：套餐规划').first().waitFor()
  await vip.keyboard.press('v')
  await vip.keyboard.press('w')
  await vip.getByLabel('原来怎么答的').fill('副卡每月 10 元')
  await vip.getByLabel('正确答案').fill('副卡每月 5 元')
  await vip.keyboard.press('Control+Enter')
  await vip.getByRole('region', { name: '答错更正' }).getByText('副卡每月 5 元').waitFor()
  await vip.getByText('答错及时回拨').first().waitFor()
  await vip.goto(`${product.url}/vip?tab=handovers`)
  await vip.getByRole('button', { name: '交班' }).click()
  await vip.getByText('待接班').waitFor()
  await expectAccessible(vip)
  expectNoFaults(desk, portal, vip)
})
