import type { Database, Tx } from '#platform/database'

/** The customer's mail address, the preferred one first; null when none is known. */
export async function emailOf(tx: Database | Tx, regionId: number, customerId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('customers.contact_means')
    .select('value')
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'email')
    .orderBy('preferred', 'desc')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return row?.value ?? null
}
