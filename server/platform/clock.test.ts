import { expect, test } from 'vitest'
import { fixedClock, sharedClock } from './clock.ts'

const there = new Date('2026-11-24T02:00:00Z')
const secondsOff = (clock: { now(): Date }) => (clock.now().getTime() - there.getTime()) / 1000

test('processes whose clocks are minutes apart live by the time of the database', async () => {
  for (const wrong of [-7 * 60_000, 10 * 60_000]) {
    const own = fixedClock(new Date(there.getTime() + wrong))
    const clock = sharedClock(own)
    expect(await clock.agree(async () => there)).toBe(-wrong)
    expect(secondsOff(clock)).toBe(0)
    own.advance(5000)
    expect(secondsOff(clock)).toBe(5)
  }
})

test('a clock that agrees within a quarter of a second, or an answer that took longer than it differs, corrects nothing', async () => {
  expect(await sharedClock(fixedClock(new Date(there.getTime() + 200))).agree(async () => there)).toBe(0)
  const own = fixedClock(there)
  const slow = async () => {
    own.advance(4000)
    return new Date(there.getTime() + 4000)
  }
  expect(await sharedClock(own).agree(slow)).toBe(0)
})

test('a clock that is set right later is no longer corrected', async () => {
  const own = fixedClock(new Date(there.getTime() + 60_000))
  const clock = sharedClock(own)
  await clock.agree(async () => there)
  own.set(there)
  expect(await clock.agree(async () => there)).toBe(0)
  expect(secondsOff(clock)).toBe(0)
})
