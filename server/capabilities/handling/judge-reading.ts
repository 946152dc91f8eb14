import type { Indicator } from '#server/rulebook-handling'

export type Verdict = 'healthy' | 'weak' | 'critical'

/** How a measured value stands against the thresholds of the rulebook. @norm TK-15 */
export function judgeReading({ better, healthy, critical }: Pick<Indicator, 'better' | 'healthy' | 'critical'>, value: number): Verdict {
  const sign = better === 'high' ? 1 : -1
  if (sign * value >= sign * healthy) return 'healthy'
  return sign * value < sign * critical ? 'critical' : 'weak'
}

/** A test is as good as its worst reading. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('critical') ? 'critical' : verdicts.includes('weak') ? 'weak' : 'healthy'
}
