import { type ServiceCounts, serviceLevel, type ServiceLevelFormula } from './service-level.ts'

/** Raw counts of a queue and channel over any time, as the floor stores them per quarter of an hour. */
export type FloorCounts = {
  channel: string
  offered: number
  answered: number
  answeredWithin: readonly { seconds: number; n: number }[]
  abandoned: number
  abandonedWithin: readonly { seconds: number; n: number }[]
  answeredWaitSeconds: number
  handleSeconds: number
}

/** How a level is told: by which formula, within how many seconds of which channel, and what counts as misdialled. */
export type LevelRule = { formula: ServiceLevelFormula; withinSeconds: (channel: string) => number; shortSeconds: number }

/** Figures of any length of time; null where nobody came. Shares 0..1, times in seconds. */
export type FloorFigures = {
  offered: number
  answered: number
  abandoned: number
  serviceLevel: number | null
  answerRate: number | null
  abandonRate: number | null
  averageAnswer: number | null
  serviceTime: number | null
}

/** The six counts a service level needs, each channel by its own threshold. Seconds that are not counted give 0. */
export function serviceCountsOf(parts: Iterable<FloorCounts>, { withinSeconds, shortSeconds }: Omit<LevelRule, 'formula'>): ServiceCounts {
  const sum = { answered: 0, abandoned: 0, answeredWithin: 0, abandonedWithin: 0, abandonedShort: 0 }
  for (const part of parts) {
    const seconds = withinSeconds(part.channel)
    sum.answered += part.answered
    sum.abandoned += part.abandoned
    sum.answeredWithin += within(part.answeredWithin, seconds)
    sum.abandonedWithin += within(part.abandonedWithin, seconds)
    sum.abandonedShort += within(part.abandonedWithin, shortSeconds)
  }
  return sum
}

/** What the board and the reports show, from sums of raw counts: percentages are never averaged. @norm KP-06 KP-10 */
export function floorFigures(parts: readonly FloorCounts[], rule: LevelRule): FloorFigures {
  const counts = serviceCountsOf(parts, rule)
  const sum = (pick: (part: FloorCounts) => number) => parts.reduce((total, part) => total + pick(part), 0)
  const left = counts.answered + counts.abandoned
  const per = (whole: number, n: number) => (n > 0 ? whole / n : null)
  return {
    offered: sum((part) => part.offered),
    answered: counts.answered,
    abandoned: counts.abandoned,
    serviceLevel: serviceLevel(rule.formula, counts),
    answerRate: per(counts.answered, left),
    abandonRate: per(counts.abandoned, left),
    averageAnswer: per(sum((part) => part.answeredWaitSeconds), counts.answered),
    serviceTime: per(sum((part) => part.handleSeconds), counts.answered)
  }
}

/** Share of the time at work that was busy: busy ÷ (busy + ready). Pauses do not enter. Null when nobody was there. */
export function occupancyOf(times: Iterable<{ seconds: number; counts: 'ready' | 'busy' | 'paused' | 'none' }>): number | null {
  let busy = 0
  let ready = 0
  for (const { seconds, counts } of times) {
    if (counts === 'busy') busy += seconds
    if (counts === 'ready') ready += seconds
  }
  return busy + ready > 0 ? busy / (busy + ready) : null
}

/** A bound of the rulebook: greater than, at least, or less than so much. */
export type Bound = { above?: number; from?: number; below?: number }

/** Is the value marked, and how? Nothing to measure is nothing to mark. */
export function levelOf(value: number | null, band: { warn?: Bound; alarm?: Bound } | undefined): 'calm' | 'warn' | 'alarm' {
  if (value === null || !band) return 'calm'
  if (band.alarm && crosses(value, band.alarm)) return 'alarm'
  return band.warn && crosses(value, band.warn) ? 'warn' : 'calm'
}

function crosses(value: number, { above, from, below }: Bound): boolean {
  return (above !== undefined && value > above) || (from !== undefined && value >= from) || (below !== undefined && value < below)
}

const within = (list: readonly { seconds: number; n: number }[], seconds: number): number => list.find((one) => one.seconds === seconds)?.n ?? 0
