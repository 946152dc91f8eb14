import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClockFacts, clockSegments, compileCalendar, promiseClock, workingTimeBetween } from './index.ts'
import { calendarInWindow, pausesIn } from './testing/random-calendars.ts'
import { allHours, beijing, HOUR, inBeijing, office, workingDays } from './testing/sample-calendars.ts'

const desk = compileCalendar(office, [workingDays])
/** Four working hours from Tuesday 09:00, warned one hour before: due 15:00. */
const facts: ClockFacts = {
  startedAt: beijing('2026-03-03 09:00'),
  limit: { unit: 'hours', amount: 4 },
  calendar: desk,
  atRiskBefore: HOUR
}
const pause = (from: string, to?: string) => ({
  from: beijing(from),
  to: to ? beijing(to) : null,
  reason: 'waiting-for-customer'
})
const clockAt = (now: string, more: Partial<ClockFacts> = {}) => promiseClock({ ...facts, ...more }, beijing(now))

describe('a clock nobody stopped', () => {
  it('runs, is at risk, and is broken the moment after its deadline', () => {
    const running = clockAt('2026-03-03 10:00')
    expect(running).toMatchObject({
      state: 'running',
      usedMs: HOUR,
      remainingMs: 3 * HOUR,
      counting: true,
      overdueMs: 0
    })
    expect(inBeijing(running.dueAt)).toBe('2026-03-03 15:00')
    expect(inBeijing(running.atRiskAt)).toBe('2026-03-03 12:00')
    expect(clockAt('2026-03-03 13:00')).toMatchObject({ state: 'at-risk', remainingMs: HOUR, counting: false })
    expect(clockAt('2026-03-03 15:00')).toMatchObject({ state: 'at-risk', remainingMs: 0 })
    const broken = promiseClock(facts, beijing('2026-03-03 15:00') + 1)
    expect(broken).toMatchObject({ state: 'broken', remainingMs: 0, overdueMs: 1, nextChangeAt: null })
  })
  it('names the next moment at which its state changes', () => {
    expect(clockAt('2026-03-03 10:00').nextChangeAt).toBe(beijing('2026-03-03 12:00'))
    expect(clockAt('2026-03-03 12:00').nextChangeAt).toBe(beijing('2026-03-03 15:00') + 1)
  })
  it('can be warned by share of its time, and the earlier of two warnings counts', () => {
    expect(inBeijing(clockAt('2026-03-03 09:00', { atRiskBefore: undefined, atRiskShare: 0.5 }).atRiskAt)).toBe(
      '2026-03-03 11:00'
    )
    expect(inBeijing(clockAt('2026-03-03 09:00', { atRiskShare: 0.5 }).atRiskAt)).toBe('2026-03-03 11:00')
    expect(inBeijing(clockAt('2026-03-03 09:00', { atRiskShare: 0.9 }).atRiskAt)).toBe('2026-03-03 12:00')
    expect(clockAt('2026-03-03 09:00', { atRiskBefore: undefined }).atRiskAt).toBeNull()
  })
})

describe('a paused clock', () => {
  it('has no deadline while the pause lasts, and keeps what is left', () => {
    const paused = clockAt('2026-03-05 16:00', { pauses: [pause('2026-03-03 10:00')] })
    expect(paused).toMatchObject({ state: 'paused', dueAt: null, atRiskAt: null, nextChangeAt: null })
    expect(paused).toMatchObject({ usedMs: HOUR, remainingMs: 3 * HOUR, counting: false })
  })
  it('goes on with what was left', () => {
    const resumed = clockAt('2026-03-05 16:00', { pauses: [pause('2026-03-03 10:00', '2026-03-05 16:00')] })
    expect(resumed).toMatchObject({ state: 'running', remainingMs: 3 * HOUR })
    expect(inBeijing(resumed.dueAt)).toBe('2026-03-06 10:00')
  })
  it('is paused at once, though the day of its start would not have counted anyway', () => {
    const limit = { unit: 'days', amount: 2, days: 'natural', counting: 'from-next-day' } as const
    const pauses = [pause('2026-03-03 10:00')]
    expect(clockAt('2026-03-03 11:00', { limit, pauses })).toMatchObject({ state: 'paused', dueAt: null, usedMs: 0 })
    expect(clockSegments({ ...facts, limit, pauses }).map(({ reason }) => reason)).toEqual(['start-day', 'paused'])
  })
  it('cannot mend a promise that was broken before the pause', () => {
    expect(clockAt('2026-03-04 10:00', { pauses: [pause('2026-03-03 16:00')] }).state).toBe('broken')
  })
})

