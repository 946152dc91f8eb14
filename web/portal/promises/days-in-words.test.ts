import { expect, test } from 'vitest'
import { daysInWords } from './days-in-words.ts'

const say = (key: string) => key.replace('promises.', '').replace('day.', 'd')

test('SP-26: neighbouring days with the same hours are said once, a closed day says so', () => {
  const day = ['08:30-18:00']
  expect(daysInWords([day, day, day, day, day, ['09:00-12:00'], []], say)).toBe('d0–d4 08:30-18:00 · d5 09:00-12:00 · d6 closed')
  expect(daysInWords(Array.from({ length: 7 }, () => ['00:00-24:00']), say)).toBe('d0–d6 00:00-24:00')
})
