import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRates, countInterval, shareInterval, standing } from './index.ts'

describe('Rates of rare things are compared honestly', () => {
  test('the interval of a count is that of the worked example of R (poisson.test, cancer cases)', () => {
    const { low, high } = countInterval(137)
    expect(low / 24.19893).toBeCloseTo(4.753125, 5)
    expect(high / 24.19893).toBeCloseTo(6.692709, 5)
    expect(countInterval(0).high).toBeCloseTo(3.688879, 5)
  })

  test('two rates are compared as in the worked example of R (poisson.test, two samples)', () => {
    const { ratio, interval } = compareRates({ count: 21, exposure: 3011 }, { count: 11, exposure: 800 })
    expect(ratio).toBeCloseTo(1.971488, 5)
    expect(interval.low).toBeCloseTo(0.8584264, 5)
    expect(interval.high).toBeCloseTo(4.2772659, 5)
  })

  test('the interval of a share is that of Newcombe 1998, table I, method 3', () => {
    expect(shareInterval(81, 263)).toEqual({ low: expect.closeTo(0.2553, 4), high: expect.closeTo(0.3662, 4) })
    expect(shareInterval(15, 148)).toEqual({ low: expect.closeTo(0.0624, 4), high: expect.closeTo(0.1605, 4) })
    expect(shareInterval(0, 20)?.low).toBe(0)
    expect(shareInterval(0, 0)).toBeNull()
  })

  test('of fifteen tests the first four stand, as in the worked example of Benjamini and Hochberg 1995', () => {
    const ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1]
    expect(standing(ps).filter(Boolean)).toHaveLength(4)
    expect(standing([])).toEqual([])
  })

  const counts = fc.nat({ max: 3000 })
  const exposures = fc.double({ min: 0.5, max: 1e6, noNaN: true })

  test('p is below 5 % exactly when the interval of the ratio leaves out 1', () => {
    fc.assert(
      fc.property(counts, exposures, counts, exposures, (a, ea, b, eb) => {
        const { p, interval } = compareRates({ count: a, exposure: ea }, { count: b, exposure: eb })
        expect(p).toBeGreaterThanOrEqual(0)
        expect(p).toBeLessThanOrEqual(1)
        if (Math.abs(p - 0.05) < 1e-6) return
        expect(p < 0.05).toBe(interval.low > 1 || (interval.high !== null && interval.high < 1))
      })
    )
  })

  test('comparing the other way round turns the ratio over and keeps p', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), exposures, exposures, (a, b, ea, eb) => {
        const there = compareRates({ count: a, exposure: ea }, { count: b, exposure: eb })
        const back = compareRates({ count: b, exposure: eb }, { count: a, exposure: ea })
        expect(there.p).toBeCloseTo(back.p, 9)
        expect((there.ratio ?? 0) * (back.ratio ?? 0)).toBeCloseTo(1, 9)
      })
    )
  })

  test('an interval holds what was seen, and what is no count is refused', () => {
    fc.assert(
      fc.property(counts, fc.nat({ max: 3000 }), (n, more) => {
        const { low, high } = countInterval(n)
        expect(low).toBeLessThanOrEqual(n)
        expect(high).toBeGreaterThanOrEqual(n)
        const share = shareInterval(n, n + more)
        if (n + more > 0) expect((share?.low ?? 1) <= n / (n + more) + 1e-12 && n / (n + more) <= (share?.high ?? 0) + 1e-12).toBe(true)
      })
    )
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => countInterval(wrong)).toThrow(RangeError)
  })
})
