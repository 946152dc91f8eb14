/** What a playbook says, as data: the shape of `rulebook/playbooks/*.yaml`. Whoever runs it observes figures and reports what was done. */
import type { Measure } from './measures.ts'

type Phrase = { zh: string; en: string }

/** A figure beyond a limit for so long. `up_to` closes a band at its upper end, inclusive. */
export type StepCondition = { measure: Measure; above: number; up_to?: number; for_minutes: number }

/** What carrying out a step means; the floor knows how. */
export type StepAct =
  /** People of a pool come to the queue: all of them, or between so many. */
  | { kind: 'move-people'; pool: string; at_least?: number; at_most?: number }
  /** Shifts longer or shorter, within the seats there are. */
  | { kind: 'change-shifts' }
  /** Work out the seats needed and call people in. */
  | { kind: 'order-overtime' }
  /** Said to whoever waits or comes. */
  | { kind: 'announce'; words: Phrase }
  | { kind: 'offer-callback' }
  /** Everybody at the desk takes so many more at once. */
  | { kind: 'raise-capacity'; channel: string; by: number }
  /** Somebody who must know: a unit's duty officer. */
  | { kind: 'inform'; unit: string }

export type PlaybookStep = {
  id: string
  zh: string
  en: string
  norms?: readonly string[]
  when: StepCondition
  act: StepAct
  /** Roles any of which may say yes. */
  approve: readonly string[]
  /** What the source left open and what was decided. */
  note?: Phrase
}

export type Playbook = {
  id: string
  zh: string
  en: string
  norms: readonly string[]
  trust: string
  note?: Phrase
  /** Does a figure above a band's upper end count for the band too? */
  above_band: 'counts' | 'does-not-count'
  /** Observations farther apart prove nothing about the time between them: every wait begins again. */
  gap_seconds: number
  /** In order. A step is proposed only after all before it. */
  steps: readonly PlaybookStep[]
  /** Ways past the order, each allowed or not. */
  jumps?: readonly { to: string; when: StepCondition; allowed: boolean }[]
  /** Steps are undone last first, one after each such stretch of calm. */
  release: { measure: Measure; at_or_below: number; for_minutes: number }
  /** Tested: lines in time order; between them the last figures hold. */
  examples: readonly PlaybookExample[]
}

export type PlaybookExample = {
  name: string
  /** As if every jump were allowed, or none. */
  jumps?: boolean
  lines: readonly {
    minute: number
    observe?: Partial<Record<Measure, number>>
    /** The step proposed now, to take or to undo; `nothing`. */
    take?: string
    undo?: string
    nothing?: true
    /** What people did about it. */
    then?: 'done' | 'nobody-free' | 'declined'
  }[]
}

/** Sentences about what cannot be right; empty when sound. */
export function playbookProblems({ steps, jumps = [], release, gap_seconds }: Playbook): string[] {
  const ids = steps.map((step) => step.id)
  const problems: string[] = []
  if (new Set(ids).size < ids.length) problems.push('two steps have the same id')
  for (const { to } of jumps) if (!ids.includes(to)) problems.push(`no step is called ${to}`)
  for (const { id, when, act } of steps) {
    if (when.measure === release.measure && when.above < release.at_or_below)
      problems.push(`${id} would be taken and undone at the same figure: ${when.above} is below ${release.at_or_below}`)
    if (when.up_to !== undefined && when.up_to <= when.above) problems.push(`${id} has a band that is empty`)
    if (act.kind === 'move-people' && (act.at_least ?? 0) > (act.at_most ?? Number.POSITIVE_INFINITY))
      problems.push(`${id} moves at least more people than at most`)
  }
  for (const { for_minutes } of [...steps.map((step) => step.when), release])
    if (for_minutes > 0 && for_minutes * 60 < gap_seconds)
      problems.push('observations may be farther apart than a wait is long')
  return problems
}
