/** Raw counts of an interval, stored as they are; any formula and any longer period follows from their sums. */
export type ServiceCounts = {
  answered: number
  abandoned: number
  /** Of them within the threshold, which counts itself (≤ T). */
  answeredWithin: number
  abandonedWithin: number
  /** Gave up almost at once (≤ 5 s by custom; the rulebook says): perhaps misdialled. */
  abandonedShort: number
}

export type ServiceLevelFormula = 'SL1' | 'SL2' | 'SL3' | 'SL4' | 'SL5'

type Definition = {
  zh: string
  en: string
  /** The formula as the dictionary page prints it. */
  formula: string
  met: (counts: ServiceCounts) => number
  of: (counts: ServiceCounts) => number
}

const offered = (counts: ServiceCounts) => counts.answered + counts.abandoned

/** The five formulas in use; the same hour gives 81 % to 86 %, so a figure without its formula says nothing. */
export const serviceLevelFormulas: Readonly<Record<ServiceLevelFormula, Definition>> = {
  SL1: {
    zh: '时限内接通及时限内放弃 ÷ 全部呼入',
    en: 'Answered or abandoned within T, of all offered',
    formula: '(ansT + abT) / (ans + ab)',
    met: (counts) => counts.answeredWithin + counts.abandonedWithin,
    of: offered
  },
  SL2: {
    zh: '时限内接通 ÷ 全部接通',
    en: 'Answered within T, of all answered (flatters)',
    formula: 'ansT / ans',
    met: (counts) => counts.answeredWithin,
    of: (counts) => counts.answered
  },
  SL3: {
    zh: '时限内接通 ÷ 全部呼入',
    en: 'Answered within T, of all offered',
    formula: 'ansT / (ans + ab)',
    met: (counts) => counts.answeredWithin,
    of: offered
  },
  SL4: {
    zh: '时限内接通 ÷（全部呼入 − 时限内放弃）',
    en: 'Answered within T, of all but those who gave up within T',
    formula: 'ansT / (ans + ab - abT)',
    met: (counts) => counts.answeredWithin,
    of: (counts) => offered(counts) - counts.abandonedWithin
  },
  SL5: {
    zh: '时限内接通及短时放弃 ÷ 全部呼入',
    en: 'Answered within T or abandoned almost at once, of all offered',
    formula: '(ansT + abShort) / (ans + ab)',
    met: (counts) => counts.answeredWithin + counts.abandonedShort,
    of: offered
  }
}

/** The share 0..1 by the named formula; null when nobody came. */
export function serviceLevel(formula: ServiceLevelFormula, counts: ServiceCounts): number | null {
  const { met, of } = serviceLevelFormulas[formula]
  const whole = of(counts)
  return whole > 0 ? met(counts) / whole : null
}

/** The counts of a longer period. Percentages are never averaged. */
export function sumCounts(parts: Iterable<ServiceCounts>): ServiceCounts {
  const sum = { answered: 0, abandoned: 0, answeredWithin: 0, abandonedWithin: 0, abandonedShort: 0 }
  for (const part of parts) for (const name of Object.keys(sum) as (keyof ServiceCounts)[]) sum[name] += part[name]
  return sum
}
