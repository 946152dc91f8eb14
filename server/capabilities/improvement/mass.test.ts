import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/improvement-mass'
import { listImprovements } from '@shouwen/contract/improvement-register'
import { listChildren } from '@shouwen/contract/ticket-links'
import { listTimeline, openTicket, readTicket } from '@shouwen/contract/tickets'
import { createStaff, issueToken } from '#capabilities/people'
import { sweepClocks } from '#capabilities/norms'
import { type SmallOperator, startSmallOperator } from '../tickets/testing/small-operator.ts'

let o: SmallOperator
let boss: { id: string; token: string }
let phones = 13700000000
beforeAll(async () => {
  o = await startSmallOperator()
  boss = await o.t.asSystem(async ({ tx }) => {
    const { id } = await createStaff(tx, { unitId: o.units.hn, jobNumber: '9001', name: '省公司领导', roles: ['provincial-executive'] })
    return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
  })
})
afterAll(() => o.t.stop())

const one = (category = 'complaint.network.outage', more: object = {}) => o.t.ok(openTicket, { ...o.complaint, title: '断网', description: '整栋楼断网', category, contactPhone: String(++phones), ...more }, o.people.wang)
const burst = async (n: number, category?: string) => {
  const made = []
  for (let i = 0; i < n; i += 1) {
    made.push(await one(category))
    o.t.clock.advance(60_000)
  }
  await o.t.drain()
  return made
}
const masses = async () => (await o.t.ok(contract.listMasses, {}, o.people.leader)).items
const told = { phenomenon: '岳麓区大面积断网', scope: '约 300 户', handling: '光缆抢修中' }

