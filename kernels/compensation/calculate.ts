/** A way to reckon one item, as the rulebook states it. */
export type CompensationRule = {
  method: 'times' | 'fraud' | 'by-hours' | 'per-day'
  times?: number
  floor_fen?: number
  basis_points?: number
}
export type Goods = { value_fen: number; most: number }
export type CompensationRules = { rules: Readonly<Record<string, CompensationRule>>; goods: Readonly<Record<string, Goods>> }

/** What is claimed under one rule. Amounts in whole fen; `hours` and `days` as measured. */
export type Claim =
  | { rule: string; baseFen: number; hours?: number; monthDays?: number; days?: number }
  | { goods: string; quantity: number }

/** One line of the reckoning: what comes out, and the arithmetic as a person would write it, in yuan. */
export type CompensationLine = { code: string; kind: 'credit' | 'goods'; quantity: number; amountFen: number; arithmetic: string }

export type ClaimFault = 'rule-unknown' | 'amount-impossible' | 'measure-missing' | 'too-many'
export type Reckoning = { lines: CompensationLine[]; totalFen: number } | { fault: ClaimFault; at: number }

const DAY_HOURS = 24
const BASIS = 10_000

/** Fen as yuan with two places. */
export const yuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/**
 * Reckons what is due, line by line; parts of a fen are rounded up, in favour of the customer, once per line. Pure: the same claims under the
 * same rules give the same lines, their sum is the total, and more damage never gives less. Answers the first fault and where it is.
 */
export function calculate({ rules, goods }: CompensationRules, claims: readonly Claim[]): Reckoning {
  const lines: CompensationLine[] = []
  for (const [at, claim] of claims.entries()) {
    const line = 'goods' in claim ? gift(goods[claim.goods], claim) : damages(rules[claim.rule], claim)
    if (typeof line === 'string') return { fault: line, at }
    lines.push(line)
  }
  return { lines, totalFen: lines.reduce((sum, line) => sum + line.amountFen, 0) }
}

function gift(item: Goods | undefined, { goods, quantity }: { goods: string; quantity: number }): CompensationLine | ClaimFault {
  if (!item) return 'rule-unknown'
  if (!whole(quantity) || quantity < 1) return 'amount-impossible'
  if (quantity > item.most) return 'too-many'
  const amountFen = item.value_fen * quantity
  return { code: goods, kind: 'goods', quantity, amountFen, arithmetic: `${yuan(item.value_fen)} × ${quantity} = ${yuan(amountFen)}` }
}

function damages(rule: CompensationRule | undefined, claim: Exclude<Claim, { goods: string }>): CompensationLine | ClaimFault {
  if (!rule) return 'rule-unknown'
  if (!whole(claim.baseFen) || claim.baseFen < 1) return 'amount-impossible'
  const done = reckoned(rule, claim)
  if (typeof done === 'string') return done
  if (!Number.isSafeInteger(done.amountFen)) return 'amount-impossible'
  return { code: claim.rule, kind: 'credit', quantity: 1, amountFen: done.amountFen, arithmetic: `${done.how} = ${yuan(done.amountFen)}` }
}

type Done = { amountFen: number; how: string }

function reckoned(rule: CompensationRule, { baseFen, hours, monthDays, days }: Exclude<Claim, { goods: string }>): Done | ClaimFault {
  const base = yuan(baseFen)
  const times = rule.times ?? 1
  if (rule.method === 'times') return { amountFen: baseFen * times, how: times === 1 ? base : `${base} × ${times}` }
  if (rule.method === 'fraud') {
    const floor = rule.floor_fen ?? 0
    return { amountFen: baseFen + Math.max(baseFen * times, floor), how: `${base} + max(${base} × ${times}, ${yuan(floor)})` }
  }
  if (rule.method === 'by-hours') {
    if (hours === undefined || monthDays === undefined || hours < 0 || monthDays < 28 || monthDays > 31) return 'measure-missing'
    // Never more than the month itself; whole minutes, so that no float comes near the money.
    const minutes = Math.min(Math.ceil(hours * 60), monthDays * DAY_HOURS * 60)
    return { amountFen: upwards(baseFen * minutes, monthDays * DAY_HOURS * 60), how: `${base} × ${Math.round(minutes / 6) / 10} h ÷ (${monthDays} × ${DAY_HOURS} h)` }
  }
  if (days === undefined || !whole(days) || days < 0) return 'measure-missing'
  const points = rule.basis_points ?? 0
  return { amountFen: upwards(baseFen * points * days, BASIS), how: `${base} × ${points / 100} % × ${days}` }
}

const whole = (value: number) => Number.isSafeInteger(value)
const upwards = (fen: number, parts: number) => (whole(fen) ? Math.floor(fen / parts) + (fen % parts === 0 ? 0 : 1) : Number.NaN)
