import { expect, test } from 'vitest'
import { newId, timeOfId } from './uuid7.ts'

test('ids made one after another strictly increase, even if the clock is set back', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => newId(index === 10_000 ? Date.now() - 60_000 : Date.now()))
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(ids.length)
})

test('an id is a version 7 UUID and tells when it was made', () => {
  const id = newId(Date.now() + 100_000)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Math.abs(timeOfId(id) - Date.now() - 100_000)).toBeLessThan(5_000)
})