describe('A mass complaint', () => {
  test('is found while it begins, bound to one parent, and a slow trickle is none @norm FS-31', async () => {
    for (let day = 0; day < 6; day += 1) {
      await burst(1)
      o.t.clock.advance(86_400_000)
    }
    expect(await masses()).toEqual([])
    const made = await burst(6)
    const [mass, ...others] = await masses()
    expect(others).toEqual([])
    expect(mass).toMatchObject({ state: 'suspected', caseCount: 6, parts: { leaf: 'complaint.network.outage' }, can: { decide: true } })
    expect(Date.parse(mass?.foundAt ?? '') - Date.parse(mass?.beganAt ?? '')).toBeLessThan(15 * 60_000)
    const later = await burst(2)
    const { items } = await o.t.ok(listChildren, { ticketId: mass?.parent.id as string }, o.people.leader)
    expect(items.map(({ id }) => id).toSorted()).toEqual([...made, ...later].map(({ id }) => id).toSorted())
    expect((await masses())[0]?.caseCount).toBe(8)
  })

  test('its chain of reporting runs on clocks, in its order, to each recipient with an acknowledgement @norm FS-31', async () => {
    const [{ id: massId } = { id: '' }] = await masses()
    const at = { regionId: 1, massId }
    const expectedAt = new Date(o.t.clock.now().getTime() + 4 * 3_600_000).toISOString()
    const report = (step: string, more: object = {}) => o.t.call(contract.reportMass, { ...at, step, ...told, expectedAt, ...more }, o.people.leader)
    expect((await report('support-office')).problem.code).toBe('mass-step-order')
    expect((await report('control-centre', { expectedAt: '2026-01-01T00:00:00Z' })).problem.code).toBe('mass-expected-past')
    expect((await report('rumour')).problem.code).toBe('mass-step-unknown')
    const first = (await report('control-centre')).body
    expect(first.promises.map(({ clauseId, state }) => [clauseId, state]).toSorted()).toEqual([['mass-departments-told', 'running'], ['mass-passed-on', 'running'], ['mass-progress', 'running'], ['mass-reported', 'kept']])
    expect(first).toMatchObject({ phenomenon: told.phenomenon, steps: [{ code: 'support-office' }, { code: 'departments' }] })
    const reportId = first.reports[0]?.id as string
    const seen = await o.t.ok(contract.acknowledgeMassReport, { ...at, reportId, recipient: 'control-centre' }, o.people.dispatcher)
    expect(seen.reports[0]?.recipients).toMatchObject([{ code: 'control-centre', by: { id: o.people.dispatcher.id } }])
    expect((await o.t.call(contract.acknowledgeMassReport, { ...at, reportId, recipient: 'control-centre' }, o.people.leader)).problem.code).toBe('mass-acknowledged')
    o.t.clock.advance(20 * 60_000)
    await sweepClocks(o.t.app)
    await report('support-office')
    const late = (await report('departments')).body
    expect(late.promises.find(({ clauseId }) => clauseId === 'mass-passed-on')?.state).toBe('broken')
    expect(late.promises.find(({ clauseId }) => clauseId === 'mass-departments-told')?.state).toBe('kept')
  })

  test('it is answered with one voice: approved by a second person, shown on every ticket of it, and told to each customer @norm GV-24 @norm TK-46', async () => {
    const [mass] = await masses()
    const massId = mass?.id as string
    const draft = { regionId: 1, massId, zh: '您好，岳麓区光缆中断，预计今日 18 时恢复。', en: 'The cable in Yuelu is cut; service is expected back at 18:00 today.', partner: '岳麓区政府' }
    expect((await o.t.call(contract.writeAnswer, { regionId: 1, zh: '甲', en: 'a' }, o.people.leader)).problem.code).toBe('answer-about-nothing')
    const answer = await o.t.ok(contract.writeAnswer, draft, o.people.leader)
    expect((await o.t.call(contract.tellMass, { regionId: 1, massId }, boss)).problem.code).toBe('mass-no-answer')
    expect((await o.t.call(contract.approveAnswer, { regionId: 1, answerId: answer.id }, o.people.wang)).status).toBe(403)
    const own = await o.t.ok(contract.writeAnswer, draft, boss)
    expect((await o.t.call(contract.approveAnswer, { regionId: 1, answerId: own.id }, boss)).problem.code).toBe('answer-own-words')
    await o.t.ok(contract.approveAnswer, { regionId: 1, answerId: answer.id }, boss)
    const { items } = await o.t.ok(listChildren, { ticketId: mass?.parent.id as string }, o.people.leader)
    for (const { id } of items) expect((await o.t.ok(contract.answerForTicket, { ticketId: id }, o.people.wang)).answer).toMatchObject({ id: answer.id, zh: draft.zh, partner: '岳麓区政府' })
    const sent = await o.t.ok(contract.tellMass, { regionId: 1, massId }, boss)
    expect(sent.promises.filter(({ clauseId }) => clauseId === 'mass-progress').map(({ state }) => state).toSorted()).toEqual(['kept', 'running'])
    await o.t.drain()
    for (const { id } of items) expect(JSON.stringify(await o.t.ok(listTimeline, { ticketId: id }, o.people.wang))).toContain('光缆中断')
    expect((await o.t.ok(contract.readMass, { regionId: 1, massId }, o.people.leader)).answers.find(({ id }) => id === answer.id)?.toldCount).toBe(items.length)
    // A later wording takes its place.
    await o.t.ok(contract.approveAnswer, { regionId: 1, answerId: own.id }, o.people.leader)
    expect((await o.t.ok(contract.readMass, { regionId: 1, massId }, o.people.leader)).answers.map(({ state }) => state)).toEqual(['approved', 'withdrawn'])
  })

  test('over, its promises end and what is to be improved is registered', async () => {
    const [mass] = await masses()
    const at = { regionId: 1, massId: mass?.id as string }
    await o.t.ok(contract.decideMass, { ...at, decision: 'confirmed', reason: '光缆被挖断' }, o.people.leader)
    const over = await o.t.ok(contract.decideMass, { ...at, decision: 'over', reason: '已全部恢复' }, o.people.leader)
    expect(over.state).toBe('over')
    expect(over.promises.filter(({ state }) => state === 'running')).toEqual([])
    expect((await o.t.call(contract.decideMass, { ...at, decision: 'dismissed', reason: '晚了' }, o.people.leader)).problem.code).toBe('mass-settled')
    expect((await o.t.ok(listImprovements, { origin: 'mass' }, o.people.leader)).items).toMatchObject([{ category: 'complaint.network.outage', state: 'proposed' }])
  })

  test('a false alarm sets its cases free again, and few people who ask often are none', async () => {
    const made = await burst(7, 'complaint.vas.subscribed')
    const mass = (await masses()).find(({ state }) => state === 'suspected')
    expect(mass?.caseCount).toBe(7)
    await o.t.ok(contract.decideMass, { regionId: 1, massId: mass?.id as string, decision: 'dismissed', reason: '促销日的正常咨询' }, o.people.leader)
    for (const { id } of made) expect((await o.t.ok(readTicket, { ticketId: id }, o.people.leader)).ticket.parentId).toBeNull()
    expect((await o.t.ok(readTicket, { ticketId: mass?.parent.id as string }, o.people.leader)).ticket.status).toBe('cancelled')
    for (let i = 0; i < 8; i += 1) await one('complaint.terminal', { contactPhone: '13600000001' })
    await o.t.drain()
    expect((await masses()).some(({ state }) => state === 'suspected')).toBe(false)
  })

  test('a neighbour province sees none of it', async () => {
    expect((await o.t.ok(contract.listMasses, { regionId: 1 }, o.people.outsider)).items).toEqual([])
    const [mass] = await masses()
    expect((await o.t.call(contract.readMass, { regionId: 1, massId: mass?.id as string }, o.people.outsider)).status).toBe(403)
    expect((await o.t.call(contract.reportMass, { regionId: 1, massId: mass?.id as string, step: 'control-centre', ...told, expectedAt: 'soon' }, o.people.leader)).problem.code).toBe('invalid-input')
  })
})
