import { expect, test } from 'vitest'
import { countdownOf, dayOf, lengthOf, momentOf, relativeOf } from './time.ts'

const zh = { language: 'zh-CN' as const, timeZone: 'Asia/Shanghai' }
const en = { language: 'en' as const, timeZone: 'Asia/Shanghai' }
const now = Date.parse('2026-11-24T06:00:00Z')

test('a moment is as short as it can be without being unclear', () => {
  expect(momentOf('2026-11-24T06:05:00Z', zh, now)).toBe('14:05')
  expect(momentOf('2026-11-23T18:05:00Z', zh, now)).toBe('02:05')
  expect(momentOf('2026-11-22T06:05:00Z', zh, now)).toBe('11月22日 14:05')
  expect(momentOf('2025-11-22T06:05:00Z', en, now)).toBe('22 Nov 2025 14:05')
})

test('midnight is 00:00, and days begin in the time zone of the operator', () => {
  expect(momentOf('2026-11-23T16:00:00Z', zh, now)).toBe('00:00')
  expect(dayOf('2026-11-23T16:00:00Z', zh, now)).toBe('11月24日周二')
  expect(dayOf('2026-11-23T15:59:00Z', en, now)).toBe('Mon 23 Nov')
})

test('lengths have two units at most and round down', () => {
  expect(lengthOf(45_900, 'zh-CN')).toBe('45秒')
  expect(lengthOf(3_599_000, 'zh-CN')).toBe('59分钟')
  expect(lengthOf(3_900_000, 'zh-CN')).toBe('1小时05分')
  expect(lengthOf(100 * 3_600_000, 'en')).toBe('4 d 4 h')
})

test('a countdown never shows zero while there is time left', () => {
  expect(countdownOf(725_000, 'zh-CN')).toBe('12:05')
  expect(countdownOf(1, 'zh-CN')).toBe('00:01')
  expect(countdownOf(0, 'zh-CN')).toBe('00:00')
})

test('the near past and future are told relatively', () => {
  expect(relativeOf('2026-11-24T05:59:30Z', zh, now)).toBe('刚刚')
  expect(relativeOf('2026-11-24T05:54:30Z', zh, now)).toBe('5分钟前')
  expect(relativeOf('2026-11-24T08:30:00Z', zh, now)).toBe('2小时后')
  expect(relativeOf('2026-11-22T03:00:00Z', en, now)).toBe('2 d ago')
  expect(relativeOf('2026-11-01T03:00:00Z', en, now)).toBe('1 Nov 11:00')
})
