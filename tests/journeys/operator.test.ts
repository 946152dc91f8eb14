import { createHmac } from 'node:crypto'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createStaff, hashPassword, setSecondFactor } from '#capabilities/people'
import { type ImapServer, startImapServer } from '../../server/adapters/mail/testing/imap-server.ts'
import { startSmtpInbox } from '../../server/adapters/mail/testing/smtp-inbox.ts'
import { type OidcProvider, startOidcProvider } from '../../server/capabilities/people/testing-oidc-provider.ts'
import { expectAccessible, expectNoFaults, openBrowser, openPage } from './browser.ts'
import { password, type ServedProduct, servedProduct } from './served-product.ts'

let provider: OidcProvider
let product: ServedProduct
let browser: Browser
let imap: ImapServer
let smtp: Awaited<ReturnType<typeof startSmtpInbox>>
let refused: number | null = 550

beforeAll(async () => {
  imap = await startImapServer()
  smtp = await startSmtpInbox({ refuse: () => refused })
  provider = await startOidcProvider({ people: { 'sub-he': { email: 'he@hn.example', email_verified: true } } })
  product = await servedProduct({ ...provider.env, OIDC_NAME: '统一身份' })
  provider.serve(`${product.url}/api/sign-in/oidc/callback`)
  browser = await openBrowser()
  await operators()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  provider?.stop()
  await smtp?.stop()
  await imap?.stop()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

async function operators(): Promise<void> {
  const db = product.owner()
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const passwordHash = await hashPassword(password)
  await db.transaction().execute(async (tx) => {
    await setSecondFactor(tx, 'offered')
    const hire = (jobNumber: string, login: string, name: string, roles: string[]) =>
      createStaff(tx, { unitId: unit.id, jobNumber, login, name, email: `${login}@hn.example`, roles, passwordHash })
    await hire('9001', 'fang', '方正', ['administrator', 'shift-leader'])
    await hire('9002', 'shen', '沈静', ['auditor'])
    await hire('1003', 'he', '何平', ['online-agent'])
  })
  await db.destroy()
}

async function signedIn(login: string, address: string): Promise<Page> {
  const page = await openPage(browser)
  await page.goto(product.url + address)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('口令', { exact: true }).fill(password)
  await page.locator('button[type=submit]').click()
  return page
}

/** Six digits of an app that holds the key, for the step the server is in. RFC 6238. */
function digitsOf(key: string, step = Math.floor(Date.now() / 30_000)): string {
  const bits = [...key.replaceAll(' ', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', bytes).update(counter).digest()
  const at = (hash[19] as number) & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

describe('Running the house', { timeout: 120_000 }, () => {
  test('a file of an old system is understood, tried, brought in and taken back', async () => {
    const page = await signedIn('fang', '/imports')
    await page.getByRole('button', { name: '新建导入' }).first().click()
    const rows = ['单号2,业务,诉求,时间', 'A-1,故障,家里断网两天,2026-01-05 09:00', 'A-2,魔法,变个戏法,2026-01-05 10:00', 'A-3,咨询,套餐怎么改,昨天']
    await page.locator('input[type=file]').setInputFiles({ name: '老系统.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
    // Nothing says what the columns are, so a person does.
    await page.getByText('请指出哪一列是标题或描述').waitFor()
    await choose(page, '“诉求”对应', '描述')
    await choose(page, '“业务”对应', '类型')
    await page.getByRole('button', { name: '重新试导入' }).click()
    await page.getByText('第 3 行').waitFor()
    await expectAccessible(page)
    await choose(page, '“魔法”的含义', '业务办理')
    await page.getByRole('button', { name: '重新试导入' }).click()
    await page.getByRole('button', { name: '导入 2 行' }).click()

    const panel = page.getByRole('complementary', { name: '老系统.csv' })
    await panel.getByText('完成').waitFor()
    await expectAccessible(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('link', { name: '下载未导入的行' }).click()
    ])
    expect(download.suggestedFilename()).toBe('import-faults.csv')

    await panel.getByRole('button', { name: '撤销导入' }).click()
    const sure = page.getByRole('button', { name: '撤销导入' }).last()
    expect(await sure.isDisabled()).toBe(true)
    await page.getByLabel('请输入名称以确认').fill('老系统.csv')
    await sure.click()
    await panel.getByText('已撤销').first().waitFor()
    expectNoFaults(page)
  })

  test('a mailbox is set up and tried; a bad mail is looked at and dropped, a good one answered; what failed is sent again', async () => {
    const page = await signedIn('fang', '/mailboxes')
    await page.getByRole('button', { name: '添加邮箱' }).first().click()
    await page.getByLabel('地址').fill('care@hn.example')
    await page.getByLabel('名称').fill('湖南客服')
    await choose(page, '队列', '在线')
    await page.getByRole('button', { name: '设置收信服务器' }).click()
    const reading = page.getByRole('group', { name: '收信' })
    await serverAt(reading, imap.port, 'wrong')
    await page.getByRole('button', { name: '使用自己的发信服务器' }).click()
    await serverAt(page.getByRole('group', { name: '发信' }), smtp.port)
    await expectAccessible(page)
    await page.getByRole('button', { name: '添加', exact: true }).click()
    await page.getByRole('button', { name: '测试连接' }).click()
    await page.getByText('账号或口令不对').first().waitFor()
    await page.getByRole('button', { name: '修改' }).click()
    await reading.getByLabel('口令').fill('secret')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('button', { name: '测试连接' }).click()
    await page.getByText('连接正常').nth(1).waitFor()

    imap.deliver('Message-ID: <1@x.example>\r\nSubject: prize\r\nContent-Type: text/html\r\n\r\n<h1>You won</h1><img src="http://evil.example/x.png"><script>alert(1)</script>\r\n')
    imap.deliver('From: chen@x.example\r\nTo: care@hn.example\r\nMessage-ID: <2@x.example>\r\nSubject: broadband\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n家里宽带断了\r\n')
    await page.goto(`${product.url}/mail`)
    await page.getByRole('row', { name: /prize/ }).click()
    const panel = page.getByRole('complementary', { name: 'prize' })
    await panel.getByText('You won').waitFor()
    expect(await panel.locator('img, script, h1, iframe').count()).toBe(0)
    await expectAccessible(page)
    await panel.getByRole('button', { name: '丢弃' }).click()
    await page.getByLabel('请输入名称以确认').fill('丢弃')
    await page.getByRole('button', { name: '丢弃' }).last().click()
    await page.getByText('没有隔离的邮件').waitFor()

    // The receipt to the other one was refused by its server, until it was not.
    await page.getByRole('radio', { name: '发件箱' }).click()
    await page.getByRole('row', { name: /broadband/ }).click()
    await page.getByText('服务器拒收（550）').first().waitFor()
    refused = null
    await page.getByRole('button', { name: '重新发送' }).click()
    const sent = page.getByRole('complementary', { name: /broadband/ })
    await sent.getByText('已发出').waitFor()
    await expectAccessible(page)
    expect(smtp.mails).toHaveLength(1)
    expectNoFaults(page)
  })

  test('the evidence chain is checked on the page of the audit', async () => {
    const page = await signedIn('shen', '/audit')
    await page.getByRole('button', { name: '证据链' }).click()
    await page.getByText('完整，与封存时一致').waitFor()
    await expectAccessible(page)
    expectNoFaults(page)
  })

  test('a one-time-code app is enrolled, asked for, replaced by a recovery code and given up', async () => {
    const page = await signedIn('lin', '/profile')
    await page.getByRole('button', { name: '绑定动态码' }).click()
    const shown = page.locator('code').filter({ hasText: /^([A-Z2-7]{4} ?)+$/ })
    await shown.waitFor()
    const key = await shown.innerText()
    await expectAccessible(page)
    // The digits of a step count once and a step to either side is let pass, so each use takes the step after the former.
    const now = Math.floor(Date.now() / 30_000)
    await page.getByLabel('输入应用显示的 6 位数字').fill(digitsOf(key, now - 1))
    const codes = page.getByRole('list', { name: '恢复码' }).getByRole('listitem')
    await codes.first().waitFor()
    const kept = await codes.allInnerTexts()
    expect(kept.length).toBeGreaterThanOrEqual(8)
    await expectAccessible(page)
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: '完成' }).click()
    await page.getByText('已绑定').waitFor()

    const again = await signedIn('lin', '/profile')
    await again.getByLabel('动态码', { exact: true }).fill(digitsOf(key, now))
    await again.getByText('已绑定').waitFor()
    const lost = await signedIn('lin', '/profile')
    await lost.getByRole('button', { name: /使用恢复码/ }).click()
    await lost.getByLabel('恢复码').fill(kept[0] as string)
    await lost.locator('button[type=submit]').click()
    await lost.getByText('已绑定').waitFor()
    expectNoFaults(page, again, lost)

    await lost.getByRole('button', { name: '解除绑定' }).click()
    await lost.getByRole('textbox', { name: '动态码' }).fill(digitsOf(key, now + 1))
    await lost.getByRole('button', { name: '解除绑定' }).click()
    await lost.getByRole('button', { name: '绑定动态码' }).waitFor()
    await signedIn('lin', '/profile').then((plain) => plain.getByRole('button', { name: '绑定动态码' }).waitFor())
  })

  test('single sign-on goes to the provider and comes back signed in', async () => {
    const page = await openPage(browser)
    await page.goto(`${product.url}/chats`)
    await page.getByRole('link', { name: '统一身份' }).click()
    await page.getByRole('heading', { name: '统一身份' }).waitFor()
    await page.getByRole('link', { name: 'sub-he' }).click()
    await page.getByRole('button', { name: /何平/ }).waitFor()
    expect(new URL(page.url()).origin).toBe(product.url)
    expectNoFaults(page)
  })
})

async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  await within.getByLabel(label, { exact: true }).click()
  const list = ('page' in within ? within.page() : within).locator('.ant-select-dropdown:visible')
  await list.getByText(option, { exact: true }).click()
  await list.waitFor({ state: 'hidden' })
}

async function serverAt(group: Locator, port: number, secret?: string): Promise<void> {
  await group.getByLabel('服务器').fill('127.0.0.1')
  await choose(group, '加密', '不加密')
  await group.getByLabel('端口').fill(String(port))
  if (!secret) return
  await group.getByLabel('账号').fill('service')
  await group.getByLabel('口令').fill(secret)
}
