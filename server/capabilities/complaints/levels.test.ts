import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as at from '@shouwen/contract/complaints'
import { acceptHandover, answerTicket, takeTicket } from '@shouwen/contract/ticket-work'
import { explainPromise } from '@shouwen/contract/promises'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import { analysisOf, complaintOf, escalate } from './index.ts'
import { heightOf } from './move-level.ts'
import { complaintDesk, type ComplaintDesk } from './testing/complaint-desk.ts'

let o: ComplaintDesk
beforeAll(async () => {
  o = await complaintDesk()
})
afterAll(() => o.t.stop())
beforeEach(() => o.t.clock.advance(60_000))

const open = async (as = o.people.handler, more: object = {}) => {
  const { id } = await o.t.ok(openTicket, { ...o.complaint, keep: true, ...more }, as)
  await o.t.drain()
  return id
}
const move = (ticketId: string, to: string | null, side: 'internal' | 'external' = 'internal', as = o.people.handler) => o.t.ok(at.escalateComplaint, { ticketId, side, to, reason: '客户要求上级处理' }, as)
const page = (ticketId: string, as = o.people.manager) => o.t.ok(readTicket, { ticketId }, as)
const steps = (ticketId: string, as = o.people.manager) => o.t.ok(at.listEscalations, { ticketId }, as)
const clocks = async (ticketId: string) => Object.fromEntries((await page(ticketId)).promises.map(({ clauseId, state }) => [clauseId, state]))
const refusal = async (op: Parameters<typeof o.t.call>[0], input: object, as = o.people.handler) => (await o.t.call(op, input as never, as)).problem.code

