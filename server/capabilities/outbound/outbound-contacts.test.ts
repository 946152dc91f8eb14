import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/outbound'
import { listTimeline, openTicket } from '@shouwen/contract/tickets'
import { type CallRoom, openCallRoom } from './testing/call-room.ts'

let r: CallRoom
beforeAll(async () => {
  r = await openCallRoom()
})
afterAll(() => r.t.stop())

describe('Nobody is called for private matters', () => {
  test('a call without list, case or exception is refused; a number is given only for one of them @norm CC-20', async () => {
    expect((await r.t.call(contract.beginOutbound, { channel: 'phone' }, r.people.leader)).problem.code).toBe('outbound-not-tied')
    const exception = { reason: 'partner', number: '0731-88880000', note: '代维公司调度' }
    expect((await r.t.call(contract.beginOutbound, { exception: { ...exception, reason: 'friend' }, channel: 'phone' }, r.people.leader)).problem.code).toBe('outbound-word-unknown')
    expect((await r.t.call(contract.beginOutbound, { exception, channel: 'sms' }, r.people.leader)).problem.code).toBe('outbound-not-tied')
  })

  test('an exception is logged with its reason, the number in part, and shown to whoever leads @norm CC-20', async () => {
    const { number, contactId } = await r.t.ok(contract.beginOutbound, { exception: { reason: 'partner', number: '0731-88880000', note: '代维公司调度' }, channel: 'phone' }, r.people.ding)
    expect(number).toBe('0731-88880000')
    await r.t.ok(contract.finishOutbound, { contactId, result: 'reached' }, r.people.ding)
    const { items } = await r.t.ok(contract.listOutboundContacts, { exceptions: true }, r.people.leader)
    expect(items).toMatchObject([{ tiedTo: 'exception', exceptionReason: 'partner', staff: { id: r.people.ding.id }, note: '代维公司调度' }])
    const kept = JSON.stringify(await r.t.db.selectFrom('outbound.contact').selectAll().execute())
    expect(kept).not.toContain('88880000')
    const audit = await r.t.db.selectFrom('platform.audit').select(['verb', 'purpose']).where('verb', '=', 'outbound.exception').execute()
    expect(audit).toEqual([{ verb: 'outbound.exception', purpose: 'partner' }])
    // An agent sees only what belongs to a case.
    expect((await r.t.ok(contract.listOutboundContacts, { exceptions: true }, r.people.fang)).items).toEqual([])
  })

  test('a call on a case stands in its ticket, and each number given out is in the audit', async () => {
    const customerId = await r.enrol()
    const { id: ticketId } = await r.t.ok(openTicket, { kind: 'inquiry', title: '套餐怎么改', description: '想改套餐', channel: 'phone', keep: true, customerId }, r.people.leader)
    const { contactId, number } = await r.t.ok(contract.beginOutbound, { ticketId, channel: 'phone' }, r.people.leader)
    expect(number).toMatch(/^139/)
    await r.t.ok(contract.finishOutbound, { contactId, result: 'no-answer', note: '晚上再打' }, r.people.leader)
    expect(JSON.stringify((await r.t.ok(listTimeline, { ticketId }, r.people.leader)).items)).toContain('【外呼】无人接听：晚上再打')
    expect((await r.t.ok(contract.listOutboundContacts, { ticketId }, r.people.leader)).items).toMatchObject([{ tiedTo: 'ticket', result: 'no-answer' }])
    const audit = await r.t.db.selectFrom('platform.audit').select(['subject_id', 'fields']).where('verb', '=', 'outbound.number').execute()
    expect(audit).toContainEqual({ subject_id: customerId, fields: ['phone'] })
    // A case may also be written to; without a gateway the message says that it waits.
    const written = await r.t.ok(contract.beginOutbound, { ticketId, channel: 'sms', text: '您的套餐已改好' }, r.people.leader)
    expect(written).toMatchObject({ number: null, sms: { state: 'queued', reason: 'no-gateway' } })
  })
})

describe('Results', () => {
  test('a campaign of messages writes the script in the customer\'s language; nothing counts as sent that waits', async () => {
    await r.enrol({ language: 'en', yes: ['surveys'] })
    const at = await r.campaign({ channel: 'sms', purpose: 'survey' })
    const target = await r.next(at)
    const { sms } = await r.t.ok(contract.beginOutbound, { targetId: target?.id as string, channel: 'sms' }, r.people.ding)
    expect(sms).toMatchObject({ state: 'queued', reason: 'no-gateway' })
    const { body } = await r.t.db.selectFrom('sms.message').select('body').where('purpose', '=', 'survey').executeTakeFirstOrThrow()
    expect(body).toContain('this is customer service')
    expect((await r.t.ok(contract.getCampaign, at, r.people.leader)).counts.done).toBe(1)
  })

  test('whoever is on a call gets the same number again after opening the page anew; a second call is not begun', async () => {
    await r.enrol()
    const at = await r.campaign()
    const { target, contactId, number } = await r.calls(at)
    expect(await r.t.ok(contract.beginOutbound, { targetId: target.id, channel: 'phone' }, r.people.ding)).toEqual({ contactId, number, sms: null })
    expect((await r.t.call(contract.beginOutbound, { targetId: target.id, channel: 'phone' }, r.people.fang)).problem.code).toBe('target-not-yours')
    await r.t.ok(contract.finishOutbound, { contactId, result: 'reached' }, r.people.ding)
  })

  test('tries, reached and done by result, person and day, and a file without numbers @norm CC-33', async () => {
    for (let n = 0; n < 3; n++) await r.enrol({ yes: ['marketing'] })
    await r.enrol({ yes: [] })
    const at = await r.campaign({ purpose: 'marketing', name: '5G 套餐推荐' })
    for (const [who, result] of [[r.people.ding, 'reached'], [r.people.fang, 'declined'], [r.people.ding, 'no-answer']] as const) {
      const { contactId } = await r.calls(at, who)
      await r.t.ok(contract.finishOutbound, { contactId, result }, who)
    }
    const found = await r.t.ok(contract.campaignResults, at, r.people.leader)
    expect(found).toMatchObject({ total: { tries: 3, reached: 2, done: 1 }, counts: { done: 2, later: 1 } })
    expect(found.leftOut.find(({ why }) => why === 'no-consent')?.count).toBeGreaterThan(0)
    expect(found.staff.find(({ person }) => person?.id === r.people.ding.id)).toMatchObject({ tries: 2, reached: 1 })
    expect(found.days).toMatchObject([{ on: '2026-11-24', tries: 3 }])
    expect((await r.t.call(contract.campaignResults, at, r.people.ding)).status).toBe(403)
    const file = await r.t.call(contract.exportCampaign, { ...at, language: 'zh-CN', kind: 'csv' }, r.people.leader)
    expect(String(file.body)).toContain('客户谢绝')
    expect(String(file.body)).not.toMatch(/139\d{8}/)
  })
})
