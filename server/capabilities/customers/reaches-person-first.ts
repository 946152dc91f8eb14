import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { todayIn } from './region-today.ts'

/** How long ago a resident identity number of 18 digits says the person was born; null when it says nothing. Full years on the given day. */
export function yearsOf(idNumber: string | null, today: string): number | null {
  const [, year, monthDay] = /^\d{6}(\d{4})(\d{4})\d{3}[\dXx]$/.exec(idNumber ?? '') ?? []
  if (!year || !monthDay) return null
  const years = Number(today.slice(0, 4)) - Number(year) - (today.slice(5, 7) + today.slice(8, 10) < monthDay ? 1 : 0)
  return years >= 0 && years < 130 ? years : null
}

/**
 * Does this customer come to a person without a menu: by age, from the identity document, or because the record says so (elderly or disabled
 * customers who asked for it)? The accessibility act, article 34; on the operators' lines since 2020.
 * The age is in rulebook/menu.yaml.
 */
export async function reachesPersonFirst(call: Call, regionId: number, customerId: string): Promise<boolean> {
  const row = await call.tx
    .selectFrom('customers.customer')
    .select(['kind', 'id_kind', 'id_number', 'preferences'])
    .where('region_id', '=', regionId)
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!row || row.kind !== 'person') return false
  if ((row.preferences as { personFirst?: boolean }).personFirst === true) return true
  if (row.id_kind !== 'id-card') return false
  return (yearsOf(row.id_number, await todayIn(call, regionId)) ?? 0) >= rulebook().menu.elderly.years
}
