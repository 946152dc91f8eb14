import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startedProduct } from '../faults/started-product.ts'
import { openBrowser, phone, seat } from './browser.ts'

// `npm run screenshots` plants the sample operator, plays the main thread once and takes the pictures of the README.

const folder = path.resolve(import.meta.dirname, '../../docs/images')
const PASSWORD = 'yunhan-try-2026'
type Language = 'zh' | 'en'
type Theme = 'light' | 'dark'

mkdirSync(folder, { recursive: true })
/** PRODUCT_URL names a product with the sample operator that runs already. */
const running = process.env['PRODUCT_URL']
const product = running ? { url: running, stop: async () => {} } : await startedProduct({ SEED: 'sample' })
const browser = await openBrowser()
try {
  for (const language of ['zh', 'en'] as const) await takeAll(browser, language)
} finally {
  await browser.close()
  await product.stop()
}

async function takeAll(browser: Browser, language: Language): Promise<void> {
  const leader = await signedIn(browser, 'leader', language, 'light')
  await leader.goto(`${product.url}/my-work`)
  await shoot(leader, `my-work-${language}-light`)
  await leader.goto(`${product.url}/tickets?view=all-open`)
  await shoot(leader, `tickets-${language}-light`)
  const complaint = await signedIn(browser, 'complaint', language, 'light')
  const mine = await complaint.request.get(`${product.url}/api/tickets?assignee=me&sort=due&limit=1&statuses=held`)
  const [first] = ((await mine.json()) as { items: { id: string }[] }).items
  await complaint.goto(`${product.url}/tickets/${first?.id}`)
  await shoot(complaint, `ticket-${language}-light`)
  const editor = await signedIn(browser, 'editor', language, 'dark')
  await editor.goto(`${product.url}/rulebook/clauses/line-restoration`)
  await shoot(editor, `clause-${language}-dark`)
  await takeChat(browser, language)
}

/** A visitor on a phone writes, the agent takes the chat and answers. */
async function takeChat(browser: Browser, language: Language): Promise<void> {
  const desk = await signedIn(browser, 'agent', language, 'light')
  await desk.request.put(`${product.url}/api/presence`, {
    data: { state: 'available' },
    headers: { origin: product.url }
  })
  await desk.goto(`${product.url}/chats`)
  const visitor = await (
    await browser.newContext({ ...phone, locale: language === 'zh' ? 'zh-CN' : 'en-US' })
  ).newPage()

  await visitor.goto(`${product.url}/portal/?lang=${language === 'zh' ? 'zh-CN' : 'en'}`)
  const [question, answer] =
    language === 'zh'
      ? ['上个月账单里多了一笔 20 元，是什么费用？', '您好，这是 12 日订购的国内流量加油包，明细已发到您的手机。']
      : [
          'There is a charge of 20 yuan I do not know on my last bill.',
          'Hello, that is the data pack ordered on the 12th; the details are on their way to your phone.'
        ]
  await visitor
    .getByText(/江左|Jiangzuo/)
    .first()
    .click()
  await visitor.locator('textarea').first().fill(question)
  await visitor.locator('form button[type=submit]').first().click()
  await desk.getByRole('alert').first().waitFor()
  await desk.keyboard.press('Alt+A')
  await desk.locator('textarea').first().fill(answer)
  await desk.keyboard.press('Control+Enter')
  await shoot(desk, `desk-${language}-light`)
  await shoot(visitor, `portal-${language}-phone`)
}

async function signedIn(browser: Browser, login: string, language: Language, theme: Theme): Promise<Page> {
  const context = await browser.newContext({
    ...seat,
    colorScheme: theme,
    locale: language === 'zh' ? 'zh-CN' : 'en-US'
  })
  const page = await context.newPage()
  const headers = { origin: product.url }
  await page.request.post(`${product.url}/api/sign-in`, { data: { login, password: PASSWORD }, headers })
  await page.request.patch(`${product.url}/api/account/profile`, {
    data: { language: language === 'zh' ? 'zh-CN' : 'en', theme },
    headers
  })
  return page
}

async function shoot(page: Page, name: string): Promise<void> {
  // The live stream never lets the network fall idle, so a page gets a moment to settle instead.
  await page.waitForTimeout(3000)
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
  console.log(name)
}
