import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * A headless Chromium: the one of CHROMIUM_PATH, the system's, or the one that comes with npm. The last unpacks itself into the temporary
 * directory under fixed names and takes whatever lies there, so it gets a directory of its own; its own flags switch off what we test.
 */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = await chromiumPath()
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      ...(executablePath.includes('shouwen-chromium') ? ['--headless=shell'] : []),
      ...more
    ]
  })
}

async function chromiumPath(): Promise<string> {
  const given = process.env['CHROMIUM_PATH']
  if (given) return given
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = await mkdtemp(path.join(os.tmpdir(), 'shouwen-chromium-'))
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    return await packed.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

/** A seat of the hotline, and a phone held in one hand. */
export const seat: BrowserContextOptions = {
  viewport: { width: 1366, height: 768 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai'
}
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai'
}

/** A page of a browser that knows nothing yet; what goes wrong in it fails the test at its end, see `expectNoFaults`. */
export async function openPage(browser: Browser, options: BrowserContextOptions = seat): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage()
  const faults: string[] = []
  faultsOf.set(page, faults)
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('response', (answer) => {
    if (answer.status() >= 500) faults.push(`${answer.status()} ${answer.url()}`)
  })
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    // The product opens fully with no outside network.
    if (protocol.startsWith('http') && hostname !== '127.0.0.1' && hostname !== 'localhost')
      faults.push(`asked ${hostname}`)
  })
  return page
}

const faultsOf = new WeakMap<Page, string[]>()

/** No script failed, no answer was a 5xx, no other host was asked. */
export function expectNoFaults(...pages: Page[]): void {
  expect(pages.flatMap((page) => faultsOf.get(page) ?? [])).toEqual([])
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2 AA as far as a machine can tell, of what is on the page now. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe)
  // What fades in or out is judged when it stands; a spinner never does, so this waits a second at most.
  await page.evaluate(() =>
    Promise.race([
      Promise.allSettled(document.getAnimations().map((one) => one.finished)),
      new Promise((resolve) => setTimeout(resolve, 1000))
    ]).then(() => undefined)
  )
  const found = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await (
      window as unknown as {
        axe: {
          run: (
            where: Document,
            options: object
          ) => Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>
        }
      }
    ).axe.run(document, {
      runOnly: tags,
      resultTypes: ['violations']
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  })
  expect(found).toEqual([])
}
