import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible, expectNoFaults, openBrowser, openPage, phone } from './browser.ts'
import { password, type ServedProduct, servedProduct } from './served-product.ts'
import { deskAt, opened, withLeader } from './ticket-desk.ts'

let product: ServedProduct
let browser: Browser
beforeAll(async () => {
  product = await servedProduct()
  await withLeader(product)
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const complaint = { kind: 'complaint', title: '屋里没有信号', description: '搬来之后一直没有信号', form: { demand: '改善信号', scene: '家中' } } as const

/** The handling part of a complaint's desk. */
async function handle(page: Page, ticketId: string, part: string): Promise<void> {
  await page.goto(`${product.url}/complaints/${ticketId}?tab=handle`)
  await page.getByRole('radio', { name: part }).click()
}
const done = (page: Page) => page.getByRole('button', { name: '完成这一步' })

describe('The handling desk', { timeout: 90_000 }, () => {
  test('a complaint is tested, verified and answered with a card, and only then concluded (TK-15, TK-18, TK-21)', async () => {
    const desk = await deskAt(product, browser, 'lin')
    const { id } = await opened(product, desk, complaint)
    await handle(desk, id, '核实诊断')
    await desk.getByText('尚未核实').waitFor()
    await desk.getByRole('button', { name: '记录测试' }).click()
    await desk.getByLabel(/^测试地点/).fill('滨江路 18 号 902')
    await desk.getByLabel(/信号强度/).fill('-118')
    await desk.getByRole('button', { name: '保存测试' }).click()
    await desk.getByText('-118 dBm').waitFor()

    await desk.getByRole('button', { name: '作出诊断' }).click()
    await desk.getByLabel(/^根因/).click()
    await desk.getByTitle('系统故障').click()
    await desk.getByLabel(/^具体原因/).click()
    await desk.getByTitle('覆盖盲区').click()
    await desk.getByLabel(/^核实经过/).fill('卧室实测 -118 dBm，为盲区')
    await desk.getByLabel('证据说明，如录音时间、单号').fill('现场测试')
    await desk.getByRole('button', { name: '添加', exact: true }).click()
    await expectAccessible(desk)
    await desk.getByRole('button', { name: '保存诊断' }).click()
    await desk.getByText('系统故障 · 覆盖盲区').waitFor()

    await desk.getByRole('radio', { name: '话术与答复' }).click()
    await desk.getByLabel('已核实的情况').fill('卧室为盲区')
    await desk.getByLabel('下一步').fill('本周加装室分')
    await desk.getByRole('listitem').filter({ hasText: '三段式法则' }).getByRole('button', { name: '填入答复' }).click()
    const answer = desk.getByLabel('答复客户')
    await expect.poll(() => answer.inputValue()).toContain('我非常理解您对屋里没有信号的不满')
    await desk.getByRole('button', { name: '发送答复' }).click()
    await desk.getByText('已答复客户').waitFor()
    await expectAccessible(desk)
    expectNoFaults(desk)
  })

  test('the hall receives a complaint on a phone: steps, a signature drawn on the screen, a told time, handed up (TK-23, TK-25, TK-27)', async () => {
    const desk = await deskAt(product, browser, 'lin')
    const { id } = await opened(product, desk, complaint)
    const hall = await openPage(browser, phone)
    await hall.request.post(`${product.url}/api/sign-in`, { data: { login: 'lin', password }, headers: { origin: product.url } })
    await hall.goto(`${product.url}/complaints/${id}/on-site`)
    await hall.getByRole('button', { name: '现场受理投诉' }).click()
    await hall.getByLabel(/^地点/).fill('五一路营业厅')
    await done(hall).click()
    await hall.getByLabel(/^接待记录/).fill('客户称屋里没有信号')
    await hall.getByRole('radio', { name: '否' }).check()
    await done(hall).click()
    await hall.getByLabel(/^签字人/).fill('张女士')
    const pad = hall.getByRole('img', { name: '签字区' })
    await pad.scrollIntoViewIfNeeded()
    const box = await pad.boundingBox()
    if (!box) throw new Error('no field to sign on')
    await hall.mouse.move(box.x + 30, box.y + 60)
    await hall.mouse.down()
    for (const [x, y] of [[90, 30], [150, 80], [210, 30], [250, 70]] as const) await hall.mouse.move(box.x + x, box.y + y, { steps: 4 })
    await hall.mouse.up()
    await hall.getByRole('button', { name: '确认签字' }).click()
    await hall.getByRole('img', { name: '张女士 的签字' }).waitFor()
    await done(hall).click()
    await expectAccessible(hall)

    await hall.getByRole('button', { name: '承诺时间' }).click()
    await hall.getByLabel(/^对客户说的话/).fill('明天十点前给您回电')
    await hall.locator('form').getByRole('button', { name: '承诺时间' }).click()
    await hall.getByText('明天十点前给您回电').waitFor()
    await hall.getByLabel(/^上交理由/).fill('需要网络部测试')
    await hall.getByRole('button', { name: '交由上级', exact: true }).click()
    // The word of it passes in seconds; what stays is the hand-over.
    await expect.poll(async () => (await (await hall.request.get(`${product.url}/api/tickets/${id}`)).text()).includes('秦岚'), { timeout: 20_000 }).toBe(true)
    await done(hall).click()
    await hall.getByText('完成这一步').waitFor({ state: 'detached' })
    expectNoFaults(hall)
  })

  test('the customer complains about the handler: at the first press somebody else has it, and the desk refuses the former (TK-26)', async () => {
    const desk = await deskAt(product, browser, 'lin')
    const { id } = await opened(product, desk, complaint)
    await handle(desk, id, '处理流程')
    await desk.getByRole('button', { name: '客户投诉处理人' }).click()
    const form = desk.getByRole('tooltip')
    await form.getByLabel(/^理由/).fill('客户说语气生硬')
    await form.getByRole('button', { name: '客户投诉处理人' }).click()
    await desk.getByText(/林小夏 1001 回避/).waitFor()
    await desk.reload()
    await desk.getByText('当事人须回避，不能处理此工单').first().waitFor()
    const leader = await deskAt(product, browser, 'qin', `/tickets/${id}`)
    await leader.getByText('秦岚').first().waitFor()
  })
})
