import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileCalendar } from '../working-time/index.ts'
import { type Clause, conditionsOver, runClause, type TimedEvent } from './index.ts'

const MINUTE = 60_000
const phrase = { zh: '事', en: 'matter' }
const day = ['00:00-24:00']
const allHours = compileCalendar({
  id: 'all-hours',
  name: phrase,
  zone: 'Asia/Shanghai',
  hours: [{ week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day } }]
})
const conditions = conditionsOver({ major: { type: 'yes-no', ...phrase } })
const clause: Clause = {
  id: 'reply',
  kind: 'clock',
  status: 'in-force',
  title: phrase,
  words: phrase,
  source: { document: phrase, trust: 'seed' },
  applies: { event: 'opened', when: 'major' },
  clock: {
    promise: 'answer',
    starts: 'opened',
    stops: ['answered'],
    voids: ['cancelled'],
    pauses: [{ event: 'waiting', until: ['resumed'], reasons: ['customer'] }],
    calendar: 'all-hours',
    owner: 'unit'
  },
  limit: { minutes: 30 },
  at_risk: { minutes: 10 },
  effective: { from: '2020-01-01' }
}

const histories = fc
  .uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 8 })
  .chain((minutes) =>
    fc.tuple(
      ...[...minutes]
        .sort((a, b) => a - b)
        .map((minute) =>
          fc.record({
            event: fc.constantFrom('waiting', 'resumed', 'answered', 'cancelled', 'noted'),
            at: fc.constant(minute * MINUTE),
            reason: fc.constantFrom('customer', 'parts', undefined)
          })
        )
    )
  )
  .map((events): TimedEvent[] => [{ event: 'opened', at: 0 }, ...events])

/** Walks minute by minute: counts while nobody pauses the clock, until something ends it. A pause that begins at the very deadline comes too late. */
function walked(events: readonly TimedEvent[], now: number): { state: string; used: number } {
  let used = 0
  let paused = false
  for (let minute = 0; ; minute++) {
    const happened = events.find(({ at }) => at === minute * MINUTE)
    if (happened && happened.at <= now) {
      if (happened.event === 'answered') return { state: used > 30 ? 'broken' : 'kept', used }
      if (happened.event === 'cancelled') return { state: used > 30 ? 'broken' : 'void', used }
      if (happened.event === 'waiting' && used < 30) paused = happened.reason === 'customer'
      if (happened.event === 'resumed') paused = false
    }
    if (minute * MINUTE >= now)
      return { state: used > 30 ? 'broken' : paused ? 'paused' : used >= 20 ? 'at-risk' : 'running', used }
    if (!paused) used++
  }
}

test('a clause run over a history agrees with a walk minute by minute', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 130 }), (events, minute) => {
      const now = minute * MINUTE
      const [run] = runClause(conditions, clause, allHours, { major: true }, events, now)
      const expected = walked(events, now)
      expect(run?.state).toBe(expected.state)
      expect(run?.clock.usedMs).toBe(Math.min(30, expected.used) * MINUTE)
    }),
    { numRuns: 500 }
  )
})

test('nothing is promised where the clause does not apply, or is only prepared', () => {
  const events = [{ event: 'opened', at: 0 }]
  expect(runClause(conditions, clause, allHours, { major: false }, events, MINUTE)).toEqual([])
  expect(runClause(conditions, { ...clause, status: 'prepared' }, allHours, { major: true }, events, MINUTE)).toEqual(
    []
  )
  expect(runClause(conditions, clause, allHours, { major: true }, events, -MINUTE)).toEqual([])
})

test('a second start makes a second promise only when the first has ended', () => {
  const events = [
    { event: 'opened', at: 0 },
    { event: 'opened', at: 5 * MINUTE },
    { event: 'answered', at: 10 * MINUTE },
    { event: 'opened', at: 20 * MINUTE }
  ]
  const runs = runClause(conditions, clause, allHours, { major: true }, events, 25 * MINUTE)
  expect(runs.map(({ startedAt, state }) => [startedAt, state])).toEqual([
    [0, 'kept'],
    [20 * MINUTE, 'running']
  ])
})
