import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/improvement-register'
import * as work from '@shouwen/contract/ticket-work'
import { openTicket } from '@shouwen/contract/tickets'
import { enqueue } from '#platform/jobs'
import { addCloseCheck } from '#capabilities/tickets'
import { type SmallOperator, startSmallOperator } from '../tickets/testing/small-operator.ts'
import { registerImprovement } from './index.ts'
import { watchDueDates } from './watch-due-dates.ts'

let o: SmallOperator
let phones = 13900001000
beforeAll(async () => {
  o = await startSmallOperator()
})
afterAll(() => o.t.stop())

const closed = async (improvement: string) => {
  const { t, people, complaint } = o
  const { id: ticketId } = await t.ok(openTicket, { ...complaint, keep: true, contactPhone: String(phones++) }, people.wang)
  await t.ok(work.resolveTicket, { ticketId, resolution: '已退费', rootCause: 'system-fault', factCheck: '已核对账单' }, people.wang)
  await t.ok(work.confirmWithCustomer, { ticketId, channel: 'phone', solved: true, satisfied: true, compensation: { decision: 'none' }, improvement }, people.wang)
  await t.drain()
  return ticketId
}
const given = { regionId: 1, title: '停机提醒短信缺失', detail: '停机前一天没有发短信', origin: 'staff' }
const plan = { cause: 'system', measure: '短信平台加重发', dueOn: '2026-12-10' }

