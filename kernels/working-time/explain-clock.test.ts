import { expect, it } from 'vitest'
import { type ClockFacts, compileCalendar, explainClock } from './index.ts'
import { beijing, HOUR, inBeijing, office, workingDays } from './testing/sample-calendars.ts'

const desk = compileCalendar(office, [workingDays])
const told = (facts: ClockFacts) =>
  explainClock(facts).steps.map(({ kind, from, to, cumulativeMs }) => [
    kind,
    inBeijing(from),
    inBeijing(to),
    cumulativeMs / HOUR
  ])

it('working days run in one line, and the weekend between them is another', () => {
  const facts = {
    startedAt: beijing('2026-03-04 10:00'),
    limit: { unit: 'hours', amount: 24 } as const,
    calendar: desk
  }
  expect(told(facts)).toEqual([
    ['running', '2026-03-04 10:00', '2026-03-06 17:30', 19.5],
    ['closed', '2026-03-06 17:30', '2026-03-09 08:30', 19.5],
    ['running', '2026-03-09 08:30', '2026-03-09 15:00', 24]
  ])
})

it('a holiday is told by name, a make-up day as such, and a pause with what it kept back', () => {
  const facts: ClockFacts = {
    startedAt: beijing('2026-02-12 20:00'),
    limit: { unit: 'hours', amount: 15 },
    calendar: desk,
    pauses: [{ from: beijing('2026-02-13 10:00'), to: beijing('2026-02-13 15:00'), reason: 'waiting-for-customer' }]
  }
  expect(told(facts)).toEqual([
    ['closed', '2026-02-12 20:00', '2026-02-13 08:30', 0],
    ['running', '2026-02-13 08:30', '2026-02-13 10:00', 1.5],
    ['paused', '2026-02-13 10:00', '2026-02-13 15:00', 1.5],
    ['running', '2026-02-13 15:00', '2026-02-14 17:30', 11],
    ['holiday', '2026-02-15 00:00', '2026-02-24 00:00', 11],
    ['running', '2026-02-24 08:30', '2026-02-24 14:30', 15]
  ])
  const { steps } = explainClock(facts)
  expect(steps[2]).toMatchObject({ pauseReason: 'waiting-for-customer', withheldMs: 3 * HOUR })
  expect(steps[3]).toMatchObject({ countedMs: 9.5 * HOUR, makeUpDays: [{ date: '2026-02-14', name: { zh: '春节' } }] })
  expect(steps[4]?.name).toEqual({ zh: '春节', en: 'Spring Festival' })
})

it('a limit in natural days leaves out the day of the start and nothing else', () => {
  const limit = { unit: 'days', amount: 15, days: 'natural', counting: 'from-next-day' } as const
  expect(told({ startedAt: beijing('2026-02-10 10:00'), limit, calendar: desk })).toEqual([
    ['start-day', '2026-02-10 10:00', '2026-02-11 00:00', 0],
    ['running', '2026-02-11 00:00', '2026-02-26 00:00', 360]
  ])
})
