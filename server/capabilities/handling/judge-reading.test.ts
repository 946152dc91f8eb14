import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeReading, worstOf } from './judge-reading.ts'

const rsrp = { better: 'high', healthy: -95, critical: -110 } as const
const drops = { better: 'low', healthy: 0.3, critical: 1 } as const

describe('a reading is judged by the thresholds (TK-15)', () => {
  test.each([
    [-80, 'healthy'],
    [-95, 'healthy'],
    [-96, 'weak'],
    [-110, 'weak'],
    [-111, 'critical']
  ] as const)('RSRP %d dBm is %s', (value, verdict) => expect(judgeReading(rsrp, value)).toBe(verdict))

  test.each([
    [0, 'healthy'],
    [0.3, 'healthy'],
    [0.5, 'weak'],
    [1, 'weak'],
    [1.1, 'critical']
  ] as const)('%d %% of calls dropped is %s', (value, verdict) => expect(judgeReading(drops, value)).toBe(verdict))

  test('a better value never has a worse verdict, and a test is as good as its worst reading', () => {
    const rank = { critical: 0, weak: 1, healthy: 2 }
    fc.assert(
      fc.property(fc.double({ min: -200, max: 200, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (value, more) => {
        expect(rank[judgeReading(rsrp, value + more)]).toBeGreaterThanOrEqual(rank[judgeReading(rsrp, value)])
        expect(rank[judgeReading(drops, value - more)]).toBeGreaterThanOrEqual(rank[judgeReading(drops, value)])
      })
    )
    expect(worstOf(['healthy', 'critical', 'weak'])).toBe('critical')
    expect(worstOf(['healthy', 'weak'])).toBe('weak')
    expect(worstOf(['healthy'])).toBe('healthy')
  })
})
