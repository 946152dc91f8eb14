import * as contract from '@shouwen/contract/integrations'
import { openTicket } from '@shouwen/contract/tickets'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createStaff, issueToken } from '#capabilities/people'
import { deliverLoop } from './deliver.ts'
import { deliverDue } from './index.ts'
import { waits } from './record-outcome.ts'
import { startListener } from './testing/listener.ts'
import { startSmallOperator, type SmallOperator } from '../tickets/testing/small-operator.ts'

let o: SmallOperator
let listener: Awaited<ReturnType<typeof startListener>>
let as: { token: string }
let boss: { token: string }
let ownerId: string
beforeAll(async () => {
  // Signatures are checked against the real time.
  o = await startSmallOperator({ env: { ALLOW_PRIVATE_WEBHOOKS: 'yes' }, at: new Date().toISOString() })
  listener = await startListener()
  await o.t.asSystem(async ({ tx }) => {
    const integrator = await createStaff(tx, { unitId: o.units.hn, jobNumber: '9001', name: '对接', roles: ['integrator'] })
    ownerId = integrator.id
    as = await issueToken(tx, integrator.id, { name: 't', scopes: ['*'] })
    const all = await createStaff(tx, { unitId: o.units.group, regionId: 1, jobNumber: '9009', name: '管理员', roles: ['administrator'] })
    boss = await issueToken(tx, all.id, { name: 't', scopes: ['*'] })
  })
})
afterAll(async () => {
  await listener.stop()
  await o.t.stop()
})
beforeEach(async () => {
  await o.t.db.deleteFrom('integrations.subscription').execute()
  await o.t.drain()
  listener.take()
  Object.assign(listener.behaviour, { status: 204, hang: false })
})

const subscribe = (more: object = {}, who = as) => o.t.ok(contract.createWebhook, { name: 'CRM', url: `${listener.url}/hook`, ...more }, who)
const ticket = () => o.t.ok(openTicket, o.inquiry, { token: o.people.wang.token })
async function settle(): Promise<number> {
  await o.t.drain()
  return deliverDue(o.t.app)
}
const log = async (webhookId: string) => (await o.t.ok(contract.listDeliveries, { webhookId }, as)).items

