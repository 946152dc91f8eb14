import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { openTicket } from '@shouwen/contract/tickets'
import { createStaff, hashPassword } from '#capabilities/people'
import type { Browser, Page } from 'playwright-core'
import { openPage } from './browser.ts'
import { password, type ServedProduct } from './served-product.ts'

/** A colleague of the two agents who may do everything with the tickets of their unit. */
export async function withLeader(product: ServedProduct): Promise<void> {
  const db = product.owner()
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const passwordHash = await hashPassword(password)
  await db.transaction().execute((tx) =>
    createStaff(tx, {
      unitId: unit.id,
      jobNumber: '2001',
      login: 'qin',
      name: '秦岚',
      roles: ['shift-leader'],
      passwordHash
    })
  )
  await db.destroy()
}

/** A desk somebody signed in at without the form, on this page of the product. */
export async function deskAt(product: ServedProduct, browser: Browser, login: string, at = '/tickets'): Promise<Page> {
  const page = await openPage(browser)
  const headers = { origin: product.url }
  const answer = await page.request.post(`${product.url}/api/sign-in`, { data: { login, password }, headers })
  if (!answer.ok()) throw new Error(`${login} could not sign in: ${answer.status()}`)
  await page.goto(`${product.url}${at}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** A ticket opened by whoever sits at the desk, and kept by them. */
export async function opened(
  product: ServedProduct,
  desk: Page,
  given: Partial<InputOf<typeof openTicket>> = {}
): Promise<OutputOf<typeof openTicket>> {
  const data: InputOf<typeof openTicket> = {
    kind: 'inquiry',
    title: '套餐怎么改',
    description: '想把 59 元套餐改成 39 元',
    contactName: '张女士',
    contactPhone: '13812345678',
    channel: 'phone',
    keep: true,
    ...given
  }
  const answer = await desk.request.post(`${product.url}/api/tickets`, { data, headers: { origin: product.url } })
  if (!answer.ok()) throw new Error(await answer.text())
  return (await answer.json()) as OutputOf<typeof openTicket>
}

/** Types into the field that has the focus and waits until what is looked for stands chosen under it. */
export async function chooseByTyping(page: Page, text: string, shown: string): Promise<void> {
  await page.keyboard.type(text)
  await page.locator('.ant-select-item-option-active', { hasText: shown }).waitFor()
  await page.keyboard.press('Enter')
}
