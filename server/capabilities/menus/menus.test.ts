import { answerMenu, announce, endNotice, listNotices, readMenu } from '@shouwen/contract/menus'
import { startCall } from '@shouwen/contract/portal-calls'
import { beginMenu, stepMenu } from '@shouwen/kernels/menu/index'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CallDesk, startCallDesk } from '../voice/testing/call-desk.ts'

let d: CallDesk
beforeEach(async () => {
  d = await startCallDesk({ at: '2026-11-24T02:00:00Z' })
})
afterEach(() => d.t.stop())

const born = (day: string) => `430102${day}123X`
const setCustomer = (to: Record<string, unknown>) => d.t.db.updateTable('customers.customer').set(to as never).where('id', '=', d.customer.id).execute()
const elderly = async () => (await d.t.ok(readMenu, { channel: 'phone' }, d.customer)).facts.elderly

/** As a browser does: the menu is read and walked there, and the keys are sent with the call. */
async function walk(keys: string) {
  const { menu, rules, phrases, facts } = await d.t.ok(readMenu, { channel: 'phone', regionId: 1 })
  const ground = { menu, rules, phrases, facts: { ...facts, open: new Set(facts.open) } } as unknown as Parameters<typeof beginMenu>[0]
  let walked = beginMenu(ground)
  for (const key of keys) walked = stepMenu(ground, walked.state, { key })
  return walked
}

test('CC-02 the menu comes whole to the browser, and the keys it went through decide the matter, the queue and the language here', async () => {
  await d.online(d.agents.li)
  expect((await walk('2')).state.person).toMatchObject({ kind: 'inquiry', category: 'inquiry.billing' })
  const call = await d.t.ok(startCall, { announcementVersion: d.announcementVersion, menu: '72' }, d.customer)
  expect(await d.kept(call.id)).toMatchObject({ queue_code: 'hn-billing', language: 'en' })
  const ticket = await d.t.db.selectFrom('tickets.ticket').select(['kind', 'category']).where('number', '=', call.ticketNumber as string).executeTakeFirstOrThrow()
  expect(ticket).toEqual({ kind: 'inquiry', category: 'inquiry.billing' })
  const steps = await d.t.db.selectFrom('voice.step').select(['kind', 'data']).where('call_id', '=', call.id).orderBy('id').execute()
  expect(steps[0]).toEqual({ kind: 'menu', data: { path: '72', because: 'option' } })
})

test('CC-06 CC-07 keys that lead nowhere any more still reach a person; a fault becomes a fault in the chat as on the telephone', async () => {
  await d.online(d.agents.wang)
  const call = await d.t.ok(startCall, { announcementVersion: d.announcementVersion, menu: '16' }, d.customer)
  expect(await d.kept(call.id)).toMatchObject({ state: 'queued' })
  const { ticketId } = await d.visit({ menu: '31' })
  const ticket = await d.t.db.selectFrom('tickets.ticket').select(['kind', 'category', 'channel']).where('id', '=', ticketId).executeTakeFirstOrThrow()
  expect(ticket).toEqual({ kind: 'fault', category: 'fault.broadband', channel: 'chat' })
})

test('elderly customers come straight to a person, by the age in their document or because their record says so, and routing knows it', async () => {
  expect(await elderly()).toBe(false)
  await setCustomer({ id_kind: 'id-card', id_number: born('19611125') })
  expect(await elderly()).toBe(false)
  await setCustomer({ id_number: born('19611124') })
  expect(await elderly()).toBe(true)
  await setCustomer({ id_number: null, preferences: JSON.stringify({ personFirst: true }) })
  expect(await elderly()).toBe(true)
  await d.online(d.agents.wang)
  const call = await d.ring()
  const contact = await d.t.db.selectFrom('floor.contact').select(['rule_id', 'facts']).where('id', '=', call.call.id).executeTakeFirstOrThrow()
  expect(contact.facts).toMatchObject({ elderly: true })
})

test('what the product answers by itself are facts it has: open tickets with their next promise, published hours, halls, how to complain', async () => {
  const answer = (code: 'my-tickets' | 'service-hours' | 'halls' | 'complain', as = {}) => d.t.ok(answerMenu, { answer: code, regionId: 1 }, as)
  expect(await answer('my-tickets')).toMatchObject({ signInFirst: true })
  expect((await answer('my-tickets', d.customer)).lines[0]?.zh).toBe('您没有未完成的工单。')
  await d.online(d.agents.wang)
  const call = await d.ring()
  const mine = await answer('my-tickets', d.customer)
  expect(mine.lines[0]?.zh).toContain(call.call.ticketNumber as string)
  expect((await answer('service-hours')).lines.map(({ en }) => en).join(' ')).toMatch(/Hotline: day and night.*Halls: daily 08:30-18:00/)
  expect((await answer('halls')).lines.at(-1)?.zh).toBe('本省没有登记营业厅。')
  expect((await answer('complain')).lines.map(({ zh }) => zh).join()).toContain('15 日内答复')
})

test('an announcement is written by who may, holds from and to its instants, is read first, and can be ended; it is in the audit', async () => {
  const given = { regionId: 1, zh: '长沙部分地区宽带中断，预计 12 点恢复。', en: 'Broadband is down in parts of Changsha until about noon.', endsAt: '2026-11-24T04:00:00Z' }
  expect((await d.t.call(announce, given, d.agents.wang)).status).toBe(403)
  expect((await d.t.call(announce, { ...given, regionId: 2 }, d.agents.leader)).status).toBe(403)
  expect((await d.t.call(announce, { ...given, zh: '长'.repeat(121) }, d.agents.leader)).problem.code).toBe('notice-too-long')
  expect((await d.t.call(announce, { ...given, endsAt: '2026-11-24T01:00:00Z' }, d.agents.leader)).problem.code).toBe('notice-time-wrong')
  const made = await d.t.ok(announce, given, d.agents.leader)
  const shown = async (regionId = 1) => (await d.t.ok(readMenu, { channel: 'chat', regionId })).notices.map(({ zh }) => zh)
  expect(await shown()).toEqual([given.zh])
  expect(await shown(2)).toEqual([])
  d.t.clock.set('2026-11-24T04:00:00Z')
  expect(await shown()).toEqual([])
  d.t.clock.set('2026-11-24T03:00:00Z')
  await d.t.ok(endNotice, { regionId: 1, noticeId: made.id }, d.agents.leader)
  expect(await shown()).toEqual([])
  expect((await d.t.ok(listNotices, {}, d.agents.leader)).items).toMatchObject([{ isHolding: false, byJobNumber: '1009' }])
  const audit = await d.t.db.selectFrom('platform.audit').select('verb').where('subject_kind', '=', 'notice').orderBy('at').execute()
  expect(audit.map(({ verb }) => verb)).toEqual(['notice.announce', 'notice.end'])
})
