import { clauseApplies, type GivenFacts, limitFor, workingLimit } from '@shouwen/kernels/conditions/index'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { startReading } from './clock-life.ts'
import type { Clock, OwnerKind } from './clock-row.ts'
import { type ClauseVersion, type Rules, versionAt } from './rules-in-force.ts'

/** What a promise is about and who stands for it. */
export type ClockSubject = {
  kind: string
  id: string
  regionId: number
  /** The unit that holds the work. */
  unitId: string | null
  /** The first-asked owner, answerable until somebody accepts. */
  ownerId: string | null
  /** Who works on it now; the owner when nobody is named. */
  assigneeId?: string | null
  customerId?: string | null
  /** What the subject is part of: the ticket of a task. */
  partOf?: { kind: string; id: string } | null
}

export type Start = { event: string; at: number; facts: GivenFacts; subject: ClockSubject }

/**
 * The clocks that begin at the event: one for each clause in force that applies, unless the subject already has an
 * unfinished one of that clause. @norm SP-01 SP-02 SP-03 SP-04 FS-01
 */
export function clocksStartedBy(call: Call, rules: Rules, start: Start, startedAtOf: (event: string) => number, unfinished: Clock[]): Clock[] {
  const { conditions } = rulebook()
  return (rules.startingAt.get(start.event) ?? []).flatMap((clauseId) => {
    const version = versionAt(rules, clauseId, start.at)
    if (!version || !clauseApplies(conditions, version.clause, start.event, start.facts)) return []
    const about = aboutOf(version, start.subject)
    if (unfinished.some((clock) => clock.version.clauseId === clauseId && clock.subjectId === about.subjectId)) return []
    const startedAt = startedAtOf(version.clause.clock?.starts ?? start.event)
    return newClock(call, rules, version, { ...start, at: startedAt }, about) ?? []
  })
}

/** The next round of a repeating promise, from the instant at which this round was done. @norm TK-16 */
export function nextRound(call: Call, rules: Rules, done: Clock, subject: ClockSubject): Clock | null {
  if (!done.version.clause.clock?.repeats || done.stoppedAt === null) return null
  const version = versionAt(rules, done.version.clauseId, done.stoppedAt)
  if (!version?.clause.clock) return null
  const start = { event: done.stoppedBy ?? '', at: done.stoppedAt, facts: done.facts, subject }
  const { subjectKind, subjectId, partOfId } = done
  return newClock(call, rules, version, start, { subjectKind, subjectId, partOfId })
}

type About = Pick<Clock, 'subjectKind' | 'subjectId' | 'partOfId'>

function newClock(call: Call, rules: Rules, version: ClauseVersion, start: Start, about: About): Clock | null {
  const { clock, calendar } = { clock: version.clause.clock, calendar: rules.calendars.get(version.clause.clock?.calendar ?? '') }
  const limit = limitFor(rulebook().conditions, version.clause, start.facts)
  if (!clock || !calendar || !limit) return null
  const { subject } = start
  const fresh = {
    ...about,
    regionId: subject.regionId,
    id: call.app.newId(),
    version,
    calendar,
    unitId: subject.unitId,
    ownerId: answerable(clock.owner, subject),
    ownerKind: clock.owner,
    customerId: subject.customerId ?? null,
    startedAt: start.at,
    startedBy: start.event,
    facts: stated(start.facts),
    limit: workingLimit(limit.limit),
    row: limit.row ?? null,
    createdAt: call.now.getTime(),
    pauses: []
  }
  return { ...fresh, ...startReading(fresh) }
}

/** Who answers for the promise, as the clause says; null = the unit as a whole. @norm SP-14 */
export function answerable(owner: OwnerKind, subject: Pick<ClockSubject, 'ownerId' | 'assigneeId'>): string | null {
  if (owner === 'unit') return null
  return owner === 'assignee' ? (subject.assigneeId ?? subject.ownerId) : subject.ownerId
}

/** A promise whose every stopping event is told of the whole (news to the customer of a ticket) is a promise of the whole. */
function aboutOf({ clause }: ClauseVersion, { kind, id, partOf }: ClockSubject): About {
  const ofWhole = partOf && clause.clock?.stops.every((event) => event.startsWith(`${partOf.kind}.`))
  return ofWhole ? { subjectKind: partOf.kind, subjectId: partOf.id, partOfId: null } : { subjectKind: kind, subjectId: id, partOfId: partOf?.id ?? null }
}

/** Facts worth keeping: those that are not known, and yes/no facts that are false, say nothing. */
function stated(facts: GivenFacts): GivenFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false))
}