describe('A webhook', () => {
  test('is told of what happens: signed, thin, with an id of its own', async () => {
    const webhook = await subscribe({ events: ['ticket.opened'] })
    const { id } = await ticket()
    await settle()
    const [message, ...others] = listener.take()
    expect(others).toEqual([])
    const body = new Webhook(webhook.secret).verify(message?.text ?? '', message?.headers as Record<string, string>) as { data: { subject: { href: string } } }
    expect(body).toMatchObject({ type: 'ticket.opened', data: { regionId: 1, subject: { kind: 'ticket', id } } })
    expect(body.data.subject.href).toContain(`/api/tickets/${id}`)
    for (const personal of [o.inquiry.contactPhone, o.inquiry.title, o.inquiry.description]) expect(message?.text).not.toContain(personal)
    expect(await log(webhook.id)).toMatchObject([{ state: 'delivered', attempts: 1, responseStatus: 204, messageId: message?.headers['webhook-id'] }])
  })

  test('hears each event once, even if the log is read twice', async () => {
    await subscribe({ events: ['ticket.*'] })
    await ticket()
    await settle()
    const first = listener.take().length
    await o.t.db.updateTable('platform.cursor').set({ xid: '0', seq: 0 }).where('name', '=', 'integrations.queue-deliveries').execute()
    await settle()
    const again = listener.take().map((one) => one.headers['webhook-id'])
    expect(new Set(again).size).toBe(again.length)
    const { count } = await o.t.db.selectFrom('integrations.delivery').select((eb) => eb.fn.countAll<number>().as('count')).where('event_type', '=', 'ticket.opened').executeTakeFirstOrThrow()
    const { opened } = await o.t.db.selectFrom('platform.event').select((eb) => eb.fn.countAll<number>().as('opened')).where('name', '=', 'ticket.opened').executeTakeFirstOrThrow()
    expect(first).toBeGreaterThan(0)
    expect(Number(count)).toBe(Number(opened))
  })

  test('that fails is tried again with growing waits for a day, then the message is given up and the subscriber stopped', async () => {
    const webhook = await subscribe({ events: ['ticket.opened'] })
    listener.behaviour.status = 500
    await ticket()
    await settle()
    for (const wait of waits) {
      expect(await settle()).toBe(0)
      o.t.clock.advance(wait)
      expect(await settle()).toBe(1)
    }
    expect(listener.take().map((one) => one.headers['webhook-id'])).toHaveLength(waits.length + 1)
    expect(await log(webhook.id)).toMatchObject([{ state: 'failed', attempts: waits.length + 1, failure: 'status', responseStatus: 500 }])
    expect(waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000).toBeCloseTo(23.6, 1)
    const { items } = await o.t.ok(contract.listWebhooks, {}, as)
    expect(items).toMatchObject([{ active: false, stoppedBecause: 'failing' }])

    await o.t.ok(contract.updateWebhook, { webhookId: webhook.id, active: true }, as)
    listener.behaviour.status = 200
    expect(await o.t.ok(contract.resendDeliveries, { webhookId: webhook.id, from: '2020-01-01T00:00:00Z', onlyFailed: true }, as)).toEqual({ count: 1 })
    await settle()
    expect(await log(webhook.id)).toMatchObject([{ state: 'delivered', attempts: 1 }])
  })

  test('that is gone (410) is told nothing more; redirects are not followed', async () => {
    const webhook = await subscribe()
    listener.behaviour.status = 302
    const { deliveryId } = await o.t.ok(contract.testWebhook, { webhookId: webhook.id }, as)
    await settle()
    expect(listener.take().filter((one) => one.path === '/elsewhere')).toEqual([])
    expect((await log(webhook.id)).find((one) => one.id === deliveryId)).toMatchObject({ failure: 'status', responseStatus: 302, state: 'waiting' })
    listener.behaviour.status = 410
    o.t.clock.advance(waits[0] as number)
    await settle()
    expect((await o.t.ok(contract.listWebhooks, {}, as)).items).toMatchObject([{ active: false, stoppedBecause: 'gone' }])
  })

  test('changes its secret: the old one signs for a day, then no more', async () => {
    o.t.clock.set(new Date().toISOString())
    const webhook = await subscribe({ events: ['webhook.stopped'] })
    const { secret } = await o.t.ok(contract.rotateWebhookSecret, { webhookId: webhook.id }, as)
    expect(secret).not.toBe(webhook.secret)
    const one = async () => {
      await o.t.ok(contract.testWebhook, { webhookId: webhook.id }, as)
      await settle()
      return listener.take()[0]
    }
    const both = await one()
    for (const each of [secret, webhook.secret]) expect(new Webhook(each).verify(both?.text ?? '', both?.headers as Record<string, string>)).toBeTruthy()
    o.t.clock.advance(86_400_001)
    expect((await one())?.headers['webhook-signature']?.toString().split(' ')).toHaveLength(1)
    o.t.clock.set(new Date().toISOString())
  })

  test('sends one message again with the id it had', async () => {
    const webhook = await subscribe({ events: ['ticket.opened'] })
    await ticket()
    await settle()
    const [first] = listener.take()
    const [delivery] = await log(webhook.id)
    await o.t.ok(contract.resendDelivery, { webhookId: webhook.id, deliveryId: delivery?.id as string }, as)
    await settle()
    expect(listener.take().map((one) => [one.headers['webhook-id'], one.text])).toEqual([[first?.headers['webhook-id'], first?.text]])
  })

  test('has a log that is read in pages', async () => {
    const webhook = await subscribe()
    for (let n = 0; n < 5; n += 1) await o.t.ok(contract.testWebhook, { webhookId: webhook.id }, as)
    const ids: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await o.t.ok(contract.listDeliveries, { webhookId: webhook.id, limit: 2, cursor }, as)
      ids.push(...page.items.map((one) => one.id))
      if (!page.nextCursor) break
      cursor = page.nextCursor
    }
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(5)
  })

  test('is told of its region only, and by the person who made it only as long as they are here', async () => {
    const refused = await o.t.call(contract.createWebhook, { name: 'x', url: 'https://a.example', regionId: null }, as)
    expect([refused.status, refused.problem.code]).toEqual([403, 'webhook-region-too-wide'])
    await subscribe({ regionId: 2, events: ['ticket.opened'] }, boss)
    await ticket()
    await settle()
    expect(listener.take()).toEqual([])
    const everywhere = await subscribe({ regionId: null, events: ['ticket.opened'] }, boss)
    expect((await o.t.call(contract.deleteWebhook, { webhookId: everywhere.id }, as)).status).toBe(404)
    const own = await subscribe({ events: ['ticket.opened'] })
    await o.t.db.updateTable('people.staff').set({ status: 'deactivated' }).where('id', '=', ownerId).execute()
    await ticket()
    await settle()
    expect(listener.take()).toHaveLength(1)
    const row = await o.t.db.selectFrom('integrations.subscription').select(['active', 'stopped_because']).where('id', '=', own.id).executeTakeFirst()
    expect(row).toEqual({ active: false, stopped_because: 'owner-left' })
    await o.t.db.updateTable('people.staff').set({ status: 'active' }).where('id', '=', ownerId).execute()
  })

  test('is served by the worker without anybody asking, and a listener that hangs does not hold up the others', async () => {
    const slow = await startListener()
    slow.behaviour.hang = true
    const hanging = await subscribe({ url: slow.url, events: ['webhook.stopped'] })
    const quick = await subscribe({ events: ['webhook.stopped'] })
    for (let n = 0; n < 6; n += 1) await o.t.ok(contract.testWebhook, { webhookId: hanging.id }, as)
    const stopping = new AbortController()
    const running = deliverLoop.run(o.t.app, stopping.signal)
    await expect.poll(() => slow.heard.length).toBe(4)
    await o.t.ok(contract.testWebhook, { webhookId: quick.id }, as)
    await expect.poll(() => listener.take().length, { timeout: 3000 }).toBe(1)
    expect(slow.heard).toHaveLength(4)
    stopping.abort()
    await slow.stop()
    await running
  })

  test('keeps its secret sealed and is never shown again', async () => {
    const webhook = await subscribe()
    const row = await o.t.db.selectFrom('integrations.subscription').select('secret').where('id', '=', webhook.id).executeTakeFirstOrThrow()
    expect((row.secret as Buffer).toString('utf8')).not.toContain(webhook.secret.slice(6))
    expect(JSON.stringify(await o.t.ok(contract.listWebhooks, {}, as))).not.toContain('whsec_')
  })

  test('does not lead inside, and not to events there are not', async () => {
    const closed = await startSmallOperator()
    const { token } = await closed.t.asSystem(async ({ tx }) => {
      const { id } = await createStaff(tx, { unitId: closed.units.hn, jobNumber: '9001', name: '对接', roles: ['integrator'] })
      return issueToken(tx, id, { name: 't', scopes: ['*'] })
    })
    for (const url of ['http://127.0.0.1:5432/', 'http://localhost/', 'http://10.0.0.8/x', 'http://[::1]/', 'http://2130706433/'])
      expect((await closed.t.call(contract.createWebhook, { name: 'x', url }, { token })).problem.code).toBe('webhook-url-not-allowed')
    // One that was saved when it was allowed, or whose name changed its mind, is stopped when sending.
    const made = await closed.t.ok(contract.createWebhook, { name: 'x', url: 'https://hooks.example.com/' }, { token })
    await closed.t.db.updateTable('integrations.subscription').set({ callback: listener.url }).where('id', '=', made.id).execute()
    await closed.t.ok(contract.testWebhook, { webhookId: made.id }, { token })
    await deliverDue(closed.t.app)
    expect((await closed.t.ok(contract.listDeliveries, { webhookId: made.id }, { token })).items).toMatchObject([{ failure: 'private-address' }])
    expect(listener.take()).toEqual([])
    await closed.t.stop()
    expect((await o.t.call(contract.createWebhook, { name: 'x', url: listener.url, events: ['ticket.flown'] }, as)).problem.code).toBe('webhook-event-unknown')
  })
})