describe('Up and down the levels', () => {
  test('inside and outside are kept apart; a level changes who has it, who is told and which clocks run @norm TK-56', async () => {
    const ticketId = await open()
    expect((await move(ticketId, 'I1')).escalation).toMatchObject({ internal: { code: 'I1', definition: { zh: '客户要求上级或换人处理' } }, external: null })
    const { ticket } = await page(ticketId)
    expect([ticket.assignee?.id, ticket.owner?.id]).toEqual([o.people.leader.id, o.people.handler.id])
    expect(await clocks(ticketId)).toMatchObject({ 'escalation-taken-up': 'running', 'escalation-plan-told': 'running', 'complaint-reply': 'running' })

    const both = await move(ticketId, 'E2', 'external', o.people.leader)
    expect(both.escalation).toMatchObject({ internal: { code: 'I1' }, external: { code: 'E2' } })
    expect(both.axes.channelLevel.code).toBe('regulator')
    const [last] = (await steps(ticketId)).items
    expect(last).toMatchObject({ side: 'external', from: null, to: { code: 'E2' }, up: true, owner: { id: o.people.manager.id }, needsAnalysis: true })
    expect(last?.told.map(({ id }) => id)).toEqual(expect.arrayContaining([o.people.manager.id, o.people.counsel.id, o.people.executive.id]))
    expect((await page(ticketId, o.people.executive)).ticket.id).toBe(ticketId)
    expect(await complaintOf(o.t.db, 1, ticketId)).toMatchObject({ escalation: { internal: 'I1', external: 'E2' } })
  })

  test('whoever answers at the level takes it up within its clock, and the customer hears the plan @norm TK-56 TK-57', async () => {
    const ticketId = await open()
    await move(ticketId, 'I1')
    await o.t.ok(takeTicket, { ticketId }, o.people.leader)
    await o.t.ok(answerTicket, { ticketId, body: '我是值班长，今天下午给您方案。' }, o.people.leader)
    expect(await clocks(ticketId)).toMatchObject({ 'escalation-taken-up': 'kept', 'escalation-plan-told': 'kept' })
    expect((await page(ticketId)).ticket.owner?.id).toBe(o.people.leader.id)
  })

  test('down with a reason: the clocks are called off and it goes back to whoever had it @norm TK-56', async () => {
    const ticketId = await open()
    await move(ticketId, 'I1')
    const after = await o.t.ok(at.escalateComplaint, { ticketId, side: 'internal', to: null, reason: '客户接受解释' }, o.people.leader)
    expect(after.escalation.internal).toBeNull()
    expect((await page(ticketId)).ticket.assignee?.id).toBe(o.people.handler.id)
    expect(await clocks(ticketId)).toMatchObject({ 'escalation-taken-up': 'cancelled', 'escalation-plan-told': 'cancelled', 'complaint-reply': 'running' })
    const { items } = await steps(ticketId)
    expect(items.map(({ up, needsAnalysis }) => [up, needsAnalysis])).toEqual([[false, false], [true, true]])
  })

  test('from level to level each has a clock of its own, and one that was missed stays missed', async () => {
    const ticketId = await open()
    await move(ticketId, 'I1')
    o.t.clock.advance(31 * 60_000)
    await move(ticketId, 'I2', 'internal', o.people.leader)
    const taken = (await page(ticketId)).promises.filter(({ clauseId }) => clauseId === 'escalation-taken-up')
    expect(taken.map(({ state }) => state).sort()).toEqual(['broken', 'running'])
    expect((await page(ticketId)).ticket.assignee?.id).toBe(o.people.manager.id)
  })

  test('what comes through an office stands on its level at once; the customer’s own words on none @norm TK-56', async () => {
    const mine = await o.t.ok(at.takeComplaint, { source: '12345', sourceNumber: 'CS2026112400777', sourceFields: { handedOverAt: '2026-11-23T09:00:00Z', replyBy: '2026-11-30T09:00:00Z', city: '长沙', attempt: 'first' }, title: '断网', description: '断网十天', demand: '修复', scene: '家中', contactPhone: '13812345678', keep: true }, o.people.handler)
    await o.t.drain()
    // Who has it and may have it on this level goes on; there is nothing to take up.
    expect((await page(mine.id)).ticket.assignee?.id).toBe(o.people.handler.id)
    expect(await clocks(mine.id)).not.toHaveProperty('escalation-taken-up')
    const take = async (source: string, sourceNumber: string, sourceFields: Record<string, string | boolean>) => {
      const { id } = await o.t.ok(at.takeComplaint, { source, sourceNumber, sourceFields, title: '断网', description: '断网十天', demand: '修复', scene: '家中', contactPhone: '13812345678' }, o.people.handler)
      await o.t.drain()
      return (await o.t.ok(at.readComplaint, { ticketId: id }, o.people.manager)).escalation.external?.code ?? null
    }
    const handedOverAt = '2026-11-23T09:00:00Z'
    expect(await take('12300', 'SS2026112400100', { handedOverAt, complainedBefore: true })).toBe('E2')
    expect(await take('12345', 'CS2026112400100', { handedOverAt, replyBy: '2026-11-30T09:00:00Z', city: '长沙', attempt: 'first' })).toBe('E1')
    expect(await take('letter', 'XF-2026-0500', { anonymous: false })).toBeNull()
  })

  test('whoever is kept away from the matter neither gets it nor is told @norm TK-26', async () => {
    const ticketId = await open()
    await o.t.db.updateTable('tickets.ticket').set({ avoid_staff_ids: [o.people.manager.id] }).where('region_id', '=', 1).where('id', '=', ticketId).execute()
    await move(ticketId, 'I2')
    const [step] = (await steps(ticketId, o.people.leader)).items
    expect(step?.owner?.id).toBe(o.people.leader.id)
    expect(step?.told.map(({ id }) => id)).not.toContain(o.people.manager.id)
  })

  test('bad steps are refused with a code', async () => {
    const ticketId = await open()
    expect(await refusal(at.escalateComplaint, { ticketId, side: 'internal', to: null, reason: 'x' })).toBe('complaint-level-same')
    expect(await refusal(at.escalateComplaint, { ticketId, side: 'internal', to: 'E1', reason: 'x' })).toBe('complaint-level-side')
    expect(await refusal(at.escalateComplaint, { ticketId, side: 'internal', to: 'I9', reason: 'x' })).toBe('invalid-input')
    expect(await refusal(at.escalateComplaint, { ticketId, side: 'internal', to: 'I1', reason: '' })).toBe('invalid-input')
    expect(await refusal(at.escalateComplaint, { ticketId, side: 'internal', to: 'I1', reason: 'x' }, o.people.inspector)).toBe('not-permitted')
    expect(await refusal(at.escalateComplaint, { ticketId, side: 'internal', to: 'I1', reason: 'x' }, o.people.outsider)).toBe('not-permitted')
    await escalate({ ...o.t.read(), tx: o.t.db }, { regionId: 1, id: ticketId }, { side: 'internal', to: null, reason: 'nothing to do' })
    expect((await steps(ticketId)).items).toEqual([])
  })

  test('any walk over the levels ends where the last step said, with one analysis owed for each step up @norm TK-57', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('internal' as const, 'external' as const), fc.nat(3)), { minLength: 1, maxLength: 6 }), async (walk) => {
        const ticketId = await open()
        const stands = { internal: 0, external: 0 }
        let ups = 0
        for (const [side, height] of walk) {
          const to = height === 0 ? null : `${side === 'internal' ? 'I' : 'E'}${height}`
          const answer = await o.t.call(at.escalateComplaint, { ticketId, side, to, reason: '走一步' }, o.people.manager)
          expect(answer.status < 300).toBe(stands[side] !== height)
          if (height > stands[side]) ups += 1
          stands[side] = height
        }
        const { escalation } = await o.t.ok(at.readComplaint, { ticketId }, o.people.manager)
        expect([heightOf(escalation.internal?.code ?? null), heightOf(escalation.external?.code ?? null)]).toEqual([stands.internal, stands.external])
        const { items } = await steps(ticketId)
        expect(items.filter(({ needsAnalysis }) => needsAnalysis)).toHaveLength(ups)
        expect(items.flatMap(({ promises }) => promises.map(({ clauseId }) => clauseId))).toEqual(Array.from({ length: ups }, () => 'trigger-analysis'))
      }),
      { numRuns: 6 }
    )
  })
})

