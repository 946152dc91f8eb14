import type { Confirmation } from '@shouwen/contract/ticket-schemas'

export type GateRules = {
  /** What a complaint must have before it is closed, as the clause names it. */
  forComplaint: readonly string[]
  /** Attempts to reach a silent customer after which the ticket may be closed without an answer, and the hours between them. */
  attempts: number
  hoursBetween: number
}

type Missing = 'contact' | 'satisfied' | 'compensation' | 'improvement' | 'attempts'

/**
 * What still stands between a solved ticket and its end; empty = may be closed. The customer's yes is needed for every kind; a customer
 * who stays silent counts as asked after the attempts the rule wants, and one of many in an outage as told by the notice sent to them
 * alone. A complaint also needs what the clause lists.
 * @norm TK-17 @norm IQ-09 @norm SP-12
 */
export function missingForClose(kind: string, confirmation: Confirmation | null, rules: GateRules): Missing[] {
  const answer = confirmation?.answer ?? null
  const told = answer === null && kind !== 'complaint' && confirmation?.notice != null
  const silent = answer === null && triedEnough(confirmation?.attempts ?? [], rules)
  const missing: Missing[] = []
  if (!answer && !told && !silent) missing.push(confirmation?.attempts.length ? 'attempts' : 'contact')
  if (kind !== 'complaint') return missing
  const wanted = (item: string) => rules.forComplaint.includes(item)
  if (wanted('satisfied') && answer && answer.satisfied === null) missing.push('satisfied')
  if (wanted('compensation') && !confirmation?.compensation) missing.push('compensation')
  if (wanted('improvement') && !confirmation?.improvement) missing.push('improvement')
  return missing
}

/** Enough attempts, counting only those far enough from the one before. */
function triedEnough(attempts: Confirmation['attempts'], rules: GateRules): boolean {
  let counted = 0
  let last = Number.NEGATIVE_INFINITY
  for (const at of attempts.map((attempt) => Date.parse(attempt.at)).sort((a, b) => a - b)) {
    if (at - last < rules.hoursBetween * 3_600_000) continue
    counted += 1
    last = at
  }
  return counted >= rules.attempts
}
