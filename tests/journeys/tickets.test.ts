import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible, expectNoFaults, openBrowser } from './browser.ts'
import { type ServedProduct, servedProduct } from './served-product.ts'
import { chooseByTyping, deskAt, opened, withLeader } from './ticket-desk.ts'

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

describe('Tickets at the desk', { timeout: 90_000 }, () => {
  test('a ticket is found, answered, noted and solved by keyboard, and no key is taken from an input method', async () => {
    const desk = await deskAt(product, browser, 'lin', '/my-work')
    await opened(product, desk)
    const { keyboard } = desk
    await keyboard.press('g')
    await keyboard.press('t')
    await desk.getByRole('grid').getByText('套餐怎么改').waitFor()
    await keyboard.press('j')
    await keyboard.press('Enter')
    await desk.getByRole('heading', { level: 1, name: '套餐怎么改' }).waitFor()

    await keyboard.press('?')
    await desk.getByRole('dialog', { name: '快捷键' }).getByText('回复客户').waitFor()
    await keyboard.press('Escape')

    // What is written while a message is on its way is not taken with it.
    const field = desk.getByLabel('回复或备注')
    let letGo = () => {}
    const held = new Promise<void>((resolve) => (letGo = resolve))
    await desk.route('**/replies', async (route) => {
      await held
      await route.continue()
    })
    await keyboard.press('r')
    await keyboard.type('您好，本月底前可以改为 39 元套餐')
    await keyboard.press('Control+Enter')
    await keyboard.type('还有流量包')
    letGo()
    await desk.getByRole('log').getByText('本月底前可以改为 39 元套餐').waitFor()
    await expect.poll(() => field.inputValue()).toBe('还有流量包')
    await field.fill('')

    // While an input method composes, every key is its own: nothing is sent, nothing else happens.
    await keyboard.press('Escape')
    await keyboard.press('n')
    const line = await desk.context().newCDPSession(desk)
    await line.send('Input.imeSetComposition', { text: 'beizhu', selectionStart: 6, selectionEnd: 6 })
    await line.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
      modifiers: 2
    })
    expect(await field.inputValue()).toBe('beizhu')
    await line.send('Input.insertText', { text: '备注：' })
    await keyboard.type('@周敏')
    await desk.getByRole('option', { name: /周敏/ }).waitFor()
    await keyboard.press('Enter')
    await keyboard.press('Control+Enter')
    await desk.getByRole('log').getByText('备注：').waitFor()

    // Any command is a few letters away.
    await keyboard.press('Control+k')
    await keyboard.type('等待客户')
    await keyboard.press('Enter')
    const waiting = desk.getByRole('complementary', { name: '等待客户' })
    await waiting.waitFor()
    await keyboard.press('Space')
    await expectAccessible(desk)
    await keyboard.press('Escape')
    await waiting.waitFor({ state: 'detached' })

    // The focus came back to where the palette was called from; Escape leaves the field for the keys of the page.
    await keyboard.press('Escape')
    await keyboard.press('s')
    await desk.getByRole('complementary', { name: '解决' }).waitFor()
    await keyboard.type('已预约月底改为 39 元套餐')
    await keyboard.press('Control+Enter')
    await desk.getByText('已解决，待客户确认').waitFor()
    await keyboard.press('u')
    await desk.getByRole('grid').waitFor()
    expectNoFaults(desk)
  })

  test('two people share one matter: split, linked, merged; a task done and rated; a hand-over declined, then accepted', async () => {
    const leader = await deskAt(product, browser, 'qin')
    const agent = await deskAt(product, browser, 'lin')
    const first = await opened(product, agent, { title: '账单多扣 20 元' })
    const same = await opened(product, leader, { title: '又来电问多扣的钱' })

    // The same matter came twice: one goes on, the other says where.
    await leader.goto(`${product.url}/tickets/${same.id}`)
    await leader.getByLabel('回复或备注').waitFor()
    await leader.keyboard.press('y')
    await leader.getByLabel('标题').fill('另要补开发票')
    await leader.getByLabel('描述').fill('补开十月发票')
    await leader.getByLabel('原因').fill('两件事')
    await leader.keyboard.press('Control+Enter')
    await leader.getByRole('heading', { level: 1, name: '另要补开发票' }).waitFor()
    await leader.getByRole('link', { name: '又来电问多扣的钱' }).click()
    await leader.getByRole('heading', { level: 1, name: '又来电问多扣的钱' }).waitFor()
    await leader.getByLabel('回复或备注').waitFor()
    await leader.keyboard.press('m')
    await leader.getByRole('complementary', { name: '并入其他工单' }).waitFor()
    await chooseByTyping(leader, first.number, '账单多扣')
    await leader.getByLabel('原因').fill('同一件事')
    await leader.keyboard.press('Control+Enter')
    await leader.getByRole('heading', { level: 1, name: '账单多扣 20 元' }).waitFor()
    await leader.getByRole('log').getByText(same.number).waitFor()
    await leader.goto(`${product.url}/tickets/${same.id}`)
    await leader
      .getByRole('note')
      .getByRole('link', { name: /账单多扣 20 元/ })
      .waitFor()

    // A task: what is wanted is said, done, and rated.
    await agent.goto(`${product.url}/tickets/${first.id}`)
    await agent.getByLabel('回复或备注').waitFor()
    await agent.keyboard.press('d')
    await agent.getByTitle('人员', { exact: true }).click()
    await agent.getByRole('combobox', { name: '人员' }).click()
    await chooseByTyping(agent, '2001', '秦岚')
    await agent.getByLabel('要做什么').fill('核对话单')
    await agent.getByLabel('具体要求').fill('给出十月的差额')
    await agent.keyboard.press('Control+Enter')
    await agent.getByRole('log').getByText('派发任务“核对话单”').waitFor()
    await leader.goto(`${product.url}/my-work`)
    await leader.getByRole('region', { name: '协办任务' }).getByRole('button', { name: '接收' }).click()
    await leader.getByRole('link', { name: '核对话单' }).first().click()
    await leader.getByText('给出十月的差额').waitFor()
    await leader.getByRole('button', { name: '完成', exact: true }).click()
    await leader.getByLabel('处理结果').fill('差额 20 元，已冲正')
    await expectAccessible(leader)
    await leader.getByRole('button', { name: '完成', exact: true }).click()
    await agent.getByRole('log').getByText('差额 20 元，已冲正').waitFor()
    await agent.getByText(/已完成 · 秦岚 2001/).waitFor()
    await agent.getByRole('button', { name: '4 分' }).click()
    await agent.getByRole('img', { name: '窗口评价: 4 分' }).waitFor()

    // A hand-over: declined with a reason the other reads; offered again and accepted, the owner moves.
    const offer = async (reason: string) => {
      await agent.getByRole('heading', { level: 1 }).click()
      await agent.keyboard.press('h')
      await agent.getByRole('complementary', { name: '转交' }).waitFor()
      await chooseByTyping(agent, '2001', '秦岚')
      await agent.getByLabel('原因').fill(reason)
      await agent.getByLabel('交接摘要').fill('已核对话单，差额 20 元')
      await agent.keyboard.press('Control+Enter')
      await agent.getByText('您已转交，等待对方接收').waitFor()
    }
    await offer('客户要求值班长处理')
    const notice = leader.getByRole('region', { name: '等待接收的转交' })
    await notice.getByRole('button', { name: '退回' }).click()
    await notice.getByLabel('原因').fill('请先致歉')
    await leader.keyboard.press('Enter')
    await agent.getByText(/转交被退回 · 秦岚 2001/).waitFor()
    await agent.getByText('请先致歉').waitFor()
    await offer('已致歉')
    await notice.getByRole('button', { name: '接收' }).click()
    await agent.getByText(/转交已接收 · 秦岚 2001/).waitFor()
    expectNoFaults(agent, leader)

    const db = product.owner()
    const { owner_id, first_owner_id } = await db
      .selectFrom('tickets.ticket')
      .select(['owner_id', 'first_owner_id'])
      .where('id', '=', first.id)
      .executeTakeFirstOrThrow()
    await db.destroy()
    expect(owner_id).not.toBe(first_owner_id)
  })

  test('two people write into one field: the second sees both values and chooses', async () => {
    const leader = await deskAt(product, browser, 'qin')
    const agent = await deskAt(product, browser, 'lin')
    const { id } = await opened(product, agent, { title: '标题' })
    for (const page of [leader, agent]) {
      await page.goto(`${product.url}/tickets/${id}`)
      await page.getByRole('button', { name: /^标题:/ }).click()
      await page.getByRole('textbox', { name: '标题' }).waitFor()
    }
    const edits: number[] = []
    agent.on('response', (answer) => {
      if (answer.request().method() === 'PATCH') edits.push(answer.status())
    })
    await leader.getByRole('textbox', { name: '标题' }).fill('值班长的标题')
    await leader.keyboard.press('Enter')
    await leader.getByRole('heading', { level: 1, name: '值班长的标题' }).waitFor()
    await agent.getByRole('textbox', { name: '标题' }).fill('话务员的标题')
    await agent.keyboard.press('Enter')
    const conflict = agent.getByRole('alert', { name: '此项已被他人修改' })
    await conflict.getByText('值班长的标题').waitFor()
    await expectAccessible(agent)
    expect(edits).toEqual([409])
    await conflict.getByRole('button', { name: '用我的' }).click()
    await leader.getByRole('heading', { level: 1, name: '话务员的标题' }).waitFor()
  })

  test('a macro is made of several steps, tried on a ticket, shared, applied by a colleague who may not change it', async () => {
    const leader = await deskAt(product, browser, 'qin', '/tickets/macros')
    const agent = await deskAt(product, browser, 'lin')
    const { id, number } = await opened(product, agent, { title: '宽带何时装好' })
    await leader.keyboard.press('c')
    await leader.getByLabel('名称').fill('催装维')
    await leader.getByLabel('回复内容').fill('您的工单 ')
    await leader.getByRole('button', { name: '工单编号' }).click()
    await leader.keyboard.type(' 已加急')
    for (const name of ['标签', '内部备注']) {
      await leader.getByRole('button', { name: '添加步骤' }).click()
      await leader.getByRole('menuitem', { name }).click()
    }
    await leader.keyboard.press('Control+Enter')
    await leader.getByText('此步骤还没填完').first().waitFor()
    await expectAccessible(leader)
    await leader.getByLabel('添加标签').fill('加急')
    await leader.keyboard.press('Enter')
    await leader.getByLabel('备注内容').fill('已催装维')
    await leader.getByRole('button', { name: '上移“内部备注”' }).click()
    await leader.getByTitle('本单位').click()
    await leader.keyboard.press('Control+Enter')
    await leader.getByRole('complementary', { name: '修改快捷处理' }).waitFor()

    const trial = leader.getByRole('region', { name: '试一试' })
    await trial.getByRole('combobox').click()
    await chooseByTyping(leader, number, '宽带何时装好')
    await trial.getByText(`您的工单 ${number} 已加急`).waitFor()
    expect(await trial.getByRole('list').getByRole('listitem').locator('strong').allInnerTexts()).toEqual([
      '回复客户',
      '内部备注',
      '标签'
    ])
    await expectAccessible(leader)

    await agent.goto(`${product.url}/tickets/macros`)
    await agent.getByRole('grid').getByText('催装维').click()
    await agent.getByText('由 秦岚 共享').waitFor()
    expect(await agent.getByRole('button', { name: /保存/ }).count()).toBe(0)
    expect(await agent.getByLabel('名称').isDisabled()).toBe(true)

    await agent.goto(`${product.url}/tickets/${id}`)
    await agent.getByLabel('回复或备注').waitFor()
    await agent.keyboard.press(';')
    await agent.keyboard.type('催')
    await agent.getByRole('button', { name: /催装维/ }).waitFor()
    await expectAccessible(agent)
    await agent.keyboard.press('Enter')
    await agent.getByRole('complementary', { name: '催装维' }).getByText('已催装维').waitFor()
    await agent.keyboard.press('Control+Enter')
    await agent.getByRole('log').getByText(`您的工单 ${number} 已加急`).waitFor()
    await agent.getByRole('button', { name: /标签: 加急/ }).waitFor()
    expectNoFaults(leader, agent)
  })
})