describe('After each escalation', () => {
  const analysis = () => ({ triggers: ['overdue', 'no-authority'], cause: '首次答复超时，经办人无退费权限', measures: [{ text: '一线退费权限提高到 50 元', ownerId: o.people.manager.id, dueOn: '2026-12-31' }] })

  test('the triggers are analysed within a clock, with causes and measures that others can take up @norm TK-57', async () => {
    const ticketId = await open()
    await move(ticketId, 'I1')
    expect((await o.t.ok(at.listUnanalysed, {}, o.people.manager)).items.map((one) => one.ticketId)).toContain(ticketId)
    const [step] = (await steps(ticketId)).items
    const escalationId = step?.id as string
    expect(step?.promises).toMatchObject([{ clauseId: 'trigger-analysis', state: 'running', ownerId: o.people.leader.id }])
    expect((await o.t.ok(explainPromise, { promiseId: step?.promises[0]?.id as string }, o.people.manager)).promise.clauseId).toBe('trigger-analysis')
    const done = await o.t.ok(at.analyseEscalation, { ticketId, escalationId, ...analysis() }, o.people.leader)
    expect(done).toMatchObject({ analysis: { triggers: [{ code: 'overdue' }, { code: 'no-authority' }], measures: [{ owner: { id: o.people.manager.id }, dueOn: '2026-12-31' }], by: { id: o.people.leader.id } }, promises: [{ state: 'kept' }] })
    expect(await analysisOf(o.t.db, 1, escalationId)).toMatchObject({ ticketId, measures: [{ text: '一线退费权限提高到 50 元' }] })
    expect((await o.t.ok(at.listUnanalysed, {}, o.people.manager)).items.map((one) => one.ticketId)).not.toContain(ticketId)
    expect(await refusal(at.analyseEscalation, { ticketId, escalationId, ...analysis() }, o.people.leader)).toBe('complaint-already-analysed')
    // The measure stands in the improvement register, once.
    await o.t.drain()
    const register = await o.t.db.selectFrom('improvement.item').select(['title', 'origin', 'ticket_id']).where('region_id', '=', 1).where('ticket_id', '=', ticketId).execute()
    expect(register).toEqual([{ title: '一线退费权限提高到 50 元', origin: 'escalation', ticket_id: ticketId }])
  })

  test('an analysis that says nothing is refused', async () => {
    const ticketId = await open()
    await move(ticketId, 'I1')
    const [up] = (await steps(ticketId)).items
    const escalationId = up?.id as string
    const code = (more: object, as = o.people.leader) => refusal(at.analyseEscalation, { ticketId, escalationId, ...analysis(), ...more }, as)
    expect(await code({ triggers: [] })).toBe('invalid-input')
    expect(await code({ measures: [] })).toBe('invalid-input')
    expect(await code({ triggers: ['the-moon'] })).toBe('complaint-trigger-unknown')
    expect(await code({ measures: [{ text: 'x', ownerId: o.people.outsider.id, dueOn: '2026-12-31' }] })).toBe('assignee-unknown')
    expect(await code({}, o.people.inspector)).toBe('not-permitted')
    await o.t.ok(at.escalateComplaint, { ticketId, side: 'internal', to: null, reason: '客户接受' }, o.people.leader)
    const [down] = (await steps(ticketId)).items
    expect(await code({ escalationId: down?.id })).toBe('complaint-analysis-not-asked')
  })
})

