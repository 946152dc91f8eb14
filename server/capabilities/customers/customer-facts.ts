import type { Database, Tx } from '#platform/database'

/** What clauses may ask about the customer and the line: names as in rulebook/facts.yaml. */
export type CustomerFacts = Record<string, string | boolean>

/** Facts of a customer and, when given, of the line the matter is about; one query. Empty for an unknown customer. */
export async function customerFacts(
  tx: Database | Tx,
  regionId: number,
  customerId: string,
  lineId: string | null = null
): Promise<CustomerFacts> {
  const row = await tx
    .selectFrom('customers.customer as c')
    .leftJoin('customers.service_line as l', (join) =>
      join.onRef('l.region_id', '=', 'c.region_id').onRef('l.customer_id', '=', 'c.id').on('l.id', '=', lineId)
    )
    .select(['c.kind', 'c.grade', 'c.vip', 'c.area', 'l.service', 'l.reach', 'l.area as line_area'])
    .where('c.region_id', '=', regionId)
    .where('c.id', '=', customerId)
    .executeTakeFirst()
  if (!row) return {}
  const area = row.line_area ?? row.area
  return {
    'customer.kind': row.kind,
    'customer.grade': row.grade,
    'customer.vip': row.vip,
    ...(row.service ? { 'line.service': row.service } : {}),
    ...(row.reach ? { 'line.reach': row.reach } : {}),
    ...(area ? { area } : {})
  }
}
