import type { Database, Tx } from '#platform/database'

/** The code of the plan a line has, or null. */
export async function planOfLine(tx: Database | Tx, regionId: number, lineId: string): Promise<string | null> {
  const row = await tx.selectFrom('customers.service_line').select('plan_code').where('region_id', '=', regionId).where('id', '=', lineId).executeTakeFirst()
  return row?.plan_code ?? null
}

/** Lines in use in a region now, by the branch office that looks after the customer: the base of rates per users. */
export async function linesInUse(tx: Database | Tx, regionId: number): Promise<{ unitId: string | null; lines: number }[]> {
  const rows = await tx
    .selectFrom('customers.service_line as l')
    .innerJoin('customers.customer as c', (join) => join.onRef('c.region_id', '=', 'l.region_id').onRef('c.id', '=', 'l.customer_id'))
    .select(({ fn }) => ['c.unit_id', fn.countAll<number>().as('lines')])
    .where('l.region_id', '=', regionId)
    .where('l.closed_on', 'is', null)
    .groupBy('c.unit_id')
    .execute()
  return rows.map((row) => ({ unitId: row.unit_id, lines: Number(row.lines) }))
}