describe('What cannot be handled goes up at once', () => {
  const soon = (minutes = 120) => new Date(o.t.clock.now().getTime() + minutes * 60_000).toISOString()
  const given = (ticketId: string, more: object = {}) => ({ ticketId, reason: '需要特批退费', tried: '已核对账单，客户不接受', nextContactAt: soon(), toldBy: 'written' as const, ...more })

  test('with its record, a clock for the superior, and the customer told when they hear next @norm TK-27 TK-58', async () => {
    const ticketId = await open(o.people.wang)
    const { submission, superior } = await o.t.ok(at.submitComplaint, given(ticketId), o.people.wang)
    expect(superior.id).toBe(o.people.leader.id)
    expect(submission).toMatchObject({ state: 'waiting', from: { id: o.people.wang.id }, toldBy: 'written' })
    const before = await page(ticketId, o.people.leader)
    expect(before.promises.find(({ clauseId }) => clauseId === 'submission-accepted')).toMatchObject({ state: 'running', ownerId: o.people.leader.id })
    expect(before.promises.find(({ clauseId }) => clauseId === 'next-contact')).toMatchObject({ state: 'running', dueAt: new Date(o.t.clock.now().getTime() + 120 * 60_000).toISOString() })
    const told = before.timeline.items.find(({ visibleToCustomer, body }) => visibleToCustomer && body?.includes('再次与您联系'))
    expect(told?.body).toMatch(/11\/24 1\d:\d\d|11月24日/)
    await o.t.drain()
    expect((await steps(ticketId, o.people.leader)).submissions[0]).toMatchObject({ state: 'waiting' })
    await o.t.ok(acceptHandover, { ticketId, handoverId: submission.handoverId }, o.people.leader)
    await o.t.drain()
    expect((await steps(ticketId, o.people.leader)).submissions[0]).toMatchObject({ state: 'accepted' })
    expect(await clocks(ticketId)).toMatchObject({ 'submission-accepted': 'kept', 'next-contact': 'running' })
    await o.t.ok(answerTicket, { ticketId, body: '已特批退费。' }, o.people.leader)
    expect(await clocks(ticketId)).toMatchObject({ 'next-contact': 'kept' })
    expect((await page(ticketId)).ticket.owner?.id).toBe(o.people.leader.id)
  })

  test('an incomplete record does not go up, and says what is missing @norm TK-27', async () => {
    const ticketId = await open(o.people.wang, { category: undefined })
    const answer = await o.t.call(at.submitComplaint, given(ticketId), o.people.wang)
    expect([answer.problem.code, JSON.stringify(answer.problem)]).toEqual(['complaint-record-incomplete', expect.stringContaining('category')])
  })

  test('the next contact is neither now nor next year; twice at once is refused; others’ complaints are theirs', async () => {
    const ticketId = await open(o.people.wang)
    expect(await refusal(at.submitComplaint, given(ticketId, { nextContactAt: soon(1) }), o.people.wang)).toBe('complaint-next-contact')
    expect(await refusal(at.submitComplaint, given(ticketId, { nextContactAt: soon(600_000) }), o.people.wang)).toBe('complaint-next-contact')
    expect(await refusal(at.submitComplaint, given(ticketId, { nextContactAt: 'soon' }), o.people.wang)).toBe('invalid-input')
    expect(await refusal(at.submitComplaint, given(ticketId), o.people.li)).toBe('not-permitted')
    await o.t.ok(at.submitComplaint, given(ticketId), o.people.wang)
    expect(await refusal(at.submitComplaint, given(ticketId), o.people.wang)).toBe('handover-already-offered')
  })
})

