import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { portalSignIn } from '@shouwen/contract/portal'
import * as contract from '@shouwen/contract/secretary'
import { createStaff, issueToken } from '#capabilities/people'
import { type Hotline, openHotline } from '../surveys/testing/hotline.ts'

let h: Hotline
let desk: { token: string }
let manager: { token: string }
let subscription: { regionId: number; subscriptionId: string }

beforeAll(async () => {
  h = await openHotline()
  const hire = (jobNumber: string, role: string) =>
    h.t.asSystem(async ({ tx }) => {
      const { id } = await createStaff(tx, { unitId: h.units.north.id, jobNumber, name: `秘书${jobNumber}`, roles: [role] })
      return { token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    })
  desk = await hire('M1', 'secretary-agent')
  manager = await hire('M2', 'key-account-manager')
  const made = await h.t.ok(contract.createSubscription, { regionId: 1, customerId: h.customers.zhang.customerId, ownNumber: '138 1234 5678', ...owner }, manager)
  subscription = { regionId: 1, subscriptionId: made.id }
})
afterAll(() => h.t.stop())

const owner = { titleZh: '张伟先生', titleEn: 'Mr Zhang', greeting: 'named' as const, instructions: '开会时只留言，不转接。', whereabouts: '本周在北京出差', bySms: true, email: 'zhang@example.com' }
const message = (more: object = {}) => ({ ...subscription, mode: 'named' as const, recipientNumber: '13812345678', saidBack: true, callerName: '李先生', callerNumber: '13900001111', content: '合同已寄出，请周五前签收。', readBacks: 1, additionAsked: true, ...more })
const refusalOf = async (more: object) => (await h.t.call(contract.takeSecretaryMessage, message(more), desk)).problem.code

describe('Whose desk a call is for', () => {
  test('the owner who calls is greeted by title @norm SC-05', async () => {
    const { found } = await h.t.ok(contract.findSubscription, { number: '+86 13812345678', as: 'calling' }, desk)
    expect(found).toMatchObject({ mode: 'own', greeting: { zh: '张伟先生，您好！这里是移动秘书台。' }, subscription: { ownNumber: '13812345678', instructions: '开会时只留言，不转接。' } })
  })

  test('a caller of a forwarded number hears the greeting the owner chose: the information centre, or the desk by title @norm SC-06 SC-07 CC-30', async () => {
    const find = () => h.t.ok(contract.findSubscription, { number: '13812345678', as: 'forwarded-from' }, desk)
    expect((await find()).found).toMatchObject({ mode: 'named', greeting: { zh: '您好！这里是张伟先生秘书台。' } })
    const version = (await find()).found?.subscription.version ?? 0
    await h.t.ok(contract.changeSubscription, { ...subscription, version, greeting: 'forwarded' }, manager)
    expect((await find()).found).toMatchObject({ mode: 'forwarded', greeting: { zh: expect.stringContaining('您所拨打的手机已转移到信息服务中心') } })
    await h.t.ok(contract.changeSubscription, { ...subscription, version: version + 1, greeting: 'named' }, manager)
    expect((await h.t.ok(contract.findSubscription, { number: '13900009999', as: 'forwarded-from' }, desk)).found).toBeNull()
  })

  test('where the owner is stays confidential: it opens by an audited press and stands nowhere else @norm CC-30', async () => {
    const seen = [await h.t.ok(contract.findSubscription, { number: '13812345678', as: 'forwarded-from' }, desk), await h.t.ok(contract.listSubscriptions, {}, desk)]
    expect(JSON.stringify(seen)).not.toContain('北京')
    expect(await h.t.ok(contract.readWhereabouts, { ...subscription, purpose: '机主本人来电核实' }, desk)).toEqual({ whereabouts: '本周在北京出差' })
    const audit = await h.t.db.selectFrom('platform.audit').select(['verb', 'purpose']).where('verb', '=', 'secretary.whereabouts').execute()
    expect(audit).toEqual([{ verb: 'secretary.whereabouts', purpose: '机主本人来电核实' }])
    const events = await h.t.db.selectFrom('platform.event').select('data').where('name', 'like', 'secretary.%').execute()
    expect(JSON.stringify(events)).not.toContain('北京')
    expect((await h.t.call(contract.readWhereabouts, { ...subscription, purpose: '查看' }, h.staff.north)).status).toBe(403)
  })
})

describe('Taking a message', () => {
  test('it is refused until the number was said back, the content read back at least once, and the caller asked for more @norm CC-31 SC-06', async () => {
    expect(await refusalOf({ saidBack: false })).toBe('recipient-not-said-back')
    expect(await refusalOf({ readBacks: 0 })).toBe('read-back-missing')
    expect(await refusalOf({ additionAsked: false })).toBe('addition-not-asked')
    expect(await refusalOf({ recipientNumber: '13912345678' })).toBe('recipient-not-subscriber')
    expect(await refusalOf({ recipientNumber: '0731-88880000' })).toBe('sms-number-not-mobile')
    expect(await h.t.db.selectFrom('secretary.message').select('id').execute()).toEqual([])
    expect(await h.t.db.selectFrom('sms.message').select('id').execute()).toEqual([])
  })

  test('it goes out by text message and mail, each with its state; without a gateway it waits and says so @norm CC-31', async () => {
    const taken = await h.t.ok(contract.takeSecretaryMessage, message({ readBacks: 2 }), desk)
    expect(taken).toMatchObject({ readBacks: 2, ownerTitle: { zh: '张伟先生' }, sms: { state: 'queued', reason: 'no-gateway' }, mail: { state: 'queued' }, readAt: null })
    await h.t.drain()
    const { items } = await h.t.ok(contract.listSecretaryMessages, {}, desk)
    expect(items[0]).toMatchObject({ sms: { state: 'queued', reason: 'no-gateway' }, mail: { state: 'queued', reason: 'no-mail-server' } })
    const { body } = await h.t.db.selectFrom('sms.message').select('body').where('subject_id', '=', taken.id).executeTakeFirstOrThrow()
    expect(body).toBe('【秘书台】11/24 10:00 李先生（13900001111）留言：合同已寄出，请周五前签收。')
    const mail = await h.t.db.selectFrom('contacts.mail_out').select(['subject', 'body', 'to_address']).executeTakeFirstOrThrow()
    expect(mail).toMatchObject({ subject: '秘书台留言：李先生', to_address: 'zhang@example.com', body })
    const proof = await h.t.db.selectFrom('platform.evidence').select('payload').where('kind', '=', 'secretary.message-taken').executeTakeFirstOrThrow()
    expect(proof.payload).toMatchObject({ saidBack: true, readBacks: 2, additionAsked: true })
  })

  test('the owner may have a message sent to somebody else', async () => {
    const taken = await h.t.ok(contract.takeSecretaryMessage, message({ mode: 'own', recipientNumber: '13700002222', callerName: '张伟', callerNumber: '13812345678' }), desk)
    expect(taken).toMatchObject({ mode: 'own', mail: null, sms: { state: 'queued' } })
  })
})

describe('The subscriber at the portal', () => {
  test('sees the messages for them, and no others; seen is seen', async () => {
    const zhang = await h.portalCookie(h.customers.zhang.phone)
    const mine = await h.t.ok(contract.listMySecretaryMessages, {}, zhang)
    expect(mine).toMatchObject({ subscribed: true, unread: 1 })
    expect(mine.items.map(({ callerName }) => callerName)).toEqual(['李先生'])
    await h.t.ok(contract.readMySecretaryMessages, {}, zhang)
    expect((await h.t.ok(contract.listMySecretaryMessages, {}, zhang)).unread).toBe(0)
    expect((await h.t.ok(contract.listSecretaryMessages, {}, desk)).items.find(({ mode }) => mode === 'named')?.readAt).not.toBeNull()
    const li = await h.portalCookie(h.customers.li.phone)
    expect(await h.t.ok(contract.listMySecretaryMessages, {}, li)).toMatchObject({ subscribed: false, items: [] })
    expect((await h.t.call(portalSignIn, { serviceNumber: '1', password: 'x' })).status).toBeGreaterThanOrEqual(400)
  })

  test('a number has one subscription; ending it forgets what was noted of the owner', async () => {
    const more = { regionId: 1, customerId: h.customers.li.customerId, ...owner }
    expect((await h.t.call(contract.createSubscription, { ...more, ownNumber: '13812345678' }, manager)).problem.code).toBe('subscription-number-taken')
    expect((await h.t.call(contract.createSubscription, { ...more, ownNumber: '13812345679', bySms: false, email: null }, manager)).problem.code).toBe('subscription-no-way')
    await h.t.ok(contract.endSubscription, subscription, manager)
    const row = await h.t.db.selectFrom('secretary.subscription').select(['whereabouts', 'instructions']).where('id', '=', subscription.subscriptionId).executeTakeFirstOrThrow()
    expect(row).toEqual({ whereabouts: '', instructions: '' })
    expect(await refusalOf({})).toBe('subscription-ended')
    expect((await h.t.ok(contract.findSubscription, { number: '13812345678', as: 'calling' }, desk)).found).toBeNull()
  })
})
