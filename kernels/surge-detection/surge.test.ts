import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../random/index.ts'
import { arrived, dailyRhythm, restarted, type SurgeRule, type SurgeState, usualPerDay } from './index.ts'

const DAY = 86_400_000
const rule: SurgeRule = { ratio: 6, falseAlarmEvery: 2000, atLeast: 5, floorPerDay: 0.5, halfLifeDays: 14 }

/** Arrivals of a Poisson process of a rate per day. */
function* poisson(perDay: number, random: () => number, from = 0): Generator<number> {
  for (let at = from; ; ) {
    at += (-Math.log(1 - random()) / perDay) * DAY
    yield at
  }
}

function quiet(perDay: number, arrivals: number, seed: number) {
  let state: SurgeState | null = null
  let alarms = 0
  let n = 0
  for (const at of poisson(perDay, createRandom(seed))) {
    const step = arrived(state, at, rule)
    state = step.state
    if (step.alarm) alarms += 1
    if (step.alarm) state = restarted(step.state)
    n += 1
    if (n >= arrivals) break
  }
  return { alarms, state: state as SurgeState }
}

describe('A surge is found while it begins', () => {
  test('in quiet times there are fewer false alarms than promised, at rates from one a day to five an hour (seeded)', () => {
    for (const perDay of [1, 4, 20, 120]) {
      const arrivals = 60_000
      const { alarms } = quiet(perDay, arrivals, 7 + perDay)
      expect(alarms, `${perDay} a day`).toBeLessThanOrEqual(arrivals / rule.falseAlarmEvery)
    }
  })

  test('an outage with one complaint a minute where two a day are usual is found at its fifth or sixth complaint; half of those with five an hour within 75 minutes (seeded)', () => {
    const delays = (perDay: number, runs: number) =>
      Array.from({ length: runs }, (_, run) => {
        const { state } = quiet(2, 300, 1000 + run)
        let now: SurgeState = restarted(state)
        const start = now.lastAt
        let cases = 0
        for (const at of poisson(perDay, createRandom(5000 + run), start)) {
          const step = arrived(now, at, rule)
          now = step.state
          cases += 1
          if (step.alarm) return { minutes: (at - start) / 60_000, cases }
        }
        throw new Error('never found')
      }).sort((a, b) => a.minutes - b.minutes)
    const fast = delays(1440, 100)
    expect(fast[50]?.minutes).toBeLessThan(8)
    expect(fast.at(-1)?.cases).toBeLessThanOrEqual(8)
    expect(delays(120, 100)[50]?.minutes).toBeLessThan(75)
  })

  const gaps = fc.array(fc.integer({ min: 0, max: 3 * DAY }), { minLength: 1, maxLength: 120 })
  const run = (list: readonly number[]) => {
    let state: SurgeState | null = null
    let at = 1_000_000
    let alarm = false
    for (const gap of list) {
      at += gap
      const step = arrived(state, at, rule)
      state = step.state
      alarm ||= step.alarm
    }
    return { state: state as SurgeState, alarm }
  }

  test('the score is never negative, the run never longer than what arrived, and never begins after it', () => {
    fc.assert(
      fc.property(gaps, (list) => {
        const { state } = run(list)
        expect(state.score).toBeGreaterThanOrEqual(0)
        expect(state.cases).toBeLessThanOrEqual(list.length)
        expect(state.since).toBeLessThanOrEqual(state.lastAt)
        expect(usualPerDay(state, rule)).toBeGreaterThanOrEqual(rule.floorPerDay)
      })
    )
  })

  test('an arrival that comes sooner is never less reason for an alarm', () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 90 * DAY }), fc.integer({ min: 0, max: 90 * DAY }), (list, a, b) => {
        const { state } = run(list)
        const sooner = arrived(state, state.lastAt + Math.min(a, b), rule)
        const later = arrived(state, state.lastAt + Math.max(a, b), rule)
        expect(sooner.state.score).toBeGreaterThanOrEqual(later.state.score)
        expect(sooner.alarm || !later.alarm).toBe(true)
      })
    )
  })

  test('a few cases are never a surge, however close', () => {
    expect(run([0, 0, 0, 0]).alarm).toBe(false)
    expect(run([0, 0, 0, 0, 0, 0]).alarm).toBe(true)
  })

  test('news that comes late counts as of the newest and breaks nothing', () => {
    const first = arrived(null, 10 * DAY, rule).state
    expect(arrived(first, 9 * DAY, rule).state).toMatchObject({ lastAt: 10 * DAY, cases: 2 })
  })

  test('the rhythm of a day adds up to one, whatever the hours, and a busy hour weighs more', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 500 }), { minLength: 24, maxLength: 24 }), fc.integer({ min: 0, max: 400 * DAY }), (counts, from) => {
        expect(dailyRhythm(counts, 8 * 3_600_000)(from, from + DAY)).toBeCloseTo(1, 9)
      })
    )
    const busyAtTen = dailyRhythm(Array.from({ length: 24 }, (_, hour) => (hour === 10 ? 230 : 1)), 0)
    expect(busyAtTen(10 * 3_600_000, 11 * 3_600_000)).toBeGreaterThan(10 * busyAtTen(3 * 3_600_000, 4 * 3_600_000))
  })
})
