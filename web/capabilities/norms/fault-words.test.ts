import { expect, test } from 'vitest'
import { faultWords } from './fault-words.ts'

const zh = { language: 'zh-CN', timeZone: 'Asia/Shanghai' } as const

test('what editors meet most is said in Chinese', () => {
  expect(faultWords('no calendar is called moon', zh)).toBe('没有名为 moon 的日历')
  expect(faultWords('row others-low never decides: others-high come first', zh)).toBe(
    '行 others-low 永远轮不到，被 others-high 挡在前面'
  )
  expect(faultWords("/clock must have required property 'owner'", zh)).toBe('clock 缺少 owner')
  expect(faultWords('the whole must NOT have additional properties (titel)', zh)).toBe('条款不应有 titel')
})

test('instants are told by the clock of the reader', () => {
  expect(faultWords('due: 2026-03-02T01:20:00.000Z instead of 2026-03-02T01:30:00.000Z', zh)).toBe(
    'due：算得 2026-03-02 09:20:00，应为 2026-03-02 09:30:00'
  )
  expect(faultWords('due: 2026-03-02T01:20:00.000Z instead of nothing', { ...zh, language: 'en' })).toBe(
    'due: 2026-03-02 09:20:00 instead of nothing'
  )
})

test('what nobody foresaw is shown as it came', () => {
  expect(faultWords('Nested mappings are not allowed', zh)).toBe('Nested mappings are not allowed')
})
