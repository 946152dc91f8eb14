import type { setCompensationBudget as setOperation } from '@shouwen/contract/compensation'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { compensationRules } from './case-ticket.ts'

type Budget = OutputOf<typeof setOperation>

/** What a unit may give this month, what it has granted, and what is left (never below zero). Fen. */
export async function budgetOf(call: Call, regionId: number, unitId: string | null, month = `${call.now.toISOString().slice(0, 7)}-01`): Promise<Budget> {
  const set = unitId ? await call.tx.selectFrom('compensation.budget').select('amount_fen').where('region_id', '=', regionId).where('unit_id', '=', unitId).where('month', '=', month).executeTakeFirst() : undefined
  const from = new Date(`${month}T00:00:00Z`)
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1))
  const spent = unitId
    ? await call.tx
        .selectFrom('compensation.offer')
        .select((of) => of.fn.sum<number | null>('total_fen').as('sum'))
        .where('region_id', '=', regionId)
        .where('unit_id', '=', unitId)
        .where('decided_at', '>=', from)
        .where('decided_at', '<', to)
        .where('kind', '=', 'pay')
        .where('state', 'not in', ['rejected', 'declined', 'waiting'])
        .executeTakeFirst()
    : undefined
  const budgetFen = Number(set?.amount_fen ?? compensationRules().month_budget_fen)
  const spentFen = Number(spent?.sum ?? 0)
  return { unitId, month, budgetFen, spentFen, remainingFen: Math.max(0, budgetFen - spentFen) }
}

/** Sets what a unit may give in a month, the first day of which is named. */
export async function setBudget(call: Call, input: InputOf<typeof setOperation>): Promise<Budget> {
  const { regionId, unitId, amountFen } = input
  const month = `${input.month.slice(0, 7)}-01`
  permit(call, 'compensation.budget', { regionId, unitId })
  const value = { amount_fen: amountFen, set_by: staffId(call.actor), set_at: call.now }
  await call.tx
    .insertInto('compensation.budget')
    .values({ region_id: regionId, unit_id: unitId, month, ...value })
    .onConflict((conflict) => conflict.columns(['region_id', 'unit_id', 'month']).doUpdateSet(value))
    .execute()
  await audited(call, { verb: 'compensation.budget', regionId, subjectKind: 'unit', subjectId: unitId, detail: { month, amountFen } })
  return budgetOf(call, regionId, unitId, month)
}
