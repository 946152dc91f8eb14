import type { EffectView } from '@shouwen/contract/improvement-register'
import type { Static } from '@shouwen/contract/operation'
import { compareRates } from '@shouwen/kernels/rates/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { Item } from './item.ts'
import { registerRules } from './rules.ts'

const DAY_MS = 86_400_000

/**
 * Complaints of the item's category opened in the days before its measure and in the days since, at most as many as the rulebook compares,
 * with the exact test of their difference. @norm QI-13
 */
export async function effectOf(call: Call, item: Item): Promise<Static<typeof EffectView>> {
  const { compare_days } = registerRules().verify
  const doneAt = item.done_at ?? call.now
  const span = Math.min(call.now.getTime() - doneAt.getTime(), compare_days * DAY_MS)
  const days = Math.floor(span / DAY_MS)
  if (!item.category || days < 1) return { category: item.category, days, before: 0, after: 0, p: null }
  const count = async (from: Date, until: Date) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from tickets.ticket
      where region_id = ${item.region_id} and kind = 'complaint' and opened_at >= ${from} and opened_at < ${until}
        and (category = ${item.category} or category like ${`${item.category}.%`}) and merged_into_id is null`.execute(call.tx)
    return rows[0]?.n ?? 0
  }
  const before = await count(new Date(doneAt.getTime() - days * DAY_MS), doneAt)
  const after = await count(doneAt, new Date(doneAt.getTime() + days * DAY_MS))
  return { category: item.category, days, before, after, p: compareRates({ count: before, exposure: days }, { count: after, exposure: days }).p }
}
