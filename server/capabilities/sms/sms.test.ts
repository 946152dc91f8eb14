import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveSmsReceipt } from '@shouwen/contract/sms'
import { Webhook } from 'standardwebhooks'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { mobileOf, queueSms } from './queue-sms.ts'

const secret = 'gateway-secret-of-thirty-two-letters'
type Taken = { reference: string; to: string; text: string; from: string; receiptUrl: string }
let taken: { body: string; headers: Record<string, string>; given: Taken }[] = []
let answers: number[] = []
let gateway: Server
let t: TestApp

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      taken.push({ body, headers: request.headers as Record<string, string>, given: JSON.parse(body) as Taken })
      response.writeHead(answers.shift() ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: `gw-${taken.length}` }))
    })
  })
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  t = await startTestApp({ env: { SMS_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/messages`, SMS_SECRET: secret, SMS_FROM: '10099' } })
  await t.db.insertInto('platform.region').values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' }).execute()
})
afterAll(async () => {
  await t.stop()
  gateway.close()
})

const sms = { regionId: 1, to: '+86 138-1234-5678', body: '您的留言', purpose: 'test', subject: { kind: 'ticket', id: '0195fa10-0000-7000-8000-000000000001' } }
const rowOf = (app: TestApp, id: string) => app.db.selectFrom('sms.message').selectAll().where('region_id', '=', 1).where('id', '=', id).executeTakeFirstOrThrow()
const receipt = (reference: string, state: 'delivered' | 'failed', at: string) => ({ reference, state, at, signature: createHmac('sha256', secret).update(`${reference}.${state}.${at}`).digest('hex') })

test('a message is handed to the gateway, signed, and counts as delivered only when the network says so', async () => {
  taken = []
  const { id } = await t.asSystem((call) => queueSms(call, sms))
  expect(await rowOf(t, id)).toMatchObject({ state: 'queued', reason: null, to_number: '13812345678' })
  await t.drain()
  const [one] = taken
  expect(one?.given).toMatchObject({ reference: `1.${id}`, to: '13812345678', text: '您的留言', from: '10099' })
  expect(new Webhook(Buffer.from(secret).toString('base64')).verify(one?.body ?? '', one?.headers ?? {})).toBeTruthy()
  expect(await rowOf(t, id)).toMatchObject({ state: 'sent', provider_id: 'gw-1', settled_at: null })
  const at = '2026-11-24T02:00:05Z'
  expect((await t.call(receiveSmsReceipt, { ...receipt(`1.${id}`, 'delivered', at), state: 'failed' })).problem.code).toBe('sms-receipt-unsigned')
  await t.ok(receiveSmsReceipt, receipt(`1.${id}`, 'delivered', at))
  await t.ok(receiveSmsReceipt, receipt(`1.${id}`, 'failed', at))
  expect(await rowOf(t, id)).toMatchObject({ state: 'delivered' })
})

test('a gateway in trouble is tried again; one that refuses the message has failed it', async () => {
  answers = [503]
  const passing = await t.asSystem((call) => queueSms(call, sms))
  await t.drain()
  expect(await rowOf(t, passing.id)).toMatchObject({ state: 'queued', reason: '503', attempts: 1 })
  t.clock.advance(3_600_000)
  await t.drain()
  expect(await rowOf(t, passing.id)).toMatchObject({ state: 'sent', attempts: 2 })
  answers = [422]
  const refused = await t.asSystem((call) => queueSms(call, sms))
  await t.drain()
  expect(await rowOf(t, refused.id)).toMatchObject({ state: 'failed', reason: '422' })
})

test('without a gateway a message stays queued and says why; nothing is shown as sent', async () => {
  const bare = await startTestApp()
  try {
    await bare.db.insertInto('platform.region').values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' }).execute()
    const { id } = await bare.asSystem((call) => queueSms(call, sms))
    await bare.drain()
    expect(await rowOf(bare, id)).toMatchObject({ state: 'queued', reason: 'no-gateway', sent_at: null, attempts: 0 })
    expect((await bare.call(receiveSmsReceipt, receipt(`1.${id}`, 'delivered', '2026-11-24T02:00:05Z'))).problem.code).toBe('sms-receipt-unsigned')
  } finally {
    await bare.stop()
  }
})

test('only numbers of mobile telephones are taken', () => {
  expect(mobileOf('0086 139 0000 1111')).toBe('13900001111')
  for (const wrong of ['12345', '0731-8888888', '12812345678', '138123456789']) expect(() => mobileOf(wrong)).toThrow()
})
