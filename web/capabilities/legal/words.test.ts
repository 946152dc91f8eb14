import { expect, test } from 'vitest'
import { fenOf, size, yuan } from './words.ts'

test('amounts are typed in yuan and kept in fen; what is no amount is none', () => {
  expect([fenOf('5000'), fenOf('0.1'), fenOf('19.99')]).toEqual([500_000, 10, 1999])
  expect([fenOf('-1'), fenOf('ten'), fenOf('1e9'), fenOf('1.234'), fenOf('')]).toEqual(Array(5).fill(undefined))
  expect(yuan(500_000)).toBe('¥5,000.00')
  expect(size(2_097_152)).toBe('2.0 MB')
})
