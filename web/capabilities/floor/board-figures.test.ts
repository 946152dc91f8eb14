import type { FloorQueue } from '@shouwen/contract/floor-state'
import { describe, expect, test } from 'vitest'
import { newAlarms } from './board-alarms.ts'
import { queueLines, type Today, wholeFloor } from './board-figures.ts'
import { shown } from './shown.ts'

const queue = (code: string, more: Partial<FloorQueue> = {}): FloorQueue => ({ code, nameZh: code, nameEn: code, unitId: null, waiting: 0, callbacks: 0, longestWaitSince: null, offered: 0, held: 0, staffed: 0, ready: 0, channels: [], ...more })
const item = (queueCode: string, answered: number, abandoned: number, within: number): Today['items'][number] => ({
  slot: '2026-11-24T00:00:00Z', queueCode, channel: 'phone', offered: answered + abandoned, answered, answeredWithin: [{ seconds: 15, n: within }], abandoned, abandonedWithin: [], withdrawn: 0,
  overflowedOut: 1, overflowedIn: 0, transferredIn: 0, transferredOut: 0, resumed: 0, callbacks: 0, refused: 0, unanswered: 0, answeredWaitSeconds: answered * 10, abandonedWaitSeconds: 0, handleSeconds: answered * 100
})
const today: Today = { since: '2026-11-24T00:00:00Z', items: [item('a', 8, 2, 7), item('b', 10, 0, 10)], states: [{ unitId: 'u', state: 'wrap-up', seconds: 180 }] }
const rule = { formula: 'SL3' as const, withinSeconds: () => 15, shortSeconds: 5 }

describe('The board', () => {
  test('adds queues by their counts: seven of ten and ten of ten are seventeen of twenty', () => {
    expect(wholeFloor([queue('a'), queue('b')], today, rule, 0).figures.serviceLevel).toBe(0.85)
    expect(wholeFloor([queue('a')], today, rule, 0).handleTime).toBe(110)
  })

  test('puts queues in which something happens before quiet ones, and counts the longest wait by the server’s clock', () => {
    const lines = queueLines([queue('quiet'), queue('a', { waiting: 1, longestWaitSince: '2026-11-24T00:00:00Z' })], today, rule, Date.parse('2026-11-24T00:01:30Z'))
    expect(lines.map((line) => [line.queue.code, line.longestWait])).toEqual([['a', 90], ['quiet', null]])
  })

  test('sounds once when a threshold is crossed, and again only after it had been calm', () => {
    const at = (level: 'calm' | 'warn' | 'alarm') => [{ key: 'a waiting', level }]
    const first = newAlarms(new Set(), at('alarm'))
    expect(first.fresh).toEqual(['a waiting'])
    expect(newAlarms(first.sounded, at('alarm')).fresh).toEqual([])
    expect(newAlarms(newAlarms(first.sounded, at('warn')).sounded, at('alarm')).fresh).toEqual([])
    expect(newAlarms(newAlarms(first.sounded, at('calm')).sounded, at('alarm')).fresh).toEqual(['a waiting'])
  })

  test('never rounds a missed target up', () => {
    expect([shown(0.8496, 'share', 'en'), shown(null, 'share', 'en'), shown(75, 'seconds', 'en')]).toEqual(['84.9%', '—', '01:15'])
  })
})
