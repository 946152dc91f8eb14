import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  agentsRequired,
  performanceOf,
  performanceWithoutPatience,
  serviceLevel,
  serviceLevelFormulas,
  sumCounts
} from './index.ts'

describe('Staffing', () => {
  test('a hundred calls of 3 minutes in half an hour need 14 people for 80 % in 20 s', () => {
    const traffic = { callsPerHour: 200, handleSeconds: 180 }
    expect(performanceWithoutPatience(traffic, 13, 20)).toMatchObject({
      waits: expect.closeTo(0.2853, 4),
      servedWithin: expect.closeTo(0.7956, 4)
    })
    expect(performanceWithoutPatience(traffic, 14, 20)).toMatchObject({
      waits: expect.closeTo(0.1741, 4),
      servedWithin: expect.closeTo(0.8884, 4),
      averageAnswerSeconds: expect.closeTo(7.84, 2),
      occupancy: expect.closeTo(0.7143, 4)
    })
    expect(agentsRequired(traffic, { servedWithin: 0.8, withinSeconds: 20 })).toBe(14)
  })

  test('360 calls of 4 minutes an hour need 30 people for the regulator’s 85 % in 15 s', () => {
    const traffic = { callsPerHour: 360, handleSeconds: 240 }
    expect(performanceWithoutPatience(traffic, 29, 15).servedWithin).toBeCloseTo(0.8227, 4)
    expect(agentsRequired(traffic, { servedWithin: 0.85, withinSeconds: 15 })).toBe(30)
  })

  test('is the fewest that meet every part of the target, and nobody without calls', () => {
    const some = fc.record({
      callsPerHour: fc.double({ min: 1, max: 5000, noNaN: true }),
      handleSeconds: fc.double({ min: 20, max: 900, noNaN: true }),
      patienceSeconds: fc.option(fc.double({ min: 20, max: 900, noNaN: true }), { nil: undefined })
    })
    const target = { servedWithin: 0.85, withinSeconds: 15, occupancyAtMost: 0.9 }
    fc.assert(
      fc.property(some, (traffic) => {
        const agents = agentsRequired(traffic, target) as number
        const meets = (n: number) => {
          const met = performanceOf(traffic, n, 15)
          return met.servedWithin >= 0.85 && met.occupancy <= 0.9
        }
        expect(meets(agents) && (agents === 1 || !meets(agents - 1))).toBe(true)
      }),
      { numRuns: 60 }
    )
    expect(agentsRequired({ callsPerHour: 0, handleSeconds: 60 }, target)).toBe(0)
    expect(agentsRequired({ callsPerHour: 1e6, handleSeconds: 600 }, target, 1000)).toBeNull()
  })
})

describe('What callers experience', () => {
  const traffic = fc.record({
    callsPerHour: fc.double({ min: 1, max: 40_000, noNaN: true }),
    handleSeconds: fc.double({ min: 10, max: 1200, noNaN: true }),
    patienceSeconds: fc.double({ min: 5, max: 1200, noNaN: true })
  })
  test('adds up: whoever does not give up is served, and nobody is busier than always', () => {
    fc.assert(
      fc.property(
        traffic,
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 0, max: 600 }),
        (given, agents, within) => {
          const met = performanceOf(given, agents, within)
          const load = (given.callsPerHour * given.handleSeconds) / 3600
          for (const share of [met.waits, met.servedWithin, met.abandons, met.abandonsWithin]) {
            expect(share).toBeGreaterThanOrEqual(-1e-9)
            expect(share).toBeLessThanOrEqual(1 + 1e-9)
          }
          expect(met.servedWithin + met.abandons).toBeLessThanOrEqual(1 + 1e-9)
          expect(met.abandonsWithin).toBeLessThanOrEqual(met.abandons + 1e-9)
          expect(met.occupancy).toBeLessThanOrEqual(1 + 1e-9)
          expect((met.occupancy * agents) / load).toBeCloseTo(1 - met.abandons, 6)
        }
      ),
      { numRuns: 300 }
    )
  })
  test('with endless patience is the same as without giving up', () => {
    const base = { callsPerHour: 200, handleSeconds: 180 }
    const patient = performanceOf({ ...base, patienceSeconds: 1e9 }, 14, 20)
    expect(patient.servedWithin).toBeCloseTo(performanceOf(base, 14, 20).servedWithin, 6)
    expect(patient.averageAnswerSeconds).toBeCloseTo(performanceOf(base, 14, 20).averageAnswerSeconds, 4)
  })
  test('is endless waiting when more comes than can be served and nobody gives up', () => {
    expect(performanceOf({ callsPerHour: 400, handleSeconds: 180 }, 20, 20)).toMatchObject({
      waits: 1,
      servedWithin: 0,
      averageWaitSeconds: Number.POSITIVE_INFINITY
    })
  })
})

describe('One hour has five service levels', () => {
  const counts = { answered: 1000, abandoned: 60, answeredWithin: 860, abandonedWithin: 20, abandonedShort: 10 }
  test.each([
    ['SL1', 0.83],
    ['SL2', 0.86],
    ['SL3', 0.811],
    ['SL4', 0.827],
    ['SL5', 0.821]
  ] as const)('%s says %d', (formula, value) => expect(serviceLevel(formula, counts)).toBeCloseTo(value, 3))

  test('and a longer period is the sum of counts, not the mean of percentages', () => {
    const quiet = { answered: 1, abandoned: 0, answeredWithin: 0, abandonedWithin: 0, abandonedShort: 0 }
    expect(serviceLevel('SL3', sumCounts([counts, quiet]))).toBeCloseTo(860 / 1061, 12)
    expect(serviceLevel('SL4', sumCounts([]))).toBeNull()
    expect(Object.keys(serviceLevelFormulas)).toHaveLength(5)
  })
})
