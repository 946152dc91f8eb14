import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStaff, hashPassword } from '#capabilities/people'
import { expectAccessible, expectNoFaults, openBrowser, openPage, phone, seat } from './browser.ts'
import { password, type ServedProduct, servedProduct } from './served-product.ts'

let product: ServedProduct
let browser: Browser

beforeAll(async () => {
  product = await servedProduct()
  const db = product.owner()
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const passwordHash = await hashPassword(password)
  await db.transaction().execute((tx) => createStaff(tx, { unitId: unit.id, jobNumber: '1009', login: 'leader', name: '陆班长', roles: ['shift-leader'], passwordHash }))
  await db.destroy()
  browser = await openBrowser(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'])
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const headers = () => ({ origin: product.url })

async function staffPage(login: string): Promise<Page> {
  const page = await openPage(browser, { ...seat, permissions: ['microphone'] })
  await page.request.post(`${product.url}/api/sign-in`, { data: { login, password }, headers: headers() })
  return page
}

const visitorPage = () => openPage(browser, { ...phone, permissions: ['microphone'] })
const available = (page: Page) => page.request.put(`${product.url}/api/presence`, { data: { state: 'available', capacity: 3 }, headers: headers() })

describe('The menu before a person', { timeout: 120_000 }, () => {
  test('a visitor reads the announcement, walks the menu in the chat and on a call, and reaches a person; who would not wait is called back', async () => {
    const leader = await staffPage('leader')
    await leader.goto(`${product.url}/notices`)
    await leader.getByRole('button', { name: '发布通告' }).first().click()
    await leader.getByLabel(/^中文/).fill('城东宽带中断，预计中午恢复。')
    await leader.getByLabel('英文').fill('Broadband in the east is down until about noon.')
    await leader.getByRole('button', { name: '开始播报' }).click()
    await leader.getByText('播报中').waitFor()
    await expectAccessible(leader)

    // The chat: quick replies, an answer of the product's own, then a person with the matter known.
    const visitor = await visitorPage()
    await visitor.goto(`${product.url}/portal/chat`)
    await visitor.getByText('城东宽带中断，预计中午恢复。').waitFor()
    await visitor.getByRole('button', { name: '营业厅和服务时间' }).click()
    await visitor.getByRole('button', { name: '服务时间', exact: true }).click()
    await visitor.getByText('热线：全天。').waitFor()
    await visitor.getByRole('button', { name: '返回上级' }).click()
    await visitor.getByRole('button', { name: '故障报修' }).click()
    await visitor.getByRole('button', { name: '宽带故障' }).click()
    await visitor.getByText('您选择了：故障报修 › 宽带故障').waitFor()
    await visitor.getByLabel('您的问题').fill('光猫红灯闪')
    await visitor.getByRole('button', { name: '发送，马上受理' }).click()
    await visitor.getByText('等候时可以先查看：').waitFor()
    const db = product.owner()
    expect(await db.selectFrom('tickets.ticket').select(['kind', 'category', 'channel']).execute()).toEqual([{ kind: 'fault', category: 'fault.broadband', channel: 'chat' }])

    await visitor.getByRole('button', { name: '结束对话' }).click()
    await visitor.getByRole('button', { name: '结束', exact: true }).click()
    await visitor.getByText('对话已结束，记录会为您保留。').waitFor()

    // The call: keys or the words themselves; 0 is a person everywhere.
    const agent = await staffPage('lin')
    await agent.goto(product.url)
    expect((await available(agent)).status()).toBe(200)
    const caller = visitor
    await caller.goto(`${product.url}/portal/call`)
    await caller.getByRole('button', { name: '呼叫客服' }).click()
    await caller.getByText('人工服务请按 0。').waitFor()
    await caller.getByText('城东宽带中断，预计中午恢复。').waitFor()
    await caller.keyboard.press('1')
    await caller.getByText('业务咨询。').waitFor()
    await caller.getByRole('button', { name: /人工服务/ }).click()
    await caller.getByText(/正在为您接通|正在振铃/).waitFor()
    await agent.getByRole('alert', { name: '来电' }).waitFor()
    await agent.keyboard.press('Alt+P')
    await caller.getByText('工号 1001 为您服务').waitFor()
    const steps = await db.selectFrom('voice.step').select(['kind', 'data']).orderBy('id').execute()
    expect(steps[0]).toEqual({ kind: 'menu', data: { path: '10', because: 'key' } })
    await caller.getByRole('button', { name: '挂机' }).click()
    await caller.getByText('通话已结束').waitFor()
    await agent.getByLabel('需跟进').check()
    await agent.getByRole('button', { name: '完成' }).click()

    // Nobody there: the number is left, the place kept; when somebody comes, the open page rings and the two talk.
    await agent.request.put(`${product.url}/api/presence`, { data: { state: 'meal' }, headers: headers() })
    const late = caller
    await late.getByRole('button', { name: '再次呼叫' }).click()
    await late.getByText(/现在没有人接电话/).waitFor()
    await late.getByLabel('回拨号码').fill('13900001234')
    await late.getByRole('button', { name: '请回拨给我' }).click()
    await late.getByText('您的位置已保留，轮到时我们打给您').waitFor()
    await expectAccessible(late)
    await available(agent)
    await agent.getByRole('alert', { name: '来电' }).waitFor()
    await agent.keyboard.press('Alt+P')
    await agent.getByText('正在回拨客户……').waitFor()
    await late.getByText('我们打给您了').waitFor()
    await late.getByRole('button', { name: '接听' }).click()
    await late.getByText('工号 1001 为您服务').waitFor()
    await agent.getByText('正在回拨客户……').waitFor({ state: 'detached' })
    await db.destroy()
    for (const page of [leader, visitor, agent]) expectNoFaults(page)
  })
})
