import { readSampleAccounts, readSampleCustomer } from '@shouwen/contract/account'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#platform/testing/test-app'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.stop())

test('an installation of its own tells strangers no account', async () => {
  expect(await t.ok(readSampleAccounts, {})).toEqual({ items: [] })
  expect(await t.ok(readSampleCustomer, {})).toEqual({ items: [] })
})

test('the sample operator tells everybody its accounts to try', async () => {
  const account = { login: 'agent', password: 'Try-me-as-agent#1', zh: '话务员', en: 'hotline agent' }
  await t.db
    .insertInto('platform.setting')
    .values({ key: 'sample.accounts', value: JSON.stringify([account]) })
    .execute()
  expect(await t.ok(readSampleAccounts, {})).toEqual({ items: [account] })
})

test('and a customer who can sign in at the portal', async () => {
  const customer = { login: '16600000000', password: '123456' }
  await t.db
    .insertInto('platform.setting')
    .values({ key: 'sample.customer', value: JSON.stringify(customer) })
    .execute()
  expect(await t.ok(readSampleCustomer, {})).toEqual({ items: [customer] })
})
