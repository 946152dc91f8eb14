import { runClause, type TimedEvent } from '@shouwen/kernels/conditions/index'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Call } from '#platform/action'
import { newId } from '#platform/uuid7'
import { rulebook } from '#server/rulebook'
import { turnByEvent, turnByTime } from './clock-life.ts'
import type { Clock } from './clock-row.ts'
import type { ClauseVersion, Rules } from './rules-in-force.ts'
import { type ClockSubject, clocksStartedBy, nextRound } from './start-clocks.ts'

const book = rulebook()
const start = Date.UTC(2026, 1, 10, 1)
const subject: ClockSubject = { kind: 'ticket', id: newId(), regionId: 1, unitId: null, ownerId: null }
const call = { app: { newId }, now: new Date(start) } as unknown as Call

const clauses = book.clauses.filter(({ kind, status }) => kind === 'clock' && status === 'in-force')
const versions = clauses.map((clause): ClauseVersion => ({ id: clause.id, clauseId: clause.id, version: 1, hash: clause.hash, clause }))
const rules: Rules = {
  versions: new Map(versions.map((version) => [version.id, version])),
  timelines: new Map(versions.map((version) => [version.clauseId, [{ from: 0, version }]])),
  startingAt: new Map([...Map.groupBy(versions, ({ clause }) => clause.applies?.event ?? '')].map(([event, list]) => [event, list.map(({ clauseId }) => clauseId)])),
  touching: new Set(),
  calendars: new Map([...book.calendars].map(([id, calendar]) => [id, { id, calendarId: id, version: 1, hash: '', calendar }])),
  calendarVersions: new Map()
}

/** What the database holds after the events came one by one, without the database. */
function lived(facts: Record<string, string>, events: TimedEvent[], now: number, sweeps: boolean): Clock[] {
  let clocks: Clock[] = []
  for (const told of events) {
    if (sweeps) clocks = clocks.map((clock) => turnByTime(turnByTime(clock, told.at - 1).clock, told.at - 1).clock)
    const turned = clocks.map((clock) => turnByEvent(clock, told))
    const ended = turned.filter(({ clock, turn }) => turn !== 'none' && clock.stoppedBy === told.event && clock.version.clause.clock?.stops.includes(told.event))
    clocks = [...turned.map(({ clock }) => clock), ...ended.flatMap(({ clock }) => nextRound(call, rules, clock, subject) ?? [])]
    const unfinished = clocks.filter(({ stoppedAt }) => stoppedAt === null)
    clocks.push(...clocksStartedBy(call, rules, { event: told.event, at: told.at, facts, subject }, () => told.at, unfinished))
  }
  return clocks.map((clock) => turnByTime(turnByTime(clock, now).clock, now).clock)
}

const MINUTE = 60_000
/** Mostly pauses of a fault or an unreachable customer, closely spaced, with anything else in between. */
const step = fc.record({
  event: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('ticket.waiting', 'ticket.resumed', 'ticket.held') },
    { weight: 2, arbitrary: fc.constantFrom('ticket.answered', 'ticket.restored', 'ticket.resolved', 'ticket.progress-told', 'task.assigned', 'ticket.transferred') },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(book.events)) }
  ),
  reason: fc.oneof(fc.constantFrom('no-access', 'waiting-appointment', 'customer-unreachable', 'force-majeure'), fc.constantFrom(...Object.keys(book.pauseReasons))),
  gap: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 40 * MINUTE }) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 48 * 60 * MINUTE }) })
})
const history = fc.array(step, { maxLength: 16 }).map((steps): TimedEvent[] => {
  let at = start
  const later = steps.map(({ event, gap, reason }): TimedEvent => ({ event, at: (at += gap), ...(event === 'ticket.waiting' || event === 'ticket.held' ? { reason } : {}) }))
  return [{ event: 'ticket.opened', at: start }, ...later]
})
const facts: fc.Arbitrary<Record<string, string>> = fc.constantFrom<Record<string, string>[]>(
  { kind: 'fault', channel: 'phone', 'line.service': 'internet-line', 'line.reach': 'cross-province', 'customer.grade': 'AA', priority: 'P1' },
  { kind: 'fault', channel: 'phone', 'line.service': 'broadband', area: 'rural' },
  { kind: 'complaint', channel: 'regulator', source: 'regulator-12315' },
  { kind: 'inquiry', channel: 'email', priority: 'P4' }
)

test('clocks moved event by event, swept or not, end as the kernel says that reads the whole history at once', () => {
  fc.assert(
    fc.property(facts, history, fc.integer({ min: 0, max: 30 * 24 * 3_600_000 }), fc.boolean(), (given, events, rest, sweeps) => {
      const now = (events.at(-1)?.at ?? start) + rest
      const clocks = lived(given, events, now, sweeps)
      for (const clause of clauses) {
        const calendar = book.calendars.get(clause.clock?.calendar ?? '')
        if (!calendar) throw new Error(`no calendar for ${clause.id}`)
        const whole = runClause(book.conditions, clause, calendar, given, events, now).map((run) => seen(run.startedAt, wordOf(run.state), run.clock.dueAt))
        const ours = clocks.filter(({ version }) => version.clauseId === clause.id).map((clock) => seen(clock.startedAt, clock.state, clock.dueAt))
        expect({ clause: clause.id, promises: ours }).toEqual({ clause: clause.id, promises: whole })
      }
    }),
    { numRuns: 400 }
  )
})

const wordOf = (state: string) => (state === 'void' ? 'cancelled' : state === 'at-risk' ? 'running' : state)
/** A promise done or called off in a pause has no deadline that means anything. */
const seen = (startedAt: number, state: string, dueAt: number | null) => ({ startedAt, state, dueAt: state === 'running' || state === 'broken' ? dueAt : null })
