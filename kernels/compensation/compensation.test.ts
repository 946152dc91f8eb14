import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Claim, calculate, chainFor, type CompensationRules, legalMaximum, playbookOf, scoreOf, suggestedBy, yuan } from './index.ts'

const rules: CompensationRules = {
  rules: {
    refund: { method: 'times', times: 1 },
    'double-refund': { method: 'times', times: 2 },
    'three-fold': { method: 'fraud', times: 3, floor_fen: 50_000 },
    outage: { method: 'by-hours' },
    late: { method: 'per-day', basis_points: 100 }
  },
  goods: { data: { value_fen: 1000, most: 4 } }
}
const one = (claim: Claim) => {
  const done = calculate(rules, [claim])
  if ('fault' in done) throw new Error(done.fault)
  return done.lines[0] as (typeof done.lines)[number]
}
const fen = fc.integer({ min: 1, max: 100_000_000 })
const claim: fc.Arbitrary<Claim> = fc.oneof(
  fc.record({ rule: fc.constantFrom('refund', 'double-refund', 'three-fold'), baseFen: fen }),
  fc.record({ rule: fc.constant('outage'), baseFen: fen, hours: fc.double({ min: 0, max: 800, noNaN: true }), monthDays: fc.integer({ min: 28, max: 31 }) }),
  fc.record({ rule: fc.constant('late'), baseFen: fen, days: fc.integer({ min: 0, max: 400 }) }),
  fc.record({ goods: fc.constant('data'), quantity: fc.integer({ min: 1, max: 4 }) })
)

describe('What is due is reckoned from rules', () => {
  test('each line shows its arithmetic @norm TK-40', () => {
    expect(one({ rule: 'double-refund', baseFen: 1500 })).toMatchObject({ amountFen: 3000, arithmetic: '15.00 × 2 = 30.00' })
    expect(one({ rule: 'three-fold', baseFen: 1500 })).toMatchObject({ amountFen: 51_500, arithmetic: '15.00 + max(15.00 × 3, 500.00) = 515.00' })
    expect(one({ rule: 'late', baseFen: 9950, days: 3 })).toMatchObject({ amountFen: 299, arithmetic: '99.50 × 1 % × 3 = 2.99' })
    expect(one({ rule: 'outage', baseFen: 9900, hours: 54, monthDays: 30 })).toMatchObject({ amountFen: 743 })
  })

  test('the sum of the lines is the total, every amount is whole fen and none is negative', () => {
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 20 }), (claims) => {
        const done = calculate(rules, claims)
        if ('fault' in done) return false
        return done.totalFen === done.lines.reduce((sum, line) => sum + line.amountFen, 0) && done.lines.every(({ amountFen }) => Number.isSafeInteger(amountFen) && amountFen >= 0)
      })
    )
  })

  test('more damage never gives less', () => {
    fc.assert(
      fc.property(fc.constantFrom('refund', 'double-refund', 'three-fold', 'outage', 'late'), fen, fen, fc.nat(700), fc.nat(100), (rule, a, more, hours, extra) => {
        const small = one({ rule, baseFen: a, hours, monthDays: 30, days: hours })
        return one({ rule, baseFen: a + more, hours, monthDays: 30, days: hours }).amountFen >= small.amountFen && one({ rule, baseFen: a, hours: hours + extra, monthDays: 30, days: hours + extra }).amountFen >= small.amountFen
      })
    )
  })

  test('damages for fraud never fall below their floor, and an outage never costs more than the month', () => {
    fc.assert(fc.property(fen, (baseFen) => one({ rule: 'three-fold', baseFen }).amountFen - baseFen >= 50_000))
    fc.assert(fc.property(fen, fc.nat(5000), (baseFen, hours) => one({ rule: 'outage', baseFen, hours, monthDays: 31 }).amountFen <= baseFen))
  })

  test('what cannot be is named, never reckoned', () => {
    expect(calculate(rules, [{ rule: 'refund', baseFen: 1 }, { rule: 'refund', baseFen: -1 }])).toEqual({ fault: 'amount-impossible', at: 1 })
    expect(calculate(rules, [{ rule: 'refund', baseFen: 1.5 }])).toEqual({ fault: 'amount-impossible', at: 0 })
    expect(calculate(rules, [{ rule: 'late', baseFen: 100 }])).toEqual({ fault: 'measure-missing', at: 0 })
    expect(calculate(rules, [{ rule: 'bribe', baseFen: 100 }])).toEqual({ fault: 'rule-unknown', at: 0 })
    expect(calculate(rules, [{ goods: 'data', quantity: 5 }])).toEqual({ fault: 'too-many', at: 0 })
    expect(yuan(5)).toBe('0.05')
  })
})

describe('Two findings apart', () => {
  test('give one of four playbooks @norm TK-45 TK-46', () => {
    expect(playbookOf('yes', 'no')).toBe('justified-unjustified')
    expect(playbookOf('partly', 'partly')).toBe('justified-unjustified')
    expect(playbookOf('no', 'no')).toBe('unjustified-unjustified')
    expect(playbookOf('yes', 'yes')).toBe('justified-justified')
  })

  test('the checklist suggests and is monotone @norm TK-44', () => {
    const checklist = { loss: { weight: 3 }, cause: { weight: 2 } }
    expect([scoreOf(checklist, []), scoreOf(checklist, ['loss', 'loss', 'nonsense']), scoreOf(checklist, ['loss', 'cause'])]).toEqual([0, 60, 100])
    expect([39, 40, 75].map((score) => suggestedBy(score, { yes_from: 75, partly_from: 40 }))).toEqual(['no', 'partly', 'yes'])
  })

  test('ten times the price is far above what the law can give @norm TK-43', () => {
    const law = { damages_times: 3, floor_fen: 50_000 }
    expect(legalMaximum(100_000, law)).toBe(400_000)
    expect(legalMaximum(1500, law)).toBe(51_500)
  })

  test('no amount passes without somebody whose limit covers it', () => {
    const steps = [{ id: 'a', roles: [], up_to_fen: 50_000 }, { id: 'b', roles: [], up_to_fen: 500_000 }, { id: 'c', roles: [] }]
    fc.assert(fc.property(fc.nat(10_000_000), (total) => {
      const last = chainFor(steps, total).at(-1)
      return last !== undefined && (last.up_to_fen === undefined || last.up_to_fen >= total)
    }))
    expect(chainFor(steps, 50_001).map(({ id }) => id)).toEqual(['a', 'b'])
  })
})
