import type { CompensationRule, Goods, Step } from '@shouwen/kernels/compensation/index'
import type { Phrase, Trust } from '@shouwen/kernels/conditions/index'

type Words = Readonly<Record<string, Phrase>>

/** rulebook/compensation/compensation.yaml */
export type CompensationBook = {
  norms: readonly string[]
  trust: Trust
  rounding: Phrase & { code: 'up' }
  rules: Readonly<Record<string, Phrase & CompensationRule & { needs: readonly string[]; basis: Phrase & { trust: Trust } }>>
  double_refund_reasons: Words
  goods: Readonly<Record<string, Phrase & Goods & { when: Phrase }>>
  authority: { alone: Readonly<Record<string, number>>; steps: readonly (Phrase & Step)[]; answer_hours: number }
  refund_first: { alone_fen: number }
  offer_valid_days: number
  delivery_attempts: number
  month_budget_fen: number
  legal: { from_multiple: number; damages_times: number; floor_fen: number }
  demands: Words
  checklist: Readonly<Record<string, Phrase & { weight: number }>>
  suggest: { yes_from: number; partly_from: number }
  playbooks: Readonly<Record<string, { title: Phrase; steps: readonly Phrase[] }>>
  regulator: Phrase
  settlement_effect: Phrase
  limitation: Readonly<Record<string, Phrase & { months: number; trust: Trust }>>
}
