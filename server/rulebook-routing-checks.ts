/** What the schema of rulebook/routing cannot say: that states, channels and skills exist, and that every contact finds a rule. */
import type { Rulebook, RoutingRule } from './rulebook-types.ts'

type Book = Pick<Rulebook, 'presence' | 'channels' | 'skills'>

/** States the product itself moves people through; without them no floor works. */
const NEEDED = ['available', 'talking', 'wrap-up', 'away', 'busy', 'signed-out'] as const
const NEEDED_REASONS = ['offer-unanswered', 'declined', 'idle', 'locked', 'silent', 'session-ended'] as const

/** Everything wrong with the files of rulebook/routing, in sentences. */
export function routingProblems(book: Book & Pick<Rulebook, 'routing' | 'board'>): string[] {
  return [...presenceProblems(book.presence), ...channelProblems(book.channels), ...boardProblems(book), ...ruleProblems(book, book.routing)]
}

function presenceProblems({ states, reasons, beat_seconds, silent_seconds }: Rulebook['presence']): string[] {
  return [
    ...NEEDED.filter((state) => !Object.hasOwn(states, state)).map((state) => `presence: the state ${state} is missing`),
    ...NEEDED_REASONS.filter((reason) => !Object.hasOwn(reasons, reason)).map((reason) => `presence: the reason ${reason} is missing`),
    ...Object.entries(states).flatMap(([code, { takes, counts }]) => (takes && counts !== 'ready' ? [`presence: ${code} takes contacts but does not count as ready`] : [])),
    ...(silent_seconds <= 2 * beat_seconds ? ['presence: one lost beat would count as a seat that was left'] : [])
  ]
}

function channelProblems({ channels, counts }: Rulebook['channels']): string[] {
  const rising = (list: readonly number[]) => list.every((n, at) => at === 0 || n > (list[at - 1] ?? 0))
  return [
    ...Object.entries(channels).flatMap(([code, rule]) => [
      ...(rule.units > rule.most ? [`channels: nobody may carry one contact of ${code}`] : []),
      ...((rule.at_once_most ?? rule.at_once ?? 1) * rule.units > rule.most ? [`channels: ${code} allows more at once than its units`] : []),
      ...(rule.at_once ?? 1) > (rule.at_once_most ?? rule.at_once ?? 1) ? [`channels: ${code} begins above its most`] : [],
      ...(rule.interrupts ?? []).filter((other) => !Object.hasOwn(channels, other) || other === code).map((other) => `channels: ${code} cannot interrupt ${other}`)
    ]),
    ...(rising(counts.answered_within) && rising(counts.abandoned_within) ? [] : ['channels: the thresholds of the counts must rise'])
  ]
}

/** A level can be told only within seconds that are counted, and only of figures that exist. */
function boardProblems({ board, channels }: Book & Pick<Rulebook, 'board'>): string[] {
  const { service_level, bands, figures } = board
  const { answered_within, abandoned_within } = channels.counts
  const known = (code: string) => Object.hasOwn(channels.channels, code)
  const uncounted = [service_level.otherwise, ...Object.values(service_level.channels)].filter(({ within_seconds }) => !answered_within.includes(within_seconds) || !abandoned_within.includes(within_seconds))
  return [
    ...uncounted.map(({ within_seconds }) => `board: nothing is counted within ${within_seconds} seconds`),
    ...(abandoned_within.includes(service_level.short_seconds) ? [] : [`board: abandoned within ${service_level.short_seconds} seconds is not counted`]),
    ...[...Object.keys(service_level.channels), ...Object.values(bands).flatMap((band) => band.channels ?? [])].filter((code) => !known(code)).map((code) => `board: no channel is called ${code}`),
    ...Object.keys(bands).filter((code) => !Object.hasOwn(figures, code)).map((code) => `board: no figure is called ${code}`)
  ]
}

/** Everything wrong with a list of routing rules, read from the rulebook or drafted. */
export function ruleProblems({ channels, skills }: Book, rules: readonly RoutingRule[]): string[] {
  const seen = new Set<string>()
  const problems = rules.flatMap((rule, at) => {
    const again = seen.has(rule.id)
    seen.add(rule.id)
    const strange = [...new Set(rule.steps.flatMap((step) => Object.keys(step.skills)))].filter((skill) => skill !== 'queue-skill' && !Object.hasOwn(skills, skill))
    return [
      ...(again ? [`the id ${rule.id} appears twice`] : []),
      ...(rule.when === undefined && at < rules.length - 1 ? [`${rule.id} has no when, so that none behind it decides`] : []),
      ...(rule.when?.channels ?? []).filter((code) => !Object.hasOwn(channels.channels, code)).map((code) => `${rule.id}: no channel is called ${code}`),
      ...strange.map((skill) => `${rule.id}: no skill is called ${skill}`),
      ...(rule.steps[0]?.after === 0 ? [] : [`${rule.id}: nobody may take it at first`]),
      ...(rule.steps.every((step, n) => n === 0 || step.after > (rule.steps[n - 1]?.after ?? 0)) ? [] : [`${rule.id}: its steps must follow each other`])
    ]
  })
  if (rules.at(-1)?.when !== undefined) problems.push('the last rule must take whatever is left: it has no when')
  return problems.map((problem) => `routing-rules: ${problem}`)
}
