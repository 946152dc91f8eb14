import type { Database, Tx } from '#platform/database'

/** What the customer last said on a purpose: true, false, or null when never asked. @norm CI-06 */
export async function currentConsent(tx: Database | Tx, regionId: number, customerId: string, purpose: string): Promise<boolean | null> {
  const row = await tx
    .selectFrom('customers.consent')
    .select('granted')
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .where('purpose', '=', purpose)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.granted ?? null
}

/** When customers last said yes to a purpose, by id; who never did, or took it back since, is missing. */
export async function consentedAt(tx: Database | Tx, regionId: number, customerIds: readonly string[], purpose: string): Promise<Map<string, Date>> {
  if (customerIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('customers.consent')
    .distinctOn('customer_id')
    .select(['customer_id', 'granted', 'at'])
    .where('region_id', '=', regionId)
    .where('customer_id', 'in', [...customerIds])
    .where('purpose', '=', purpose)
    .orderBy('customer_id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.flatMap(({ customer_id, granted, at }) => (granted ? [[customer_id, at] as const] : [])))
}
