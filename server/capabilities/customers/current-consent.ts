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
