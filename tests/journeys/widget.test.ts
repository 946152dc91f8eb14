import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoFaults, openBrowser, openPage, phone } from './browser.ts'
import { type ServedProduct, servedProduct } from './served-product.ts'

let product: ServedProduct
let browser: Browser
/** The operator's own site; `localhost` is another site than `127.0.0.1`, as a shop is another than its customer care. */
let site: string
let stranger: string
const pages = http.createServer((request, response) => {
  const language = request.url === '/en' ? 'en' : 'zh-CN'
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    `<!doctype html><html lang="${language}"><meta name="viewport" content="width=device-width"><title>网上营业厅</title><h1>网上营业厅</h1><script src="${product.url}/portal/widget.js" async></script></html>`
  )
})

beforeAll(async () => {
  await new Promise<void>((resolve) => void pages.listen(0, resolve))
  const { port } = pages.address() as AddressInfo
  site = `http://localhost:${port}`
  stranger = `http://stranger.localhost:${port}`
  product = await servedProduct({ WIDGET_ORIGINS: site })
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  pages.close()
  await product?.stop()
})

describe('The chat on a page of another site', { timeout: 120_000 }, () => {
  test('opens with one press, keeps its conversation over a reload, folds with Escape and gives the focus back', async () => {
    const page = await openPage(browser)
    await page.goto(site)
    await page.getByRole('button', { name: '在线咨询' }).click()
    const chat = page.frameLocator('iframe[title="在线客服对话"]')
    await chat.getByLabel('您的问题').fill('网上营业厅打不开账单')
    await chat.getByRole('button', { name: '发送，马上受理' }).click()
    await chat.getByText(/我们承诺 30 分钟内由人工答复，即/).waitFor()

    // The token lives in a cookie kept apart for this very site: not readable, not sent from anywhere else.
    const cookie = (await page.context().cookies()).find((one) => one.name === 'shouwen-visitor')
    expect(cookie).toMatchObject({
      httpOnly: true,
      secure: true,
      sameSite: 'None',
      partitionKey: expect.stringContaining('localhost')
    })

    await chat.getByLabel('请输入').press('Escape')
    expect(await page.locator('iframe').isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SHOUWEN-CHAT')

    await page.reload()
    await page.getByRole('button', { name: '在线咨询' }).click()
    await chat.getByText('网上营业厅打不开账单').waitFor()
    expectNoFaults(page)

    // The portal itself, opened beside, knows nothing of it.
    const beside = await page.context().newPage()
    await beside.goto(`${product.url}/portal/chat`)
    await beside.getByLabel('您的问题').waitFor()
    await page.context().close()
  })

  test('covers a phone, speaks the language of the page, and stands in no frame of a stranger', async () => {
    const page = await openPage(browser, phone)
    await page.goto(site)
    await page.getByRole('button', { name: '在线咨询' }).click()
    await page.frameLocator('iframe').getByLabel('您的问题').waitFor()
    expect(await page.locator('iframe').boundingBox()).toMatchObject({ x: 0, y: 0, width: 390 })
    await page.frameLocator('iframe').getByRole('button', { name: '收起对话' }).click()
    await page.getByRole('button', { name: '在线咨询' }).waitFor()

    await page.goto(`${site}/en`)
    await page.getByRole('button', { name: 'Ask us' }).click()
    await page.frameLocator('iframe').getByLabel('Your question').waitFor()

    await page.goto(stranger)
    await page.getByRole('button', { name: '在线咨询' }).click()
    await page.waitForTimeout(1_000)
    expect(await page.frameLocator('iframe').getByLabel('您的问题').count()).toBe(0)
    await page.context().close()
  })

  test('is allowed to be framed by the configured sites only, and every other page of the product by none of them', async () => {
    const policyOf = async (path: string) => {
      const answer = await fetch(product.url + path, { headers: { accept: 'text/html' } })
      return {
        framers: /frame-ancestors ([^;]*)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1],
        old: answer.headers.get('x-frame-options')
      }
    }
    expect(await policyOf('/portal/')).toEqual({ framers: `'self' ${site}`, old: null })
    expect(await policyOf('/portal/tickets')).toEqual({ framers: `'self' ${site}`, old: null })
    expect(await policyOf('/survey')).toEqual({ framers: `'self' ${site}`, old: null })
    expect(await policyOf('/tickets')).toEqual({ framers: "'self'", old: 'SAMEORIGIN' })
    const script = await fetch(`${product.url}/portal/widget.js`)
    expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  })
})
