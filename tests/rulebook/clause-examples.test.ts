import {
  decide,
  type Clause,
  type ClauseExample,
  clauseApplies,
  completeFacts,
  limitFor,
  type PromiseRun,
  runClause
} from '@shouwen/kernels/conditions/index'
import { describe, expect, test } from 'vitest'
import { rulebook } from '../../server/rulebook.ts'

const book = rulebook()

function runsOf(clause: Clause, { given, events = [], now }: ClauseExample): PromiseRun[] {
  const calendar = book.calendars.get(clause.clock?.calendar ?? '')
  if (!calendar) throw new Error(`${clause.id} has no calendar`)
  const timed = events.map(({ event, at, reason }) => ({ event, at: Date.parse(at), reason }))
  const last = Math.max(...timed.map(({ at }) => at))
  return runClause(book.conditions, clause, calendar, given, timed, now === undefined ? last : Date.parse(now))
}

describe.each(book.clauses.filter(({ examples }) => examples !== undefined))('clause $id', (clause) => {
  test.each(clause.examples ?? [])('$name', (example) => {
    const { expect: wanted, given } = example
    const facts = completeFacts(book.facts, given)
    if (wanted.applies !== undefined) {
      expect(clauseApplies(book.conditions, clause, clause.applies?.event ?? '', given)).toBe(wanted.applies)
    }
    const row = clause.table ? decide(clause.table, facts)[0] : limitFor(book.conditions, clause, given)
    if (wanted.row !== undefined) expect(row && ('id' in row ? row.id : row.row)).toBe(wanted.row)
    if (wanted.gives !== undefined) expect(row && 'gives' in row ? row.gives : null).toEqual(wanted.gives)
    if (wanted.due === undefined && wanted.outcome === undefined) return
    const run = runsOf(clause, example)[0]
    if (wanted.outcome !== undefined) expect(run?.state).toBe(wanted.outcome)
    if (wanted.due !== undefined) expect(run?.clock.dueAt).toBe(Date.parse(wanted.due))
  })
})

const running = book.clauses.filter(({ kind, status }) => kind === 'clock' && status === 'in-force')

test.each(running)('clause $id shows by an example when its promise is due', ({ examples }) => {
  expect(examples?.some((example) => example.expect.due !== undefined)).toBe(true)
})

test.each(book.clauses.filter(({ kind }) => kind === 'clock'))(
  'clause $id says its limit in words, in both languages',
  (clause) => {
    const limit = clause.limit
    if (!limit) throw new Error('a clock has a limit')
    // What is agreed case by case has no number of its own.
    const durations = 'fact' in limit ? [] : 'table' in limit ? limit.table.rows.map(({ gives }) => gives) : [limit]
    for (const { minutes, hours, days } of durations) {
      const amount = minutes !== undefined && minutes < 1 ? minutes * 60 : (minutes ?? hours ?? days)
      const number = new RegExp(`(?<![0-9])${amount}(?![0-9])`)
      expect(clause.words.zh).toMatch(number)
      expect(clause.words.en).toMatch(number)
    }
  }
)

test('FS-01: the restoration matrix has its forty cells, the eight illegible ones marked as assumed', () => {
  const limit = book.clauses.find(({ id }) => id === 'line-restoration')?.limit
  const rows = limit && 'table' in limit ? limit.table.rows : []
  expect(rows).toHaveLength(40)
  const assumed = rows.filter((row) => row.assumed)
  expect(assumed).toHaveLength(8)
  expect(new Set(assumed.map(({ when }) => when[0]))).toEqual(new Set(['data-line']))
})

test('TK-16: a promise that repeats is made anew when it was kept, until the case is over', () => {
  const clause = book.clauses.find(({ id }) => id === 'progress-told')
  if (!clause) throw new Error('progress-told is missing')
  const at = (day: number, hour: number) => `2026-03-0${day}T${String(hour).padStart(2, '0')}:00:00+08:00`
  const runs = runsOf(clause, {
    name: '',
    given: { kind: 'complaint', channel: 'phone' },
    events: [
      { event: 'task.assigned', at: at(2, 9) },
      { event: 'ticket.progress-told', at: at(2, 18) },
      { event: 'task.assigned', at: at(2, 19) },
      { event: 'ticket.progress-told', at: at(4, 9) },
      { event: 'ticket.resolved', at: at(4, 12) },
      { event: 'ticket.progress-told', at: at(4, 13) }
    ],
    expect: {}
  })
  expect(runs.map(({ state, startedAt }) => [state, startedAt])).toEqual([
    ['kept', Date.parse(at(2, 9))],
    ['broken', Date.parse(at(2, 18))],
    ['void', Date.parse(at(4, 9))]
  ])
})

test('a case called off after the deadline leaves the promise broken', () => {
  const clause = book.clauses.find(({ id }) => id === 'inquiry-response')
  if (!clause) throw new Error('inquiry-response is missing')
  const events = [
    { event: 'ticket.opened', at: '2026-03-02T09:00:00+08:00' },
    { event: 'ticket.cancelled', at: '2026-03-02T10:00:00+08:00' }
  ]
  const [run] = runsOf(clause, { name: '', given: { kind: 'inquiry', channel: 'email' }, events, expect: {} })
  expect(run?.state).toBe('broken')
})
