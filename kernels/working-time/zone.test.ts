import { describe, expect, it } from 'vitest'
import { dateOf, dayNumber, zoneOf } from './index.ts'

const wall = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00Z`)
const utc = (at: number) => new Date(at).toISOString().slice(0, 16)
const reached = (zone: string, text: string) => utc(zoneOf(zone).instantOf(wall(text)))

describe('a wall time means the first instant at which the local clock has reached it', () => {
  it('on ordinary days', () => {
    expect(reached('Asia/Shanghai', '2026-02-14 08:30')).toBe('2026-02-14T00:30')
    expect(reached('Asia/Urumqi', '2026-02-14 08:30')).toBe('2026-02-14T02:30')
  })
  it('a time skipped in spring is the moment of the jump', () => {
    expect(reached('Europe/Berlin', '2026-03-29 02:30')).toBe('2026-03-29T01:00')
    expect(reached('Europe/Berlin', '2026-03-29 03:00')).toBe('2026-03-29T01:00')
  })
  it('a time shown twice in autumn is its first showing', () => {
    expect(reached('Europe/Berlin', '2026-10-25 02:30')).toBe('2026-10-25T00:30')
    expect(reached('Europe/Berlin', '2026-10-25 03:00')).toBe('2026-10-25T02:00')
  })
  it('a date that was skipped whole begins and ends at the same moment', () => {
    expect(reached('Pacific/Apia', '2011-12-30 00:00')).toBe('2011-12-30T10:00')
    expect(reached('Pacific/Apia', '2011-12-31 00:00')).toBe('2011-12-30T10:00')
  })
})

it('a clock set back over midnight does not bring yesterday back', () => {
  const zone = zoneOf('America/St_Johns')
  const secondShowingOf2330 = Date.parse('2010-11-07T03:00:00Z')
  expect(utc(secondShowingOf2330 + zone.offsetAt(secondShowingOf2330))).toBe('2010-11-06T23:30')
  expect(dateOf(zone.dayOf(secondShowingOf2330))).toBe('2010-11-07')
})

it('dates are numbered from 1970, and what is no date has no number', () => {
  expect(dayNumber('1970-01-02')).toBe(1)
  expect(dateOf(dayNumber('2028-02-29'))).toBe('2028-02-29')
  expect(dayNumber('2026-02-29')).toBeNaN()
  expect(dayNumber('2026-2-9')).toBeNaN()
})

it('a zone that does not exist and an instant that is none are refused', () => {
  expect(() => zoneOf('Asia/Nowhere')).toThrow(RangeError)
  expect(() => zoneOf('Asia/Shanghai').dayOf(Number.NaN)).toThrow(RangeError)
})
