import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorkingTime, compileCalendar, dueAfter, isOpenAt, nextOpening, workingTimeBetween } from './index.ts'
import { countingMinutes, openMinutes, shiftsOf, type Walk } from './testing/minute-walker.ts'
import { calendarInWindow, pausesIn } from './testing/random-calendars.ts'

const MINUTE = 60_000
// The limit of time only keeps the search for a small counterexample short when something is wrong.
const runs = { numRuns: 250, interruptAfterTimeLimit: 5000 }

const scene = calendarInWindow.chain(({ data, window }) => {
  const minute = fc.integer({ min: 0, max: window.reached.length - 1 })
  return fc.record({
    data: fc.constant(data),
    window: fc.constant(window),
    pauses: pausesIn(window),
    from: minute,
    to: minute,
    minutes: fc.integer({ min: 0, max: 6000 })
  })
})
/** These calendars open every week and these pauses end, so there always is an answer. */
const endOf = ({ at }: { at: number | null }) => at ?? NaN
const instant = (window: Walk, minute: number) => window.from + minute * MINUTE

describe('over random calendars, the kernel agrees with a walk minute by minute', () => {
  it('on which minutes are open and which opening comes next', () => {
    fc.assert(
      fc.property(calendarInWindow, ({ data, window }) => {
        const calendar = compileCalendar(data)
        const open = openMinutes(data, window)
        let next = -1
        for (let minute = open.length - 1; minute >= 0; minute--) {
          if (open[minute]) next = minute
          if (minute % 7 !== 0) continue
          const at = instant(window, minute)
          if (isOpenAt(at, calendar).open !== open[minute]) throw new Error(`open at ${new Date(at).toISOString()}?`)
          if (next >= 0 && nextOpening(at, calendar).at !== instant(window, next)) {
            throw new Error(`next opening after ${new Date(at).toISOString()}?`)
          }
        }
      }),
      { ...runs, numRuns: 150 }
    )
  })

  it('on the time between two instants, with and without pauses', () => {
    fc.assert(
      fc.property(scene, ({ data, window, pauses, from, to }) => {
        const counting = countingMinutes(openMinutes(data, window), window, pauses)
        const expected = counting.slice(from, Math.max(from, to)).filter(Boolean).length
        const { ms } = workingTimeBetween(instant(window, from), instant(window, to), compileCalendar(data), pauses)
        expect(ms).toBe(expected * MINUTE)
      }),
      runs
    )
  })

  it('on where a length of time ends, with and without pauses', () => {
    fc.assert(
      fc.property(scene, ({ data, window, pauses, from, minutes }) => {
        const counting = countingMinutes(openMinutes(data, window), window, pauses)
        let end = from
        let left = minutes
        while (left > 0 && end < counting.length) if (counting[end++]) left--
        fc.pre(left === 0)
        const { at } = addWorkingTime(instant(window, from), minutes * MINUTE, compileCalendar(data), pauses)
        expect(at).toBe(instant(window, end))
      }),
      runs
    )
  })

  it('on the end of natural and of working days counted from the next day', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 1, max: 6 }), ({ data, window, from }, amount) => {
        const calendar = compileCalendar(data)
        const today = Math.floor((window.reached[from] ?? NaN) / 1440)
        const firstAt = (wall: number) =>
          instant(
            window,
            window.reached.findIndex((reached) => reached >= wall)
          )

        const natural = firstAt((today + amount + 1) * 1440)
        let [day, left] = [today, amount]
        while (left > 0 && day < today + 30) if (shiftsOf(data, ++day).length > 0) left--
        const working = firstAt(Math.max(0, ...shiftsOf(data, day).map(([, end]) => end)))
        fc.pre(natural >= window.from && working >= window.from && left === 0)

        const limit = { unit: 'days', amount, counting: 'from-next-day' } as const
        const start = instant(window, from)
        expect(dueAfter(start, { ...limit, days: 'natural' }, calendar).at).toBe(natural)
        const at = endOf(dueAfter(start, { ...limit, days: 'working' }, calendar))
        // A day skipped or swallowed by a shift in front of it adds no time; then the end is where its time was used up.
        expect(at).toBeLessThanOrEqual(working)
        expect(workingTimeBetween(at, working, calendar).ms).toBe(0)
      }),
      runs
    )
  })
})

describe('laws of counting', () => {
  it('adding and measuring are inverse', () => {
    fc.assert(
      fc.property(scene, ({ data, window, pauses, from, to, minutes }) => {
        const calendar = compileCalendar(data)
        const [start, end] = [instant(window, from), instant(window, Math.max(from, to))]
        const added = endOf(addWorkingTime(start, minutes * MINUTE, calendar, pauses))
        expect(workingTimeBetween(start, added, calendar, pauses).ms).toBe(minutes * MINUTE)

        const { ms } = workingTimeBetween(start, end, calendar, pauses)
        const back = endOf(addWorkingTime(start, ms, calendar, pauses))
        expect(back).toBeLessThanOrEqual(end)
        expect(workingTimeBetween(back, end, calendar, pauses).ms).toBe(0)
      }),
      runs
    )
  })

  it('a later start, a longer time or one more pause never ends earlier', () => {
    fc.assert(
      fc.property(scene, fc.nat(3000), ({ data, window, pauses, from, minutes }, more) => {
        const calendar = compileCalendar(data)
        const start = instant(window, from)
        const end = endOf(addWorkingTime(start, minutes * MINUTE, calendar, pauses))
        expect(endOf(addWorkingTime(start + more * MINUTE, minutes * MINUTE, calendar, pauses))).toBeGreaterThanOrEqual(
          end
        )
        expect(endOf(addWorkingTime(start, (minutes + more) * MINUTE, calendar, pauses))).toBeGreaterThanOrEqual(end)
        expect(endOf(addWorkingTime(start, minutes * MINUTE, calendar, pauses.slice(1)))).toBeLessThanOrEqual(end)
      }),
      runs
    )
  })

  it('days from the instant never end earlier for a later start', () => {
    fc.assert(
      fc.property(scene, fc.nat(3000), fc.constantFrom('natural', 'working'), ({ data, window, from }, more, days) => {
        const calendar = compileCalendar(data)
        const limit = { unit: 'days', amount: 3, counting: 'from-instant', days } as const
        const start = instant(window, from)
        const due = endOf(dueAfter(start, limit, calendar))
        expect(due).toBeGreaterThan(start)
        expect(endOf(dueAfter(start + more * MINUTE, limit, calendar))).toBeGreaterThanOrEqual(due)
      }),
      runs
    )
  })
})
