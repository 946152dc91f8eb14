import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { PromiseBadge } from './promise-badge.tsx'
import { countedUntil, PromiseWhy, type Segment } from './promise-why.tsx'
import { placeOf, widthsOf } from './segment-bar.tsx'
import { type Words, WordsContext } from './words.ts'

const words: Words = {
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  say: (key, values) => `${key}${values ? `:${Object.values(values)}` : ''}`
}
const draw = (node: React.ReactNode) => renderToStaticMarkup(<WordsContext value={words}>{node}</WordsContext>)

// An afternoon, a night that does not count, the next morning.
const segments: Segment[] = [
  { from: '2025-11-24T08:00:00Z', to: '2025-11-24T10:00:00Z', counts: true, reason: '工作时间' },
  { from: '2025-11-24T10:00:00Z', to: '2025-11-25T01:00:00Z', counts: false, reason: '夜间不计' },
  { from: '2025-11-25T01:00:00Z', to: '2025-11-25T03:00:00Z', counts: true, reason: '工作时间' }
]

test('only time that counts is added up, and only up to the instant asked for', () => {
  const hour = 3_600_000
  expect(countedUntil(segments, Date.parse('2025-11-24T09:00:00Z'))).toBe(hour)
  expect(countedUntil(segments, Date.parse('2025-11-24T20:00:00Z'))).toBe(2 * hour)
  expect(countedUntil(segments, Date.parse('2025-11-26T00:00:00Z'))).toBe(4 * hour)
})

test('a night on the bar does not hide the working hours, and the needle stands where the time is', () => {
  const widths = widthsOf(segments)
  expect(widths.reduce((a, b) => a + b)).toBeCloseTo(1)
  expect(widths[1]).toBeLessThan(widths[0] as number)
  expect(placeOf(segments, widths, Date.parse('2025-11-24T09:00:00Z'))).toBeCloseTo((widths[0] as number) / 2)
  expect(placeOf(segments, widths, Date.parse('2025-11-26T00:00:00Z'))).toBeUndefined()
})

test('the explanation shows the source, every segment and the sum', () => {
  const html = draw(
    <PromiseWhy
      name="答复"
      state="kept"
      startedAt="2025-11-24T08:00:00Z"
      dueAt="2025-11-25T03:00:00Z"
      settledAt="2025-11-25T02:00:00Z"
      limitMs={4 * 3_600_000}
      source={{ document: '服务规范', article: '第 12 条', text: '4 个工作小时内答复' }}
      segments={segments}
    />
  )
  for (const piece of [
    '4 个工作小时内答复',
    '第 12 条',
    '夜间不计',
    'promise.not-counted',
    '3小时',
    '2025年11月25日 11:00'
  ])
    expect(html).toContain(piece)
})

test('a badge says its state in words, not by colour alone', () => {
  const html = draw(
    <PromiseBadge name="首次响应" state="kept" dueAt="2025-11-25T03:00:00Z" settledAt="2025-11-25T02:55:00Z" />
  )
  expect(html).toContain('aria-label="首次响应: promise.kept, promise.early:5分钟"')
})