describe('The province takes, the city handles', () => {
  const hand = (ticketId: string, unitId = o.units.hall, as = o.people.handler) => o.t.call(at.handToCity, { ticketId, unitId, reason: '请长沙核实' }, as)

  test('within a time of its own inside the province’s, and back with an answer @norm TK-06', async () => {
    const ticketId = await open()
    expect((await hand(ticketId)).body).toMatchObject({ handledBy: 'city', cityUnitId: o.units.hall })
    const { promises, ticket } = await page(ticketId)
    const [city, province] = ['city-handling', 'complaint-reply'].map((clause) => promises.find(({ clauseId }) => clauseId === clause))
    expect(Date.parse(city?.dueAt as string)).toBeLessThanOrEqual(Date.parse(province?.dueAt as string) - 24 * 3_600_000)
    expect([ticket.unitId, ticket.owner?.id]).toEqual([o.units.hall, o.people.handler.id])
    expect((await o.t.ok(at.listComplaints, { handledBy: 'city' }, o.people.manager)).items.map((row) => row.ticketId)).toContain(ticketId)
    const back = await o.t.ok(at.answerForCity, { ticketId, result: '现场核实属实，已整改' }, o.people.hallManager)
    expect(back).toMatchObject({ handledBy: 'province', cityUnitId: null })
    expect(await clocks(ticketId)).toMatchObject({ 'city-handling': 'kept', 'complaint-reply': 'running' })
    expect((await page(ticketId)).ticket.assignee?.id).toBe(o.people.handler.id)
  })

  test('the province takes it back, and the city’s promise is called off', async () => {
    const ticketId = await open()
    await hand(ticketId)
    expect(await o.t.ok(at.takeBackFromCity, { ticketId, reason: '省公司直接处理' }, o.people.handler)).toMatchObject({ handledBy: 'province' })
    expect(await clocks(ticketId)).toMatchObject({ 'city-handling': 'cancelled' })
    expect(await refusal(at.takeBackFromCity, { ticketId, reason: 'x' })).toBe('complaint-not-at-city')
    expect(await refusal(at.answerForCity, { ticketId, result: 'x' })).toBe('complaint-not-at-city')
  })

  test('an escalation brings it back from the city', async () => {
    const ticketId = await open()
    await hand(ticketId)
    expect(await move(ticketId, 'I3', 'internal', o.people.manager)).toMatchObject({ handledBy: 'province', escalation: { internal: { code: 'I3' } } })
    expect((await page(ticketId)).ticket.assignee?.id).toBe(o.people.manager.id)
  })

  test('with too little time left the province handles it itself; not every unit is a city’s; not everybody delegates', async () => {
    const late = await open()
    o.t.clock.advance(15 * 86_400_000)
    expect((await hand(late)).problem.code).toBe('complaint-city-too-late')
    const ticketId = await open()
    expect((await hand(ticketId, o.units.network)).problem.code).toBe('complaint-unit-no-city')
    expect((await hand(ticketId, o.units.gd)).problem.code).toBe('complaint-unit-no-city')
    expect((await hand(ticketId, o.units.hall, o.people.wang)).problem.code).toBe('not-permitted')
    expect((await hand(ticketId)).status).toBe(200)
    expect((await hand(ticketId)).problem.code).toBe('complaint-city-already')
  })
})
