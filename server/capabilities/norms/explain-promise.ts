import type { explainPromise } from '@shouwen/contract/promises'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { completeFacts, type Explained, explainCondition, type FactValue, type Phrase, valueWords } from '@shouwen/kernels/conditions/index'
import { explainClock, promiseClock } from '@shouwen/kernels/working-time/index'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { type Clock, kernelFacts } from './clock-row.ts'
import { viewOf } from './clocks-of.ts'
import { getPromise } from './find-promise.ts'
import { limitWords } from './limit-words.ts'

type Answer = OutputOf<typeof explainPromise>

/** Why a deadline is when it is: the words of the norm, what it asked about the case, and every stretch the kernel counted. */
export async function explainPromiseAction(call: Call, { promiseId }: InputOf<typeof explainPromise>): Promise<Answer> {
  const clock = await getPromise(call, promiseId)
  const { clause, hash } = clock.version
  const { calendar } = clock.calendar
  const { zone, steps } = explainClock(kernelFacts(clock))
  const { warnings } = promiseClock(kernelFacts(clock), Math.max(call.now.getTime(), clock.startedAt))
  return {
    promise: viewOf(clock, call.now),
    regionId: clock.regionId,
    subjectKind: clock.subjectKind,
    subjectId: clock.subjectId,
    unitId: clock.unitId,
    clause: {
      words: plain(clause.words),
      note: clause.note ? plain(clause.note) : null,
      document: plain(clause.source.document),
      article: clause.source.article ?? null,
      trust: clause.source.trust,
      hash
    },
    facts: factLines(clock),
    condition: conditionLines(clock),
    limit: limitWords(clock.limit),
    row: clock.row === null ? null : { id: clock.row, assumed: isAssumed(clock) },
    calendar: {
      id: calendar.id,
      name: plain(calendar.name),
      version: clock.calendar.version,
      zone,
      missingYears: warnings.flatMap((warning) => (warning.code === 'calendar-year-missing' ? [warning.year] : []))
    },
    steps: steps.map((step) => ({
      kind: step.kind,
      from: iso(step.from),
      to: step.to === null ? null : iso(step.to),
      countedMs: step.countedMs,
      cumulativeMs: step.cumulativeMs,
      name: step.name ? plain(step.name) : null,
      pauseReason: step.pauseReason === undefined ? null : reasonWords(step.pauseReason),
      withheldMs: step.withheldMs ?? null,
      makeUpDays: (step.makeUpDays ?? []).map(({ date, name }) => ({ date, name: name ? plain(name) : null }))
    })),
    events: eventLines(clock)
  }
}

/** The facts the condition and the table of the clause ask about; today's rulebook may no longer know some of them. */
function factLines({ version, facts }: Clock): Answer['facts'] {
  const schema = rulebook().facts
  const text = JSON.stringify([version.clause.applies?.when, version.clause.limit])
  return Object.entries(schema).flatMap(([name, fact]) => {
    if (!(name in facts) && !new RegExp(`(^|[^\\w.])${name.replaceAll('.', '\\.')}([^\\w.]|$)`).test(text)) return []
    const value: FactValue = facts[name] ?? (fact.type === 'yes-no' ? false : fact.type === 'number' ? fact.otherwise : (fact.otherwise ?? ''))
    return [{ name, words: { zh: fact.zh, en: fact.en }, value: valueWords(fact, value) }]
  })
}

function conditionLines({ version, facts }: Clock): Answer['condition'] {
  const { conditions } = rulebook()
  const when = version.clause.applies?.when
  if (when === undefined || conditions.problemsOf(when).length > 0 || !areFacts(facts)) return []
  return flat(explainCondition(conditions, when, facts), 0)
}

function areFacts(facts: Clock['facts']): boolean {
  try {
    return completeFacts(rulebook().facts, facts) !== null
  } catch {
    return false // kept before the declared facts changed
  }
}

function flat({ words, value, found, parts }: Explained, depth: number): Answer['condition'] {
  return [{ depth, words: plain(words), holds: value, found: found ? plain(found) : null }, ...parts.flatMap((part) => flat(part, depth + 1))]
}

function isAssumed({ version, row }: Clock): boolean {
  const { limit } = version.clause
  return limit !== undefined && 'table' in limit && limit.table.rows.find(({ id }) => id === row)?.assumed === true
}

function eventLines(clock: Clock): Answer['events'] {
  const lines = [line(clock.startedBy, clock.startedAt, 'started')]
  for (const pause of clock.pauses) {
    lines.push(line(pause.startedBy, pause.from, 'paused', pause.reason))
    if (pause.to !== null && pause.endedBy !== clock.stoppedBy) lines.push(line(pause.endedBy ?? '', pause.to, 'resumed'))
  }
  if (clock.brokenAt !== null) lines.push(line('promise.broken', clock.brokenAt, 'broken'))
  if (clock.stoppedAt !== null) lines.push(line(clock.stoppedBy ?? '', clock.stoppedAt, clock.state === 'cancelled' ? 'called-off' : 'stopped'))
  return lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function line(event: string, at: number, effect: Answer['events'][number]['effect'], reason?: string): Answer['events'][number] {
  const known = event === 'promise.broken' ? { zh: '承诺已违约', en: 'promise broken' } : rulebook().events[event]
  return { event, words: known ? plain(known) : { zh: event, en: event }, at: iso(at), effect, reason: reason === undefined ? null : reasonWords(reason) }
}

/** A pause reason in words; the code itself when today's rulebook no longer has it. */
export function reasonWords(code: string): Phrase {
  const reason = rulebook().pauseReasons[code]
  return reason ? plain(reason) : { zh: code, en: code }
}

/** Just the two phrases of something that has more to it. */
function plain({ zh, en }: Phrase): Phrase {
  return { zh, en }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
