import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { disputeCharge } from '@shouwen/contract/billing'
import * as contract from '@shouwen/contract/compensation'
import { openTicket } from '@shouwen/contract/tickets'
import { callOf } from '#platform/action'
import { ledger, registerBilling } from '#capabilities/billing'
import { compensationOf } from '#capabilities/compensation'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { recuse } from '#capabilities/tickets'
import { type Hotline, openHotline } from '../surveys/testing/hotline.ts'
import { plantSmallBill } from '../billing/testing/small-bill.ts'
import { passOn } from './pass-on.ts'

type Person = { id: string; token: string }
let h: Hotline
let bill: Awaited<ReturnType<typeof plantSmallBill>>
const p = {} as Record<'handler' | 'second' | 'leaderA' | 'leaderB' | 'manager' | 'executive' | 'stranger', Person>

beforeAll(async () => {
  h = await openHotline()
  await h.t.asSystem(async ({ tx }) => {
    const team = h.units.north.id
    const province = (await tx.selectFrom('people.unit').select('id').where('code', '=', 'hn').executeTakeFirstOrThrow()).id
    const group = (await tx.selectFrom('people.unit').select('id').where('code', '=', 'group').executeTakeFirstOrThrow()).id
    const other = await createUnit(tx, { parentId: group, regionId: 2, level: 'province', code: 'gd2', nameZh: '广东二', nameEn: 'Guangdong 2' })
    const hire = async (unitId: string, role: string, n: number) => {
      const { id } = await createStaff(tx, { unitId, jobNumber: `C${n}`, name: `赔付${n}`, roles: [role] })
      return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    p.handler = await hire(team, 'complaint-handler', 1)
    p.second = await hire(team, 'complaint-handler', 2)
    p.leaderA = h.staff.northLeader
    p.leaderB = await hire(team, 'shift-leader', 4)
    p.manager = await hire(province, 'complaint-manager', 5)
    p.executive = await hire(province, 'provincial-executive', 6)
    p.stranger = await hire(other.id, 'complaint-manager', 7)
  })
})
afterAll(() => h.t.stop())
afterEach(() => registerBilling(undefined))

async function complaint() {
  const customerId = (await h.t.asSystem(async ({ tx }) => (await import('#capabilities/customers')).createCustomer(tx, { regionId: 1, kind: 'person', name: '王强', language: 'zh-CN', unitId: h.units.north.id, at: h.t.clock.now() }))) as string
  bill = await plantSmallBill(h.t.db, 1, customerId)
  const { id } = await h.t.ok(openTicket, { kind: 'complaint', title: '乱扣费', description: '没有订购却扣费', channel: 'phone', keep: true, customerId, form: { demand: '退费', scene: '十月账单' } } as never, p.handler)
  return { ticketId: id, customerId }
}
const findings = (ticketId: string, more: object = {}) =>
  h.t.ok(contract.recordFindings, { ticketId, complaint: 'yes', complaintReason: '无订购凭证', demand: 'partly', demandReason: '要求十倍', checklist: ['breach', 'loss'], demandKind: 'multiple', ...more } as never, p.handler)
const double = (chargeId = bill.sp) => ({ rule: 'double-refund', reason: 'sp-fault', chargeId })
const propose = (ticketId: string, claims: object[], who = p.handler, more: object = {}) => h.t.call(contract.proposeCompensation, { ticketId, claims, reason: '误收费用', ...more } as never, who)
const decide = (offerId: string, who: Person, approve = true) => h.t.call(contract.decideCompensation, { regionId: 1, offerId, approve, note: '同意' }, who)
const accept = (offerId: string) => h.t.call(contract.answerCompensation, { regionId: 1, offerId, accepted: true, how: 'recording', words: '客户同意', reference: 'R1' }, p.handler)
const offerOf = async (ticketId: string) => (await h.t.ok(contract.readCompensation, { ticketId }, p.handler)).offers[0] as NonNullable<Awaited<ReturnType<typeof findings>>['offers'][0]>
const paid = async (customerId: string) => Number((await h.t.db.selectFrom('billing.adjustment').select((a) => a.fn.sum('amount_fen').as('sum')).where('region_id', '=', 1).where('customer_id', '=', customerId).executeTakeFirst())?.sum ?? 0)

/** A compensation of 1,200 yuan: fraud on 300 yuan would do; here a late installation of a dear line. */
const dear = [{ rule: 'late-installation', baseFen: 400_000, days: 30 }]

describe('Findings come first, and stand apart', () => {
  test('with reasons, score, playbook and what the law says about time @norm TK-39 TK-44 TK-45 TK-46', async () => {
    const { ticketId } = await complaint()
    expect((await propose(ticketId, [double()])).problem.code).toBe('findings-missing')
    const view = await findings(ticketId, { eventOn: '2026-10-31' })
    expect(view.finding).toMatchObject({ score: 40, suggested: 'partly', playbook: { code: 'justified-unjustified' } })
    expect(view.limitation.find(({ code }) => code === 'appeal-charge')).toMatchObject({ until: '2027-03-31', passed: false })
    expect(view.settlementEffect.zh).toContain('约束力')
  })

  test('ten-fold is compared with the law and brought to legal once @norm TK-43', async () => {
    const { ticketId, customerId } = await complaint()
    await h.t.ok(disputeCharge, { regionId: 1, customerId, chargeId: bill.sp, reason: '未订购', ticketId }, p.handler)
    const view = await findings(ticketId, { demandMultiple: 10 })
    expect(view).toMatchObject({ legalMaximumFen: 51_500, finding: { toLegal: true } })
    await findings(ticketId, { demandFen: 60_000 })
    const asked = await h.t.db.selectFrom('platform.event').select('name').where('subject_id', '=', ticketId).where('name', '=', 'compensation.legal-asked').execute()
    expect(asked).toHaveLength(1)
  })
})

describe('An offer', () => {
  test('within the authority of who proposes is granted, accepted with its proof, delivered and confirmed @norm TK-40 TK-47 TK-48', async () => {
    const { ticketId, customerId } = await complaint()
    await findings(ticketId)
    const view = (await propose(ticketId, [double(), { goods: 'data-5g', quantity: 1 }])).body
    expect(view.offers[0]).toMatchObject({ state: 'approved', totalFen: 4000, lines: [{ amountFen: 3000, arithmetic: '15.00 × 2 = 30.00', reason: 'sp-fault' }, { kind: 'goods', amountFen: 1000 }] })
    const id = view.offers[0]?.id as string
    expect((await accept(id)).body.state).toBe('ordered')
    await h.t.drain()
    expect(await offerOf(ticketId)).toMatchObject({ state: 'delivered', delivery: { attempts: 1 } })
    expect(await paid(customerId)).toBe(4000)
    expect((await h.t.ok(contract.confirmDelivery, { regionId: 1, offerId: id }, p.handler)).state).toBe('confirmed')
    expect(await compensationOf(h.t.db, 1, ticketId)).toMatchObject({ total: 4000, findings: { complaintJustified: 'yes' }, decision: { state: 'confirmed' } })
    expect((await h.t.ok(contract.listSpClaims, {}, p.manager)).providers).toMatchObject([{ provider: '悦听文化' }])
    // Agreed is agreed: only a supervisor reopens, and never for the same charge.
    expect((await propose(ticketId, [{ goods: 'points', quantity: 1 }])).problem.code).toBe('reopening-needs-supervisor')
    expect((await propose(ticketId, [double()], p.leaderA)).problem.code).toBe('charge-returned-already')
  })

  test('that has run out is not accepted; a new version follows it @norm TK-50', async () => {
    const { ticketId } = await complaint()
    await findings(ticketId)
    const first = (await propose(ticketId, [double()])).body.offers[0]
    expect((await propose(ticketId, [double()])).problem.code).toBe('offer-open')
    const before = h.t.clock.now()
    h.t.clock.advance(16 * 86_400_000)
    expect((await accept(first?.id as string)).problem.code).toBe('offer-expired')
    expect((await propose(ticketId, [double()])).body.offers[0]).toMatchObject({ version: 2 })
    h.t.clock.set(before.toISOString())
  })

  test('of −1, of 10^12, of "ten", of a charge of nobody, is not an offer', async () => {
    const { ticketId } = await complaint()
    await findings(ticketId)
    for (const baseFen of [-1, 1_000_000_000_000, 'ten', 1.5]) expect([baseFen, (await propose(ticketId, [{ rule: 'late-installation', baseFen, days: 3 }])).problem.code]).toEqual([baseFen, 'invalid-input'])
    expect((await propose(ticketId, [{ rule: 'late-installation', days: 3 }])).problem.code).toBe('compensation-impossible')
    expect((await propose(ticketId, [double('0199a0c0-0000-7000-8000-000000000000')])).problem.code).toBe('charge-unknown')
    expect((await propose(ticketId, [{ rule: 'double-refund', chargeId: bill.sp }])).problem.code).toBe('compensation-word-unknown')
  })

  test('what others got for the same cause stands beside it @norm TK-19', async () => {
    const [one, two] = [await complaint(), await complaint()]
    await h.t.db.updateTable('tickets.ticket').set({ category: 'billing.arbitrary' }).where('id', 'in', [one.ticketId, two.ticketId]).execute()
    await findings(one.ticketId)
    await propose(one.ticketId, [{ goods: 'points', quantity: 2 }])
    expect((await h.t.ok(contract.readCompensation, { ticketId: two.ticketId }, p.handler)).precedents).toMatchObject([{ ticketId: one.ticketId, totalFen: 1000 }])
  })
})

describe('A refusal', () => {
  test('has reason, effect, alternative and the way to the regulator, and never comes from a machine @norm TK-42', async () => {
    const { ticketId } = await complaint()
    await findings(ticketId, { complaint: 'no', demand: 'no' })
    const refusal = { ticketId, reason: '有订购凭证', effect: '不退费', alternative: '可当场退订' }
    const { refuseCompensation } = await import('#capabilities/compensation')
    await expect(refuseCompensation(callOf(h.t.app, h.t.db, { kind: 'system', name: 'bot' }), refusal)).rejects.toMatchObject({ code: 'refusal-needs-person' })
    expect((await h.t.call(contract.refuseCompensation, { ticketId, reason: '有凭证' } as never, p.handler)).status).toBe(400)
    const view = await h.t.ok(contract.refuseCompensation, refusal, p.handler)
    expect(view).toMatchObject({ offers: [{ kind: 'refuse', state: 'told', alternative: '可当场退订' }], regulator: { zh: expect.stringContaining('12300') } })
  })
})

describe('A disputed SP fee', () => {
  test('is paid back first and claimed from the SP @norm TK-12', async () => {
    const { ticketId, customerId } = await complaint()
    expect((await propose(ticketId, [{ rule: 'sp-refund-first', chargeId: bill.plan }], p.handler, { refundFirst: true })).problem.code).toBe('refund-first-sp-only')
    expect((await propose(ticketId, [{ rule: 'sp-refund-first', chargeId: bill.sp }], p.handler, { refundFirst: true })).body.offers[0]?.state).toBe('ordered')
    await h.t.drain()
    expect(await paid(customerId)).toBe(1500)
    expect((await h.t.ok(contract.listSpClaims, {}, p.manager)).items).toContainEqual(expect.objectContaining({ ticketId, amountFen: 1500 }))
  })
})

describe('Approval', () => {
  const waiting = async () => {
    const { ticketId, customerId } = await complaint()
    await findings(ticketId)
    const offer = (await propose(ticketId, dear)).body.offers[0]
    return { ticketId, customerId, id: offer?.id as string, offer }
  }

  test('goes step by step until a limit covers the amount, and not without it', async () => {
    const { id, offer } = await waiting()
    expect(offer).toMatchObject({ state: 'waiting', totalFen: 120_000, steps: [{ code: 'leader' }, { code: 'manager' }] })
    expect((await accept(id)).problem.code).toBe('offer-not-open')
    expect((await decide(id, p.manager)).problem.code).toBe('not-your-approval')
    expect((await decide(id, p.leaderA)).body).toMatchObject({ state: 'waiting', waitingFor: [{ id: p.manager.id }] })
    expect((await decide(id, p.manager)).body.state).toBe('approved')
  })

  test('by two people at the same instant counts once; the second hears so', async () => {
    const { id } = await waiting()
    const answers = await Promise.all([decide(id, p.leaderA), decide(id, p.leaderB)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.problem.code).toBe('offer-decided')
  })

  test('never comes from who proposed it or who is complained about', async () => {
    const { ticketId } = await complaint()
    await findings(ticketId)
    await h.t.asSystem((call) => recuse(call, { regionId: 1, id: ticketId }, [p.leaderA.id], { cause: 'dispute', reason: '被投诉' }))
    const offer = (await propose(ticketId, dear, p.leaderB)).body.offers[0]
    expect(offer?.waitingFor.map((one) => one.id)).not.toContain(p.leaderA.id)
    for (const who of [p.leaderA, p.leaderB]) expect((await decide(offer?.id as string, who)).problem.code).toBe('approver-concerned')
  })

  test('is passed over when the approver does not answer in time', async () => {
    const { id, ticketId, offer } = await waiting()
    const before = h.t.clock.now()
    const first = offer?.waitingFor[0]?.id
    for (let n = 0; n < (offer?.waitingFor.length ?? 0); n++) {
      h.t.clock.advance(4 * 3_600_000)
      await passOn(callOf(h.t.app, h.t.db, { kind: 'system', name: 'test' }))
    }
    const late = await offerOf(ticketId)
    expect(late.waitingFor.map((one) => one.id)).toEqual([p.manager.id])
    expect(first).not.toBe(p.manager.id)
    expect((await decide(id, p.manager)).body.state).toBe('approved')
    h.t.clock.set(before.toISOString())
  })

  test('stops at the budget of the unit, which shows what is left', async () => {
    const { id, ticketId } = await waiting()
    await h.t.ok(contract.setCompensationBudget, { regionId: 1, unitId: h.units.north.id, month: '2026-11-01', amountFen: 1000 }, p.manager)
    await decide(id, p.leaderA)
    expect((await decide(id, p.manager)).problem.code).toBe('budget-exceeded')
    expect((await h.t.ok(contract.readCompensation, { ticketId }, p.handler)).budget).toMatchObject({ budgetFen: 1000, remainingFen: 0 })
    await h.t.ok(contract.setCompensationBudget, { regionId: 1, unitId: h.units.north.id, month: '2026-11-01', amountFen: 9_000_000 }, p.manager)
    expect((await decide(id, p.manager)).body.state).toBe('approved')
  })

  test('and every look stay within the province, and an agent of another team sees nothing', async () => {
    const { id, ticketId } = await waiting()
    for (const who of [p.stranger, h.staff.south]) expect((await h.t.call(contract.readCompensation, { ticketId }, who)).status).toBeGreaterThanOrEqual(403)
    expect((await decide(id, p.stranger)).status).toBe(404)
    expect((await h.t.ok(contract.listCompensation, { show: 'all' }, p.stranger)).items).toEqual([])
    expect((await h.t.ok(contract.listCompensation, { show: 'mine' }, p.leaderA)).items.map((one) => one.id)).toContain(id)
  })
})

describe('Billing fails after the approval', () => {
  test('is seen with its reason, tried again, and pays once even when it had taken the money before it failed', async () => {
    const { ticketId, customerId } = await complaint()
    await findings(ticketId)
    const id = (await propose(ticketId, [double()])).body.offers[0]?.id as string
    let tries = 0
    registerBilling({ ...ledger, async adjust(call, adjustment) {
      tries += 1
      // The first answer is lost on its way after the money moved; the second never gets there.
      if (tries === 1) await ledger.adjust(call, adjustment)
      if (tries <= 2) throw new Error('billing does not answer')
      return ledger.adjust(call, adjustment)
    } })
    await accept(id)
    await h.t.drain()
    expect(await offerOf(ticketId)).toMatchObject({ state: 'failed', delivery: { error: 'billing does not answer', attempts: 1, nextTryAt: expect.any(String) }, can: { retry: true } })
    expect((await h.t.call(contract.retryDelivery, { regionId: 1, offerId: id }, p.second)).status).toBe(403)
    const before = h.t.clock.now()
    h.t.clock.advance(5000)
    await h.t.drain()
    expect((await offerOf(ticketId)).state).toBe('failed')
    await h.t.ok(contract.retryDelivery, { regionId: 1, offerId: id }, p.handler)
    h.t.clock.advance(60_000)
    await h.t.drain()
    expect(await offerOf(ticketId)).toMatchObject({ state: 'delivered', delivery: { attempts: 3, error: null } })
    expect([tries, await paid(customerId)]).toEqual([3, 3000])
    h.t.clock.set(before.toISOString())
  })
})
