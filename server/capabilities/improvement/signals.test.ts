import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/improvement-signals'
import * as work from '@shouwen/contract/ticket-work'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import { enqueue } from '#platform/jobs'
import { type Hotline, openHotline } from '../surveys/testing/hotline.ts'
import { createStaff, issueToken } from '#capabilities/people'
import { expireSignals } from './decide-signal.ts'
import { reasonsFor } from './living-signal.ts'
import { patternRules } from './rules.ts'

let h: Hotline
let boss: { id: string; token: string }
let second: { id: string; token: string }
beforeAll(async () => {
  h = await openHotline()
  const hire = async (jobNumber: string) =>
    h.t.asSystem(async ({ tx }) => {
      const [unit] = await tx.selectFrom('people.unit').select('id').where('code', '=', 'hn').execute()
      const { id } = await createStaff(tx, { unitId: unit?.id as string, jobNumber, name: `主管${jobNumber}`, roles: ['provincial-executive'] })
      return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    })
  boss = await hire('9001')
  second = await hire('9002')
})
afterAll(() => h.t.stop())

const topics = ['complaint.tariff.unknown-charge', 'complaint.network.slow', 'complaint.vas.subscribed', 'complaint.attitude.hotline'] as const
const channels = ['phone', 'hall', 'email'] as const
const practised = async (customerId: string, n: number, rootCause: 'unfounded' | 'system-fault' = 'unfounded') => {
  for (let i = 0; i < n; i += 1) {
    const { id: ticketId } = await h.t.ok(openTicket, { kind: 'complaint', title: `投诉${i}`, description: `第 ${i} 次`, form: { demand: '赔偿', scene: '热线' }, channel: channels[i % 3] as 'phone', category: topics[i % 4] as string, keep: true, customerId }, h.staff.north)
    await h.t.ok(work.resolveTicket, { ticketId, resolution: '已解释', rootCause, factCheck: '已核对记录' }, h.staff.north)
    await h.t.ok(work.confirmWithCustomer, { ticketId, channel: 'phone', solved: true, satisfied: true, compensation: { decision: 'refund', amountCents: 8000 }, improvement: '无' }, h.staff.north)
    h.t.clock.advance(86_400_000)
  }
  await h.t.drain()
}
const signals = async (who = boss) => (await h.t.ok(contract.listSignals, {}, who)).items

