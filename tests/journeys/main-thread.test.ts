import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible, expectNoFaults, openBrowser, openPage, phone } from './browser.ts'
import { password, type ServedProduct, servedProduct } from './served-product.ts'

let product: ServedProduct
let browser: Browser
beforeAll(async () => {
  product = await servedProduct()
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

async function deskOf(login: string): Promise<Page> {
  const desk = await openPage(browser)
  await desk.goto(`${product.url}/chats`)
  await desk.getByLabel('账号').fill(login)
  await desk.getByLabel('口令', { exact: true }).fill(password)
  await desk.locator('button[type=submit]').click()
  await desk.getByRole('heading', { name: '聊天台' }).waitFor()
  await desk.getByRole('button', { name: '在岗状态' }).click()
  await desk.getByRole('radio', { name: '可接待' }).click()
  await desk.getByText('可接待', { exact: true }).first().waitFor()
  return desk
}

describe('The main thread, played from both sides', { timeout: 120_000 }, () => {
  test('a visitor asks, is told by when, is answered in time, sees the promise kept, confirms and rates', async () => {
    const desk = await deskOf('lin')
    const visitor = await openPage(browser)
    await visitor.goto(`${product.url}/portal/`)
    await visitor.getByLabel('您的问题').fill('宽带每天晚上断线，光猫红灯闪')
    await expectAccessible(visitor)
    await visitor.getByRole('button', { name: '发送，马上受理' }).click()

    // The promise is said and ticks.
    await visitor.getByText(/我们承诺 30 分钟内由人工答复，即/).waitFor()
    expect(await visitor.getByRole('timer').innerText()).toMatch(/^(30:00|29:\d\d)$/)
    await expectAccessible(visitor)

    // It is offered to the free desk, with the seconds it stands, and a key takes it.
    await desk.getByRole('alert', { name: '有客户等您接待' }).waitFor()
    expect(Number(await desk.getByRole('alert').getByRole('timer').innerText())).toBeGreaterThan(5)
    await expectAccessible(desk)
    await desk.keyboard.press('Alt+A')
    const words = desk.getByLabel('答复客户或写备注')
    await words.waitFor()
    await visitor.getByRole('heading', { name: '工号 1001 正在为您服务' }).waitFor()

    // Each sees that the other writes.
    await words.pressSequentially('您好，正在为您检测')
    await visitor.getByText('工号 1001 正在输入').waitFor()
    await desk.keyboard.press('Control+Enter')
    await visitor.getByText('您好，正在为您检测').waitFor()
    await visitor.getByText(/承诺已兑现：.+内由人工答复/).waitFor()
    await visitor.getByLabel('请输入').pressSequentially('好的')
    await desk.getByText('访客 正在输入').waitFor()
    await visitor.keyboard.press('Enter')
    await desk.getByRole('log').getByText('好的').waitFor()
    await visitor.getByText('已读').waitFor()
    await expectAccessible(desk)

    // Pressing the promise explains it, and its evidence is one press further.
    const badge = desk
      .getByRole('complementary', { name: '客户信息' })
      .getByRole('button', { name: /咨询响应.*已兑现/ })
    await badge.click()
    await desk.getByText('时限：30 分钟').first().waitFor()
    await desk.getByRole('link', { name: '承诺全貌与证据' }).click()
    await desk.getByRole('button', { name: '按证据重新计算' }).click()
    await desk.getByText('全部相符：结果可由证据重新得出').waitFor()
    await desk.goBack()

    // Solved is for the customer to say.
    await desk.getByRole('button', { name: '结束', exact: true }).click()
    await desk.getByLabel('怎么解决的').fill('分光器接头松动，已处理')
    await desk.getByRole('button', { name: '结束会话' }).click()
    await visitor.getByRole('button', { name: '已解决' }).click()
    await visitor.getByRole('button', { name: '非常满意' }).first().click()
    await visitor.getByText('已记下您的评价').waitFor()
    await visitor.getByRole('button', { name: '一次解决' }).click()
    await expectAccessible(visitor)
    await desk.getByRole('log').getByText('已收到您的评价').waitFor()
    expectNoFaults(visitor, desk)

    const db = product.owner()
    const ticket = await db.selectFrom('tickets.ticket').select(['status', 'channel']).executeTakeFirstOrThrow()
    const survey = await db.selectFrom('surveys.survey').select(['result_score', 'reasons']).executeTakeFirstOrThrow()
    const kept = await db.selectFrom('platform.evidence').select('payload').where('kind', '=', 'promise.kept').execute()
    await db.destroy()
    expect(ticket).toEqual({ status: 'closed', channel: 'chat' })
    expect(survey).toEqual({ result_score: 5, reasons: ['solved'] })
    expect(kept.map((row) => (row.payload as { clauseId: string }).clauseId)).toContain('inquiry-response')
  })

  test('a customer on a phone signs in, follows a ticket, sends evidence and says it is not solved', async () => {
    const desk = await deskOf('lin')
    const customer = await openPage(browser, phone)
    await customer.goto(`${product.url}/portal/sign-in`)
    await customer.getByLabel('业务号码').fill('13800001234')
    await customer.getByLabel('服务密码').fill(password)
    await customer.getByRole('button', { name: '登录' }).click()
    await customer.getByText('陈德芳，您好').waitFor()
    await customer.getByLabel('您的问题').fill('账单多扣了 20 元')
    await customer.getByRole('button', { name: '发送，马上受理' }).click()
    await desk.getByRole('alert', { name: '有客户等您接待' }).waitFor()
    await desk.keyboard.press('Alt+A')
    await desk.getByRole('complementary', { name: '客户信息' }).getByText('陈德芳').waitFor()
    await desk.getByLabel('答复客户或写备注').fill('请上传账单')
    await desk.keyboard.press('Control+Enter')
    await customer.getByText('请上传账单').waitFor()

    await customer.getByRole('link', { name: '我的工单' }).click()
    await customer.getByRole('link', { name: /账单多扣了 20 元/ }).click()
    await customer.getByRole('list', { name: '处理进度' }).getByText('处理中').waitFor()
    await customer.getByText('负责人工号 1001').waitFor()
    await customer
      .getByText(/已兑现/)
      .first()
      .waitFor()
    await expectAccessible(customer)
    await customer.setInputFiles('input[type=file]', { name: '账单.png', mimeType: 'image/png', buffer: picture })
    await customer.getByRole('button', { name: '发送' }).click()
    await customer.getByRole('img', { name: '账单.png' }).waitFor()

    await desk.getByRole('button', { name: '结束', exact: true }).click()
    await desk.getByLabel('怎么解决的').fill('已退费')
    await desk.getByRole('button', { name: '结束会话' }).click()
    await customer.getByText('已解决，待确认').first().waitFor()
    await customer.getByRole('button', { name: '还没有' }).click()
    await customer.getByLabel(/还差什么/).fill('钱还没到账')
    await customer.getByRole('button', { name: '请继续处理' }).click()
    await customer.getByRole('list', { name: '处理进度' }).getByText('处理中').last().waitFor()
    await expectAccessible(customer)
    expectNoFaults(customer, desk)
  })

  test('words written while the line was gone stay on the screen and arrive once', async () => {
    const visitor = await openPage(browser)
    await visitor.goto(`${product.url}/portal/?lang=en`)
    await visitor.getByLabel('Your question').fill('Is anybody there?')
    await visitor.getByRole('button', { name: 'Send' }).click()
    const field = visitor.getByRole('textbox', { name: 'Write here…' })
    await field.waitFor()
    await visitor.context().setOffline(true)
    await field.fill('written in a tunnel')
    await field.press('Enter')
    await visitor.getByRole('alert').getByRole('button', { name: 'Send again' }).waitFor()
    await visitor.context().setOffline(false)
    await visitor.getByRole('alert').getByRole('button', { name: 'Send again' }).click()
    await visitor.getByText('Delivered').or(visitor.getByText('Read')).waitFor()
    await visitor.reload()
    await visitor.getByText('written in a tunnel').waitFor()
    expect(await visitor.getByText('written in a tunnel').count()).toBe(1)
  })
})

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC',
  'base64'
)
