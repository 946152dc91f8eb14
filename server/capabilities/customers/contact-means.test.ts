import { expect, test } from 'vitest'
import { normalizedMeans } from './contact-means.ts'

test('one telephone has one spelling, however it is written', () => {
  for (const written of ['13812345678', '138 1234 5678', '+86 138-1234-5678', '0086-13812345678', '８６１３８１２３４５６７８'])
    expect(normalizedMeans('phone', written)).toBe('13812345678')
  expect(normalizedMeans('phone', '0731-8888 6666')).toBe('073188886666')
  expect(normalizedMeans('phone', '10086')).toBe('10086')
  expect(normalizedMeans('phone', ' HN0731-Lan9 ')).toBe('hn0731-lan9')
  expect(normalizedMeans('email', ' Wang.Fang@Example.COM ')).toBe('wang.fang@example.com')
})