describe('Complaining for a living', () => {
  test('a rule proposes, a person decides, and nothing stands with the customer @norm TK-54', async () => {
    const { customerId } = h.customers.zhang
    const before = await h.t.db.selectFrom('customers.customer').select(['preferences', 'attributes', 'grade', 'vip', 'version']).where('id', '=', customerId).executeTakeFirstOrThrow()
    await practised(customerId, 7)
    expect(await signals()).toEqual([])
    await practised(customerId, 1)
    const [signal] = await signals()
    expect(signal).toMatchObject({ customerId, state: 'proposed', facts: { complaints: 8, channels: 3, topics: 4, paidFen: 64_000 }, can: { decide: true } })
    expect(signal?.reasons).toHaveLength(4)
    expect(await h.t.db.selectFrom('customers.customer').select(['preferences', 'attributes', 'grade', 'vip', 'version']).where('id', '=', customerId).executeTakeFirstOrThrow()).toEqual(before)
    expect((await h.t.call(contract.decideSignal, { regionId: 1, signalId: signal?.id as string, approve: true, reason: '属实' }, h.staff.north)).problem.code).toBe('not-permitted')
    const cookie = await h.portalCookie(h.customers.zhang.phone)
    expect((await h.t.ok(contract.mySignals, {}, cookie)).items).toEqual([])
    expect(await h.t.ok(contract.decideSignal, { regionId: 1, signalId: signal?.id as string, approve: true, reason: '属实，统一口径' }, boss)).toMatchObject({ state: 'approved', decidedBy: { id: boss.id } })
    expect((await h.t.call(contract.decideSignal, { regionId: 1, signalId: signal?.id as string, approve: false, reason: '再想想' }, boss)).problem.code).toBe('signal-settled')
  })

  test('it changes no promise: the next complaint has the same clocks and deadlines as that of anybody else @norm TK-54', async () => {
    const open = async (customerId: string) => {
      const { id } = await h.t.ok(openTicket, { kind: 'complaint', title: '终端坏了', description: '屏幕不亮', form: { demand: '维修', scene: '营业厅' }, channel: 'phone', category: 'complaint.terminal', customerId }, h.staff.south)
      const { promises, ticket } = await h.t.ok(readTicket, { ticketId: id }, h.staff.south)
      return { priority: ticket.priority, promises: promises.map(({ clauseId, dueAt }) => [clauseId, dueAt]).toSorted() }
    }
    expect(await open(h.customers.zhang.customerId)).toEqual(await open(h.customers.li.customerId))
  })

  test('the customer reads the grounds, asks for correction, and somebody who did not decide answers by a clock', async () => {
    const cookie = await h.portalCookie(h.customers.zhang.phone)
    const [mine] = (await h.t.ok(contract.mySignals, {}, cookie)).items
    expect(mine?.reasons).toHaveLength(4)
    const signalId = mine?.id as string
    const strange = await h.portalCookie(h.customers.li.phone)
    expect((await h.t.call(contract.objectToSignal, { signalId, text: '不是我' }, strange)).status).toBe(404)
    await h.t.ok(contract.objectToSignal, { signalId, text: '有三件是网络真的慢' }, cookie)
    expect((await h.t.call(contract.objectToSignal, { signalId, text: '再说一次' }, cookie)).problem.code).toBe('signal-settled')
    const [waiting] = await signals()
    expect(waiting).toMatchObject({ objection: { state: 'open' }, can: { answer: false }, promises: [{ clauseId: 'signal-correction-answered', state: 'running' }] })
    expect((await h.t.call(contract.answerObjection, { regionId: 1, signalId, upheld: true, answer: '更正' }, boss)).problem.code).toBe('signal-own-decision')
    expect(await h.t.ok(contract.answerObjection, { regionId: 1, signalId, upheld: true, answer: '核实后更正，致歉' }, second)).toMatchObject({ state: 'corrected', objection: { state: 'upheld' }, promises: [{ state: 'kept' }] })
    expect((await h.t.ok(contract.mySignals, {}, cookie)).items).toEqual([])
  })

  test('complaints found justified never count, and what is approved ends by itself', async () => {
    await practised(h.customers.li.customerId, 9, 'system-fault')
    expect((await signals()).filter(({ customerId }) => customerId === h.customers.li.customerId)).toEqual([])
    await practised(h.customers.smith.customerId, 9)
    const [signal] = (await signals()).filter(({ customerId }) => customerId === h.customers.smith.customerId)
    await h.t.ok(contract.decideSignal, { regionId: 1, signalId: signal?.id as string, approve: true, reason: '属实' }, boss)
    h.t.clock.advance(181 * 86_400_000)
    await h.t.asSystem((call) => enqueue(call, { kind: expireSignals.kind, key: 'test' }))
    await h.t.drain()
    expect((await signals()).find(({ id }) => id === signal?.id)?.state).toBe('expired')
  })

  test('one sign alone is never a signal, whatever the others', () => {
    const rule = patternRules().living
    const enough = { days: rule.days, complaints: rule.complaints, channels: rule.channels, topics: rule.topics, paidFen: rule.paid_yuan * 100 }
    expect(reasonsFor(enough)).toHaveLength(4)
    fc.assert(
      fc.property(fc.constantFrom('complaints', 'channels', 'topics', 'paidFen' as const), fc.nat({ max: 1000 }), (short, more) => {
        const facts = { ...enough, complaints: enough.complaints + more, paidFen: enough.paidFen + more, [short]: enough[short as 'topics'] - 1 }
        expect(reasonsFor(facts)).toEqual([])
      })
    )
  })

  test('a customer who does not accept what a machine decided gets a person and an explanation, by a clock', async () => {
    const cookie = await h.portalCookie(h.customers.li.phone)
    const { id: ticketId } = await h.t.ok(openTicket, { kind: 'complaint', title: '退费被自动驳回', description: '机器人直接拒绝', form: { demand: '人工复核', scene: '客户端' }, channel: 'portal', customerId: h.customers.li.customerId }, h.staff.north)
    await h.t.ok(contract.askForPerson, { ticketId, about: '自动驳回退费' }, cookie)
    expect((await h.t.call(contract.askForPerson, { ticketId, about: '再次' }, cookie)).problem.code).toBe('person-asked-already')
    expect((await h.t.call(contract.askForPerson, { ticketId, about: '别人的' }, await h.portalCookie(h.customers.zhang.phone))).status).toBe(404)
    const [ask] = (await h.t.ok(contract.listPersonAsks, { open: true }, boss)).items
    expect(ask).toMatchObject({ about: '自动驳回退费', promises: [{ clauseId: 'person-decides', state: 'running' }], canAnswer: true })
    expect(await h.t.ok(contract.decideAsPerson, { regionId: 1, askId: ask?.id as string, changed: true, answer: '已由专员复核，同意退费' }, boss)).toMatchObject({ state: 'changed', promises: [{ state: 'kept' }] })
    expect((await h.t.call(contract.decideAsPerson, { regionId: 1, askId: ask?.id as string, changed: true, answer: '又一次' }, boss)).problem.code).toBe('person-decided')
  })
})
