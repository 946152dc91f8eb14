import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/billing'
import { adjust, chargesOf } from '#capabilities/billing'
import { callOf } from '#platform/action'
import { type Hotline, openHotline } from '../surveys/testing/hotline.ts'
import { plantSmallBill } from './testing/small-bill.ts'

let h: Hotline
let bill: Awaited<ReturnType<typeof plantSmallBill>>
beforeAll(async () => {
  h = await openHotline()
  bill = await plantSmallBill(h.t.db, 1, h.customers.zhang.customerId)
})
afterAll(() => h.t.stop())

const zhang = () => ({ regionId: 1, customerId: h.customers.zhang.customerId })

describe('A bill explains itself line by line', () => {
  test('each line says what was counted, and what is disputed is told apart @norm TK-13', async () => {
    const { items, totalFen, disputedFen } = await h.t.ok(contract.listCharges, zhang(), h.staff.north)
    expect(items.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([['plan', 5900], ['usage', 2500], ['sp', 1500]])
    expect(items[1]?.source).toEqual({ quantity: 5, unit: 'GB', eachFen: 500 })
    expect([totalFen, disputedFen]).toEqual([9900, 0])
  })

  test('a disputed charge is flagged, so that no suspension follows from it, until the dispute ends @norm TK-13', async () => {
    const which = { ...zhang(), chargeId: bill.sp }
    const flagged = await h.t.ok(contract.disputeCharge, { ...which, reason: '未订购' }, h.staff.north)
    expect(flagged).toMatchObject({ disputed: true, dispute: { reason: '未订购', endedAt: null } })
    expect((await h.t.call(contract.disputeCharge, { ...which, reason: '未订购' }, h.staff.north)).problem.code).toBe('charge-already-disputed')
    expect((await h.t.ok(contract.listCharges, zhang(), h.staff.north)).disputedFen).toBe(1500)
    expect(await h.t.ok(contract.endDispute, { ...which, outcome: 'upheld', reason: '无订购凭证' }, h.staff.north)).toMatchObject({ disputed: false, dispute: { outcome: 'upheld' } })
    expect((await h.t.call(contract.endDispute, { ...which, outcome: 'upheld', reason: '无订购凭证' }, h.staff.north)).problem.code).toBe('charge-not-disputed')
  })

  test('another customer has no such charge, and an analyst of another province sees no bill', async () => {
    expect((await h.t.call(contract.disputeCharge, { regionId: 1, customerId: h.customers.li.customerId, chargeId: bill.sp, reason: '未订购' }, h.staff.north)).status).toBe(404)
    expect((await h.t.call(contract.listCharges, zhang(), h.staff.cantonese)).status).toBe(403)
  })
})

describe('Services of an SP', () => {
  test('stand with the proof of the order or with none, and go with one press, for good when the provider is blocked @norm TK-12', async () => {
    const { items } = await h.t.ok(contract.listOrders, zhang(), h.staff.north)
    expect(items.find(({ id }) => id === bill.spOrder)).toMatchObject({ provider: '悦听文化', confirmation: null, blocked: false })
    expect(items.find(({ id }) => id === bill.planOrder)?.confirmation).toMatchObject({ how: 'signature' })
    const after = await h.t.ok(contract.endOrder, { ...zhang(), orderId: bill.spOrder, block: true }, h.staff.north)
    expect(after.items.find(({ id }) => id === bill.spOrder)).toMatchObject({ blocked: true, endedAt: h.t.clock.now().toISOString() })
    expect((await h.t.call(contract.endOrder, { ...zhang(), orderId: bill.spOrder }, h.staff.north)).problem.code).toBe('order-already-ended')
    expect((await h.t.call(contract.endOrder, { ...zhang(), orderId: bill.planOrder }, h.staff.north)).problem.code).toBe('order-not-unsubscribable')
  })
})

describe('An adjustment', () => {
  test('asked many times at once with one key is made once, and everybody hears the same reference', async () => {
    const call = callOf(h.t.app, h.t.db, { kind: 'system', name: 'test' })
    const order = { key: 'delivery-1', ...zhang(), chargeId: bill.usage, kind: 'credit' as const, code: 'double-refund', quantity: 1, amountFen: 2500 }
    const answers = await Promise.all(Array.from({ length: 8 }, () => adjust(call, order)))
    expect(new Set(answers.map(({ reference }) => reference)).size).toBe(1)
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
    const charges = await chargesOf(h.t.db, 1, h.customers.zhang.customerId, { from: '2026-10-01', to: '2026-10-31' })
    expect(charges.find(({ id }) => id === bill.usage)?.returnedFen).toBe(2500)
  })
})
