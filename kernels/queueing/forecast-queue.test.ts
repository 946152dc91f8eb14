import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../random/index.ts'
import { estimateWait, type ForecastPoint, forecastQueue, performanceOf } from './index.ts'

const hour = { untilSeconds: 3600, everySeconds: 3600, watch: 10 }
const last = (points: ForecastPoint[]) => points.at(-1) as ForecastPoint

describe('The queue in ten minutes', () => {
  test('tends to what Erlang A says, whatever it is now', () => {
    const traffic = { callsPerHour: 1200, handleSeconds: 180, patienceSeconds: 90 }
    const steady = performanceOf(traffic, 58, 20)
    for (const waiting of [0, 40]) {
      const { points, errorAtMost } = forecastQueue({ waiting, busy: waiting ? 58 : 0, agents: 58 }, traffic, hour)
      expect(errorAtMost).toBeLessThan(1e-9)
      expect(last(points).waiting).toBeCloseTo(steady.averageQueue, 5)
      expect(last(points).busy / 58).toBeCloseTo(steady.occupancy, 6)
    }
  })

  test('follows the exact formula when everybody is served at once', () => {
    const traffic = { callsPerHour: 600, handleSeconds: 120 }
    const { points } = forecastQueue({ waiting: 0, busy: 3, agents: 200 }, traffic, {
      untilSeconds: 240,
      everySeconds: 60,
      watch: 5
    })
    for (const { afterSeconds, busy } of points) {
      const kept = Math.exp(-afterSeconds / 120)
      expect(busy).toBeCloseTo(3 * kept + 20 * (1 - kept), 8)
    }
  })

  test('agrees with ten thousand seeded walks through a surge with four people more after two minutes', () => {
    const traffic = { callsPerHour: 400, handleSeconds: 200, patienceSeconds: 150 }
    const state = { waiting: 8, busy: 20, agents: 20 }
    const changes = [{ afterSeconds: 120, agents: 24 }]
    const { points } = forecastQueue(state, traffic, { changes, untilSeconds: 600, everySeconds: 600, watch: 5 })
    const walks = 10_000
    const random = createRandom(7)
    let waiting = 0
    let above = 0
    let abandoned = 0
    for (let walk = 0; walk < walks; walk++) {
      let at = 0
      let inside = state.busy + state.waiting
      for (;;) {
        const agents = at < 120 ? 20 : 24
        const up = traffic.callsPerHour / 3600
        const done = Math.min(inside, agents) / traffic.handleSeconds
        const gone = Math.max(0, inside - agents) / traffic.patienceSeconds
        const next = at - Math.log(1 - random()) / (up + done + gone)
        if (at < 120 && next >= 120) {
          at = 120
          continue
        }
        if (next >= 600) break
        at = next
        const choice = random() * (up + done + gone)
        if (choice < up) inside += 1
        else inside -= 1
        if (choice >= up + done) abandoned += 1
      }
      waiting += Math.max(0, inside - 24)
      if (inside - 24 > 5) above += 1
    }
    expect(last(points).waiting).toBeCloseTo(waiting / walks, 0)
    expect(Math.abs(last(points).waiting - waiting / walks)).toBeLessThan(0.15)
    expect(Math.abs(last(points).aboveWatch - above / walks)).toBeLessThan(0.015)
    expect(Math.abs(last(points).abandoned / (abandoned / walks) - 1)).toBeLessThan(0.02)
  })

  test('is never longer with more people', () => {
    const state = fc.record({
      waiting: fc.integer({ min: 0, max: 40 }),
      busy: fc.constant(15),
      agents: fc.constant(15)
    })
    const traffic = { callsPerHour: 350, handleSeconds: 180, patienceSeconds: 120 }
    fc.assert(
      fc.property(state, fc.integer({ min: 1, max: 10 }), (now, more) => {
        const plan = { untilSeconds: 600, everySeconds: 120, watch: 5 }
        const without = forecastQueue(now, traffic, plan).points
        const changes = [{ afterSeconds: 0, agents: 15 + more }]
        forecastQueue(now, traffic, { ...plan, changes }).points.forEach((point, index) => {
          expect(point.waiting).toBeLessThanOrEqual((without[index] as ForecastPoint).waiting + 1e-9)
          expect(point.waitingLow).toBeLessThanOrEqual(point.waitingHigh)
        })
      }),
      { numRuns: 25 }
    )
  })

  test('grows without end when more comes than is served and nobody gives up', () => {
    const { points } = forecastQueue(
      { waiting: 0, busy: 10, agents: 10 },
      { callsPerHour: 400, handleSeconds: 180 },
      { ...hour, untilSeconds: 1800 }
    )
    expect(last(points).waiting).toBeCloseTo(100, -1)
  })
})

describe('The wait of a caller', () => {
  test('is told for nine of ten, and matches what happens to 20,000 seeded callers', () => {
    const ahead = { position: 6, agents: 12, handleSeconds: 200, patienceSeconds: 100 }
    const estimate = estimateWait(ahead)
    const random = createRandom(11)
    const waits = Array.from({ length: 20_000 }, () => {
      let wait = 0
      for (let place = 0; place < ahead.position; place++) wait -= Math.log(1 - random()) / (12 / 200 + place / 100)
      return wait
    }).sort((a, b) => a - b)
    expect((waits[10_000] as number) / (estimate?.halfSeconds ?? 0)).toBeCloseTo(1, 1)
    expect(Math.abs((waits[18_000] as number) / (estimate?.nineOfTenSeconds ?? 0) - 1)).toBeLessThan(0.02)
  })
  test('grows with the position and shrinks with people and with impatience', () => {
    const base = { position: 5, agents: 10, handleSeconds: 180 }
    const mean = (change: object) => estimateWait({ ...base, ...change })?.meanSeconds ?? 0
    expect(mean({})).toBe(90)
    expect(mean({ position: 6 })).toBeGreaterThan(mean({}))
    expect(mean({ agents: 11 })).toBeLessThan(mean({}))
    expect(mean({ patienceSeconds: 60 })).toBeLessThan(mean({}))
  })
  test('is not told when nobody is there', () => {
    expect(estimateWait({ position: 1, agents: 0, handleSeconds: 180 })).toBeNull()
  })
})