describe('a stopped clock', () => {
  it('is kept up to the very deadline and broken after it', () => {
    expect(clockAt('2026-03-09 09:00', { stoppedAt: beijing('2026-03-03 15:00') })).toMatchObject({
      state: 'kept',
      overdueMs: 0,
      nextChangeAt: null
    })
    const late = clockAt('2026-03-09 09:00', { stoppedAt: beijing('2026-03-03 15:01') })
    expect(late).toMatchObject({ state: 'broken', overdueMs: 60_000 })
  })
  it('is kept when it is stopped during a pause, and what comes later does not matter', () => {
    const stoppedAt = beijing('2026-03-04 10:00')
    const during = clockAt('2026-03-09 09:00', { stoppedAt, pauses: [pause('2026-03-03 10:00')] })
    expect(during).toMatchObject({ state: 'kept', usedMs: HOUR, remainingMs: 3 * HOUR })
    const later = clockAt('2026-03-09 09:00', {
      stoppedAt: beijing('2026-03-03 10:00'),
      pauses: [pause('2026-03-04 10:00')]
    })
    expect(inBeijing(later.dueAt)).toBe('2026-03-03 15:00')
  })
})

it('warnings of the calendar are handed on', () => {
  const late = clockAt('2026-12-31 17:00', { startedAt: beijing('2026-12-31 17:00') })
  expect(late.warnings).toEqual([{ code: 'calendar-year-missing', calendar: 'office', year: 2027 }])
})

describe('the segments of a clock', () => {
  it('tell every stretch up to the deadline', () => {
    const pauses = [pause('2026-03-03 10:00', '2026-03-03 15:00')]
    const told = clockSegments({ ...facts, pauses }).map(({ from, to, reason, cumulativeMs, withheldMs }) => [
      inBeijing(from),
      inBeijing(to),
      reason,
      cumulativeMs / HOUR,
      withheldMs && withheldMs / HOUR
    ])
    expect(told).toEqual([
      ['2026-03-03 09:00', '2026-03-03 10:00', 'running', 1, undefined],
      ['2026-03-03 10:00', '2026-03-03 15:00', 'paused', 1, 3],
      ['2026-03-03 15:00', '2026-03-03 17:30', 'running', 3.5, undefined],
      ['2026-03-03 17:30', '2026-03-04 08:30', 'closed', 3.5, undefined],
      ['2026-03-04 08:30', '2026-03-04 09:00', 'running', 4, undefined]
    ])
  })
  it('end with the pause that has not ended', () => {
    const last = clockSegments({ ...facts, pauses: [pause('2026-03-03 10:00')] }).at(-1)
    expect(last).toMatchObject({ reason: 'paused', to: null, ms: null, withheldMs: null, cumulativeMs: HOUR })
  })
  it('are not cut at the turn of the year', () => {
    const startedAt = beijing('2025-12-31 09:00')
    const told = clockSegments({ startedAt, limit: { unit: 'hours', amount: 48 }, calendar: compileCalendar(allHours) })
    expect(told).toMatchObject([{ from: startedAt, to: startedAt + 48 * HOUR, reason: 'running' }])
  })
  it('cover the time from start to deadline without gap, and what they count is the budget', () => {
    const scene = calendarInWindow.chain(({ data, window }) =>
      fc.record({
        calendar: fc.constant(compileCalendar(data)),
        pauses: pausesIn(window),
        startedAt: fc.nat(window.reached.length - 1).map((minute) => window.from + minute * 60_000),
        limit: fc.constantFrom(
          { unit: 'hours', amount: 20 } as const,
          { unit: 'days', amount: 3, days: 'natural', counting: 'from-next-day' } as const,
          { unit: 'days', amount: 3, days: 'working', counting: 'from-next-day' } as const
        )
      })
    )
    fc.assert(
      fc.property(scene, (random) => {
        const segments = clockSegments(random)
        const clock = promiseClock(random, random.startedAt)
        let cursor = random.startedAt
        let counted = 0
        for (const segment of segments) {
          expect(segment.from).toBe(cursor)
          expect(segment.ms).toBe((segment.to ?? NaN) - segment.from)
          if (segment.counts) counted += segment.ms ?? NaN
          expect(segment.cumulativeMs).toBe(counted)
          cursor = segment.to ?? NaN
        }
        expect(cursor).toBe(clock.dueAt)
        expect(counted).toBe(clock.budgetMs)
        if (random.limit.unit === 'hours') {
          expect(counted).toBe(
            workingTimeBetween(random.startedAt, clock.dueAt ?? NaN, random.calendar, random.pauses).ms
          )
        }
      }),
      { numRuns: 200 }
    )
  })
})
