import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rulebook } from '#server/rulebook'
import { cityMinutes } from './city-time.ts'

const city = rulebook().complaints.levels.city
const now = new Date('2026-11-24T02:00:00Z')
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test('the city gets its share of fifteen days, and nothing when a day is left @norm TK-06', () => {
  expect(cityMinutes(city, now, after(15 * 1440))).toBe(Math.floor(15 * 1440 * city.share))
  expect(cityMinutes(city, now, after(1440))).toBeNull()
  expect(cityMinutes(city, now, null)).toBeNull()
  expect(cityMinutes(city, now, after(-60))).toBeNull()
})

test('whatever is left, the city’s deadline lies within the province’s and leaves it its reserve; more time left never means less for the city @norm TK-06', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000, max: 200_000 }), fc.nat(5000), (left, more) => {
      const minutes = cityMinutes(city, now, after(left))
      if (minutes !== null) {
        expect(minutes + city.reserve_minutes).toBeLessThanOrEqual(left)
        expect(minutes).toBeGreaterThanOrEqual(city.least_minutes)
        expect(cityMinutes(city, now, after(left + more))).toBeGreaterThanOrEqual(minutes)
      }
    })
  )
})
