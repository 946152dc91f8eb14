import { describe, expect, test } from 'vitest'
import { type FloorCounts, floorFigures, levelOf, occupancyOf } from './floor-figures.ts'
import type { ServiceLevelFormula } from './service-level.ts'

/** The published hour of `standards.md` 3.3: one hour, five results. */
const hour: FloorCounts = {
  channel: 'phone',
  offered: 1060,
  answered: 1000,
  answeredWithin: [
    { seconds: 15, n: 860 },
    { seconds: 60, n: 990 }
  ],
  abandoned: 60,
  abandonedWithin: [
    { seconds: 5, n: 10 },
    { seconds: 15, n: 20 },
    { seconds: 60, n: 50 }
  ],
  answeredWaitSeconds: 9000,
  handleSeconds: 200_000
}
const chat: FloorCounts = { ...hour, channel: 'chat' }
const rule = (formula: ServiceLevelFormula) => ({ formula, withinSeconds: (channel: string) => (channel === 'phone' ? 15 : 60), shortSeconds: 5 })

describe('Figures of the floor', () => {
  test('give the five service levels of the published hour by their names', () => {
    const shares = (['SL1', 'SL2', 'SL3', 'SL4', 'SL5'] as const).map((formula) => Math.round((floorFigures([hour], rule(formula)).serviceLevel ?? 0) * 1000) / 10)
    expect(shares).toEqual([83, 86, 81.1, 82.7, 82.1])
  })

  test('measure each channel by its own threshold and add counts, never percentages', () => {
    const small: FloorCounts = { ...chat, offered: 10, answered: 10, answeredWithin: [{ seconds: 60, n: 0 }], abandoned: 0, abandonedWithin: [] }
    expect(floorFigures([hour, small], rule('SL3')).serviceLevel).toBeCloseTo(860 / 1070)
    expect(floorFigures([chat], rule('SL3')).serviceLevel).toBeCloseTo(990 / 1060)
  })

  test('say nothing of a time in which nobody came', () => {
    expect(floorFigures([], rule('SL4'))).toEqual({ offered: 0, answered: 0, abandoned: 0, serviceLevel: null, answerRate: null, abandonRate: null, averageAnswer: null, serviceTime: null })
    expect(occupancyOf([{ seconds: 900, counts: 'paused' }])).toBeNull()
  })

  test('count occupancy as busy of busy and ready, without pauses', () => {
    expect(occupancyOf([{ seconds: 600, counts: 'busy' }, { seconds: 200, counts: 'ready' }, { seconds: 900, counts: 'paused' }])).toBe(0.75)
  })

  test('are marked as the rulebook says, exactly at its bounds', () => {
    const waiting = { warn: { above: 5 }, alarm: { above: 10 } }
    expect([5, 6, 10, 11].map((n) => levelOf(n, waiting))).toEqual(['calm', 'warn', 'warn', 'alarm'])
    expect([119.9, 120].map((n) => levelOf(n, { alarm: { from: 120 } }))).toEqual(['calm', 'alarm'])
    expect([0.85, 0.849].map((n) => levelOf(n, { alarm: { below: 0.85 } }))).toEqual(['calm', 'alarm'])
    expect(levelOf(null, waiting)).toBe('calm')
  })
})
