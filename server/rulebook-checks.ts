/** What the schemas of the rulebook cannot say: that names exist, conditions are sound, and tables leave no case open. */
import { handlingProblems } from './rulebook-handling.ts'
import { type Clause, checkTable, type DecisionTable } from '@shouwen/kernels/conditions/index'
import { playbookProblems, playExample } from '@shouwen/kernels/playbook/index'
import { routingProblems } from './rulebook-routing-checks.ts'
import type { Rulebook } from './rulebook-types.ts'

type Book = Omit<Rulebook, 'clauses'>

/** Everything wrong with a clause that already has the right shape, in sentences; empty when it may be published. */
export function clauseProblems(book: Book, clause: Clause): string[] {
  return [
    ...eventProblems(book, clause),
    ...(clause.applies?.when === undefined
      ? []
      : book.conditions.problemsOf(clause.applies.when).map((p) => `when: ${p}`)),
    ...clockProblems(book, clause),
    ...tableProblems(book, clause),
    ...(clause.effective.until !== undefined && clause.effective.until <= clause.effective.from
      ? ['effective: it ends before it begins']
      : [])
  ]
}

/** Everything wrong between the other files, in sentences. */
export function fileProblems(book: Book): string[] {
  return [
    ...roleProblems(book),
    ...categoryProblems(book),
    ...factDefaults(book),
    ...surveyProblems(book),
    ...routingProblems(book),
    ...playbooksProblems(book),
    ...deskProblems(book),
    ...surgeProblems(book),
    ...handlingProblems(book)
  ]
}

function playbooksProblems({ playbooks, roles, surge }: Book): string[] {
  return playbooks.flatMap((playbook) => {
    const strangers = playbook.steps.flatMap(({ id, approve }) =>
      approve.filter((role) => !Object.hasOwn(roles.roles, role)).map((role) => ({ id, role }))
    )
    const poolless = playbook.steps.filter(({ act }) => act.kind === 'move-people' && !Object.hasOwn(surge.pools, act.pool))
    const unplayed = playbook.examples.flatMap((example) =>
      playExample(playbook, example).map((fault) => `${example.name}: ${fault}`)
    )
    return [
      ...playbookProblems(playbook),
      ...strangers.map(({ id, role }) => `${id} is approved by ${role}, which is no role`),
      ...poolless.map(({ id }) => `${id} moves people of a pool that surge.yaml does not know`),
      ...unplayed
    ].map((problem) => `playbook ${playbook.id}: ${problem}`)
  })
}

/** Pools name skills, roles and states that exist; everybody in one is found by a skill or a role. */
function surgeProblems({ surge, skills, roles, presence, calendarData }: Book): string[] {
  return [
    ...Object.entries(surge.pools).flatMap(([pool, { skill, roles: held = [], from }]) => [
      ...(skill === undefined && held.length === 0 ? [`${pool} says neither skill nor role`] : []),
      ...(skill !== undefined && !Object.hasOwn(skills, skill) ? [`${pool}: no skill is called ${skill}`] : []),
      ...held.filter((role) => !Object.hasOwn(roles.roles, role)).map((role) => `${pool}: no role is called ${role}`),
      ...from.filter((state) => !Object.hasOwn(presence.states, state)).map((state) => `${pool}: no state is called ${state}`)
    ]),
    ...(Object.hasOwn(surge.pools, surge.call_in.first) ? [] : [`nobody is called ${surge.call_in.first}`]),
    ...(calendarData.some(({ id }) => id === surge.holiday_calendar) ? [] : [`no calendar is called ${surge.holiday_calendar}`])
  ].map((problem) => `surge: ${problem}`)
}

function eventProblems({ events }: Book, { applies, clock, status }: Clause): string[] {
  const pauses = (clock?.pauses ?? []).flatMap(({ event, until }) => [event, ...until])
  const named = [applies?.event, clock?.starts, ...(clock?.stops ?? []), ...(clock?.voids ?? []), ...pauses]
  return [...new Set(named)].flatMap((event) => {
    if (event === undefined) return []
    if (!Object.hasOwn(events, event)) return [`no event is called ${event}`]
    const missing = events[event]?.recorded === false && status === 'in-force'
    return missing ? [`the event ${event} is not recorded yet: the clause can only be prepared`] : []
  })
}

function clockProblems({ calendars, pauseReasons, facts }: Book, { clock, limit }: Clause): string[] {
  if (!clock) return []
  const problems: string[] = []
  if (limit && 'fact' in limit && facts[limit.fact]?.type !== 'number') problems.push(`no number fact is called ${limit.fact}`)
  if (!calendars.has(clock.calendar)) problems.push(`no calendar is called ${clock.calendar}`)
  for (const event of clock.voids ?? []) if (clock.stops.includes(event)) problems.push(`${event} both stops and voids`)
  for (const reason of (clock.pauses ?? []).flatMap(({ reasons }) => reasons)) {
    if (!Object.hasOwn(pauseReasons, reason)) problems.push(`no pause reason is called ${reason}`)
    else if (pauseReasons[reason]?.side === 'ours') problems.push(`the reason ${reason} is our own and pauses no clock`)
  }
  for (const row of limit && 'table' in limit ? limit.table.rows : []) {
    const { minutes, hours, days, of } = row.gives
    const units = [minutes, hours, days].filter((amount) => typeof amount === 'number' && amount > 0).length
    if (units !== 1 || (days === undefined) !== (of === undefined)) problems.push(`row ${row.id} gives no duration`)
  }
  return problems
}