describe('The improvement register', () => {
  test('what is suggested at closing a complaint stands in it once, however often it is said, and who said it sees it @norm IM-08', async () => {
    await closed('账单里写明扣费项目。')
    await closed('账单里写明 扣费项目')
    await closed('无')
    const { items } = await o.t.ok(contract.listImprovements, { origin: 'suggestion' }, o.people.leader)
    expect(items).toMatchObject([{ timesSaid: 2, state: 'proposed', category: 'complaint.tariff.unknown-charge', registeredBy: { id: o.people.wang.id }, promises: [{ clauseId: 'improvement-decided', state: 'running' }] }])
    expect((await o.t.ok(contract.listImprovements, {}, o.people.wang)).items).toHaveLength(1)
    expect((await o.t.ok(contract.listImprovements, {}, o.people.outsider)).items).toEqual([])
  })

  test('it is planned with cause, measure, owner and due date, carried out, and verified later by somebody else @norm QI-13', async () => {
    const item = await o.t.ok(contract.registerImprovement, given, o.people.leader)
    const at = { regionId: 1, itemId: item.id }
    expect((await o.t.call(contract.planImprovement, { ...at, ...plan, version: 99, ownerId: o.people.leader.id }, o.people.leader)).problem.code).toBe('changed-meanwhile')
    expect((await o.t.call(contract.planImprovement, { ...at, ...plan, version: item.version, ownerId: o.people.leader.id, dueOn: '2026-01-01' }, o.people.leader)).problem.code).toBe('improvement-due-past')
    const planned = await o.t.ok(contract.planImprovement, { ...at, ...plan, version: item.version, ownerId: o.people.leader.id }, o.people.leader)
    expect(planned).toMatchObject({ state: 'acting', owner: { id: o.people.leader.id }, dueOn: '2026-12-10', promises: [{ state: 'kept' }] })
    expect(await o.t.ok(contract.finishImprovement, { ...at, note: '已上线' }, o.people.leader)).toMatchObject({ state: 'done', can: { verify: false } })
    expect((await o.t.call(contract.verifyImprovement, { ...at, effective: true, note: '有效' }, o.people.leader)).problem.code).toBe('improvement-own-work')
    expect((await o.t.call(contract.verifyImprovement, { ...at, effective: true, note: '有效' }, o.people.inspector)).problem.code).toBe('improvement-too-early')
    o.t.clock.advance(15 * 86_400_000)
    expect((await o.t.call(contract.verifyImprovement, { ...at, effective: false, note: '仍有投诉' }, o.people.inspector)).problem.code).toBe('improvement-due-past')
    expect(await o.t.ok(contract.verifyImprovement, { ...at, effective: false, note: '仍有投诉', dueOn: '2026-12-31' }, o.people.inspector)).toMatchObject({ state: 'acting', round: 2 })
    await o.t.ok(contract.finishImprovement, { ...at, note: '补发两次' }, o.people.leader)
    o.t.clock.advance(15 * 86_400_000)
    expect(await o.t.ok(contract.verifyImprovement, { ...at, effective: true, note: '投诉下降' }, o.people.inspector)).toMatchObject({ state: 'effective', settledBy: { id: o.people.inspector.id } })
  })

  test('what is past its due date goes up to whoever leads the unit, once', async () => {
    const item = await o.t.asSystem((call) => registerImprovement(call, { ...given, title: '逾期的一条', ...plan, dueOn: '2027-02-01', ownerId: o.people.engineer.id, unitId: o.people.wang.unitId, originId: 'e-1', origin: 'escalation' }))
    expect(await o.t.asSystem((call) => registerImprovement(call, { ...given, originId: 'e-1', origin: 'escalation' }))).toMatchObject({ id: item.id, times_said: 1 })
    o.t.clock.set('2027-02-02T03:00:00Z')
    await runWatch()
    const [overdue, ...rest] = (await o.t.ok(contract.listImprovements, { overdue: true }, o.people.leader)).items
    expect(rest).toEqual([])
    expect(overdue).toMatchObject({ id: item.id, overdue: true })
    await runWatch()
    expect(await o.t.db.selectFrom('platform.event').select('seq').where('name', '=', 'improvement.overdue').execute()).toHaveLength(1)
  })

  test('unknown words, half a plan, strange owners and bad input are refused, and a neighbour province sees nothing', async () => {
    const asked = async (input: object) => (await o.t.call(contract.registerImprovement, { ...given, ...input } as never, o.people.leader)).problem.code
    expect(await asked({ origin: 'gossip' })).toBe('improvement-word-unknown')
    expect(await asked({ measure: '加短信' })).toBe('improvement-plan-incomplete')
    expect(await asked({ ...plan, dueOn: '2027-12-01', ownerId: o.people.outsider.id })).toBe('assignee-unknown')
    expect(await asked({ title: '' })).toBe('invalid-input')
    expect(await asked({ detail: 'x'.repeat(5000) })).toBe('invalid-input')
    expect((await o.t.call(contract.registerImprovement, given, o.people.wang)).problem.code).toBe('not-permitted')
    expect((await o.t.call(contract.registerImprovement, given, o.people.outsider)).status).toBe(403)
  })

  test('a capability above may hold back the end of a ticket with a code of its own @norm TK-17', async () => {
    let held = true
    let ticketId = ''
    addCloseCheck('test', async () => (held ? ['ruling'] : []))
    try {
      ;({ id: ticketId } = await o.t.ok(openTicket, { ...o.complaint, keep: true, contactPhone: String(phones++) }, o.people.li))
      await o.t.ok(work.resolveTicket, { ticketId, resolution: '已退费', rootCause: 'system-fault', factCheck: '已核对账单' }, o.people.li)
      const said = await o.t.ok(work.confirmWithCustomer, { ticketId, channel: 'phone', solved: true, satisfied: true, compensation: { decision: 'none' }, improvement: '无' }, o.people.li)
      expect(said.stillMissing).toEqual(['ruling'])
      const answer = await o.t.call(work.closeTicket, { ticketId }, o.people.li)
      expect(answer.problem).toMatchObject({ code: 'confirmation-missing', details: { missing: ['ruling'] } })
    } finally {
      held = false
    }
    expect(await o.t.ok(work.closeTicket, { ticketId }, o.people.li)).toMatchObject({ status: 'closed' })
  })
})

async function runWatch() {
  await o.t.asSystem((call) => enqueue(call, { kind: watchDueDates.kind, key: 'test' }))
  await o.t.drain()
}
