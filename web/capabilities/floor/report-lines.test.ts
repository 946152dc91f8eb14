import { describe, expect, test } from 'vitest'
import { periodOf } from './report-period.ts'
import { reportLines } from './report-lines.ts'

const count = (slot: string, queueCode: string, answered: number, within: number) => ({
  slot, queueCode, channel: 'phone', offered: answered, answered, answeredWithin: [{ seconds: 15, n: within }], abandoned: 0, abandonedWithin: [], withdrawn: 0, overflowedOut: 0, overflowedIn: 0,
  transferredIn: 0, transferredOut: 0, resumed: 0, callbacks: 0, refused: 0, unanswered: 0, answeredWaitSeconds: 0, abandonedWaitSeconds: 0, handleSeconds: 0
})

describe('A report', () => {
  test('has one line per period, queues added by their counts and never by percentages', () => {
    const lines = reportLines([count('2026-11-24T02:15:00Z', 'a', 10, 1), count('2026-11-24T02:00:00Z', 'a', 90, 90), count('2026-11-24T02:00:00Z', 'b', 10, 0)], { formula: 'SL2', withinSeconds: () => 15, shortSeconds: 5 })
    expect(lines.map((line) => [line.slot.slice(11, 16), line.figures.answered, line.figures.serviceLevel])).toEqual([['02:00', 100, 0.9], ['02:15', 10, 0.1]])
  })

  test('covers whole days, turned round when the ends are, and never more than the most', () => {
    const hours = (from: string, to: string, most: number) => {
      const period = periodOf(from, to, most)
      return (Date.parse(period.until) - Date.parse(period.from)) / 3_600_000
    }
    expect([hours('2026-11-24', '2026-11-24', 8), hours('2026-11-24', '2026-11-22', 8), hours('2026-01-01', '2026-01-31', 8)]).toEqual([24, 72, 192])
  })
})