function tableProblems({ facts }: Book, { limit, table }: Clause): string[] {
  const tables: DecisionTable<unknown>[] = [
    ...(table ? [table] : []),
    ...(limit && 'table' in limit ? [limit.table] : [])
  ]
  return tables.flatMap((one) => {
    const { faults, gaps, overlaps, unreachable, unfinished } = checkTable(facts, one)
    return [
      ...faults,
      ...gaps.map((at) => `no row answers ${JSON.stringify(at)}`),
      ...(one.hit === 'unique'
        ? overlaps.map(({ rows, at }) => `rows ${rows.join(' and ')} both fit ${JSON.stringify(at)}`)
        : []),
      ...unreachable.map(
        ({ row, behind }) => `row ${row} never decides${behind.length > 0 ? `: ${behind.join(', ')} come first` : ''}`
      ),
      ...(unfinished ? ['the table is too large to be checked'] : [])
    ]
  })
}

function roleProblems({ roles, passwordPolicy }: Book): string[] {
  const problems: string[] = []
  const verbs = Object.keys(roles.verbs)
  for (const [code, role] of Object.entries(roles.roles)) {
    for (const pattern of Object.keys(role.grants)) {
      const fits = pattern.endsWith('.*')
        ? verbs.some((verb) => verb.startsWith(pattern.slice(0, -1)))
        : verbs.includes(pattern)
      if (!fits) problems.push(`roles: ${code} is granted ${pattern}, which is no verb`)
    }
    for (const seen of role.sees) {
      if (!Object.hasOwn(roles.sensitive_classes, seen))
        problems.push(`roles: ${code} sees ${seen}, which is no class of data`)
    }
    if ((role.two_factor ?? false) !== passwordPolicy.two_factor.required_for_roles.includes(code)) {
      problems.push(`roles and password-policy disagree whether ${code} needs a second factor`)
    }
  }
  for (const code of [...roles.separate.flat(), ...passwordPolicy.two_factor.required_for_roles]) {
    if (!Object.hasOwn(roles.roles, code)) problems.push(`roles: no role is called ${code}`)
  }
  return problems
}

function categoryProblems({ categories, departments }: Book): string[] {
  return Object.entries(categories).flatMap(([code, category]) => {
    const parent = code.split('.').length > 2 ? code.slice(0, code.lastIndexOf('.')) : null
    return [
      ...(parent !== null && !Object.hasOwn(categories, parent) ? [`categories: ${code} has no parent`] : []),
      ...(parent === null && category.department === undefined ? [`categories: ${code} has no department`] : []),
      ...(category.department !== undefined && !Object.hasOwn(departments, category.department)
        ? [`categories: no department is called ${category.department}`]
        : [])
    ]
  })
}

function factDefaults({ facts }: Book): string[] {
  return Object.entries(facts).flatMap(([name, fact]) => {
    if (fact.type !== 'text' || fact.otherwise === undefined || !fact.values) return []
    return Object.hasOwn(fact.values, fact.otherwise)
      ? []
      : [`facts: ${name} is otherwise ${fact.otherwise}, which is no value`]
  })
}

function surveyProblems({ survey, events }: Book): string[] {
  const { scale, scores, satisfied_from, low_score, ask } = survey
  const expected = Array.from({ length: scale.to - scale.from + 1 }, (_, step) => String(scale.from + step))
  const problems = expected
    .filter((score) => !Object.hasOwn(scores, score))
    .map((score) => `survey: the score ${score} has no words`)
  if (low_score.at_most >= satisfied_from) problems.push('survey: a satisfied score cannot be low')
  if (!Object.hasOwn(events, ask.after)) problems.push(`survey: no event is called ${ask.after}`)
  return problems
}

function deskProblems({ desks: { vip, outbound }, routing, roles, calendarData }: Book): string[] {
  const named = (what: string, codes: readonly string[], there: (code: string) => boolean) =>
    codes.filter((code) => !there(code)).map((code) => `desks: there is no ${what} ${code}`)
  return [
    ...named('routing rule', vip.routing_rules, (code) => routing.some(({ id }) => id === code)),
    ...named('role', vip.leaders, (code) => Object.hasOwn(roles.roles, code)),
    ...named('calendar', outbound.calendars, (code) => calendarData.some(({ id }) => id === code))
  ]
}
