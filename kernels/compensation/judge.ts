export type Answer = 'yes' | 'partly' | 'no'

/** How reasonable a demand is: the weight of what was answered with yes, in per cent of all weights. */
export function scoreOf(checklist: Readonly<Record<string, { weight: number }>>, yes: readonly string[]): number {
  const all = Object.values(checklist).reduce((sum, { weight }) => sum + weight, 0)
  const held = [...new Set(yes)].reduce((sum, code) => sum + (checklist[code]?.weight ?? 0), 0)
  return all === 0 ? 0 : Math.round((held * 100) / all)
}

/** What a score suggests. A person decides. */
export function suggestedBy(score: number, { yes_from, partly_from }: { yes_from: number; partly_from: number }): Answer {
  return score >= yes_from ? 'yes' : score >= partly_from ? 'partly' : 'no'
}

/** The playbook of two findings: a complaint right in part is right; a demand right in part has a rest to decline. */
export function playbookOf(complaint: Answer, demand: Answer): string {
  return `${complaint === 'no' ? 'unjustified' : 'justified'}-${demand === 'yes' ? 'justified' : 'unjustified'}`
}

/** The most the law can give for a price: it back, and damages of so many times, never below the floor. Fen. */
export function legalMaximum(priceFen: number, { damages_times, floor_fen }: { damages_times: number; floor_fen: number }): number {
  return priceFen + Math.max(priceFen * damages_times, floor_fen)
}

export type Step = { id: string; roles: readonly string[]; up_to_fen?: number }

/** The steps an amount has to pass: each in turn until one whose limit covers it. */
export function chainFor(steps: readonly Step[], totalFen: number): Step[] {
  const last = steps.findIndex(({ up_to_fen }) => up_to_fen === undefined || totalFen <= up_to_fen)
  return steps.slice(0, last < 0 ? steps.length : last + 1)
}
