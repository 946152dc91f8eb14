import type { proposeCompensation as proposeOperation } from '@shouwen/contract/compensation'
import type { InputOf } from '@shouwen/contract/operation'
import { type Claim, calculate } from '@shouwen/kernels/compensation/index'
import type { Charge } from '#capabilities/billing'
import { refuse } from '#platform/refusal'
import { compensationRules } from './case-ticket.ts'
import type { OfferLine } from './offer.ts'

type Asked = InputOf<typeof proposeOperation>['claims'][number]

/** Claims on the customer's own charges become lines with arithmetic and basis. @norm TK-40 @norm TK-42 */
export function reckon(asked: readonly Asked[], charges: readonly Charge[]): { lines: OfferLine[]; totalFen: number } {
  const rules = compensationRules()
  const byId = new Map(charges.map((charge) => [charge.id, charge]))
  const done = calculate(rules, asked.map((one) => claimOf(one, byId)))
  if ('fault' in done) throw refuse('compensation-impossible', { fault: done.fault, at: done.at })
  const lines = done.lines.map((line, index): OfferLine => {
    const one = asked[index] as Asked
    const charge = one.chargeId ? byId.get(one.chargeId) : undefined
    const words = line.kind === 'goods' ? rules.goods[line.code] : rules.rules[line.code]
    const basis = line.kind === 'goods' ? rules.goods[line.code]?.when : rules.rules[line.code]?.basis
    return { ...line, zh: words?.zh ?? '', en: words?.en ?? '', basis: { zh: basis?.zh ?? '', en: basis?.en ?? '' }, reason: one.reason ?? null, chargeId: one.chargeId ?? null, provider: charge?.provider ?? null }
  })
  return { lines, totalFen: done.totalFen }
}

function claimOf(one: Asked, charges: ReadonlyMap<string, Charge>): Claim {
  const rules = compensationRules()
  if (one.goods !== undefined) {
    if (one.rule !== undefined || !Object.hasOwn(rules.goods, one.goods)) throw refuse('compensation-word-unknown')
    return { goods: one.goods, quantity: one.quantity ?? 1 }
  }
  const rule = one.rule !== undefined && Object.hasOwn(rules.rules, one.rule) ? rules.rules[one.rule] : undefined
  if (!rule || one.rule === undefined) throw refuse('compensation-word-unknown')
  if (rule.needs.includes('reason') && !(one.reason && Object.hasOwn(rules.double_refund_reasons, one.reason))) throw refuse('compensation-word-unknown', { field: 'reason' })
  const charge = one.chargeId ? charges.get(one.chargeId) : undefined
  // Money back is only for money taken: the amount is read from the bill and never typed.
  if ((rule.needs.includes('charge') || one.chargeId) && !charge) throw refuse('charge-unknown')
  if (charge && charge.returnedFen >= charge.amountFen) throw refuse('charge-returned-already')
  if (one.rule === 'sp-refund-first' && charge?.kind !== 'sp') throw refuse('refund-first-sp-only')
  return { rule: one.rule, baseFen: charge?.amountFen ?? one.baseFen ?? 0, hours: one.hours, monthDays: one.monthDays, days: one.days }
}
