import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { Charge, ChargeRef, Order } from './port.ts'

/** Columns of a charge with the number of its line and what was given back on it. */
export const chargeColumns = [
  'c.id',
  'c.line_id',
  'l.service_number',
  'c.order_id',
  'c.kind',
  'c.name_zh',
  'c.name_en',
  'c.provider',
  'c.from_on',
  'c.to_on',
  'c.charged_at',
  'c.due_on',
  'c.paid',
  'c.amount_fen',
  'c.source',
  'c.disputed_at',
  'c.dispute',
  sql<number>`(select coalesce(sum(a.amount_fen), 0)::bigint from billing.adjustment a where a.region_id = c.region_id and a.customer_id = c.customer_id and a.charge_id = c.id and a.kind = 'credit')`.as('returned')
] as const

type Row = {
  id: string
  line_id: string | null
  service_number: string | null
  order_id: string | null
  kind: string
  name_zh: string
  name_en: string
  provider: string | null
  from_on: string
  to_on: string
  charged_at: Date
  due_on: string
  paid: boolean
  amount_fen: number
  source: unknown
  disputed_at: Date | null
  dispute: unknown
  returned: number
}

export const chargeOf = (row: Row): Charge => ({
  id: row.id,
  lineId: row.line_id,
  serviceNumber: row.service_number,
  orderId: row.order_id,
  kind: row.kind as Charge['kind'],
  nameZh: row.name_zh,
  nameEn: row.name_en,
  provider: row.provider,
  fromOn: row.from_on,
  toOn: row.to_on,
  chargedAt: row.charged_at.toISOString(),
  dueOn: row.due_on,
  paid: row.paid,
  amountFen: Number(row.amount_fen),
  returnedFen: Number(row.returned),
  source: row.source as Charge['source'],
  disputed: row.disputed_at !== null,
  dispute: row.dispute as Charge['dispute']
})

/** The charge, locked for a change; null when this customer has no such charge. */
export async function lockCharge(tx: Call['tx'], { regionId, customerId, chargeId }: ChargeRef): Promise<Charge | null> {
  const row = await tx
    .selectFrom('billing.charge as c')
    .leftJoin('customers.service_line as l', (join) => join.onRef('l.region_id', '=', 'c.region_id').onRef('l.id', '=', 'c.line_id'))
    .select(chargeColumns)
    .where('c.region_id', '=', regionId)
    .where('c.customer_id', '=', customerId)
    .where('c.id', '=', chargeId)
    .forUpdate('c')
    .executeTakeFirst()
  return row ? chargeOf(row) : null
}

/** Everything a customer has ordered, the newest first. */
export async function ordersIn(tx: Call['tx'], regionId: number, customerId: string): Promise<Order[]> {
  const rows = await tx
    .selectFrom('billing.subscription as s')
    .leftJoin('customers.service_line as l', (join) => join.onRef('l.region_id', '=', 's.region_id').onRef('l.id', '=', 's.line_id'))
    .leftJoin('billing.sp_block as b', (join) => join.onRef('b.region_id', '=', 's.region_id').onRef('b.customer_id', '=', 's.customer_id').onRef('b.provider', '=', 's.provider'))
    .selectAll('s')
    .select(['l.service_number', 'b.blocked_at'])
    .where('s.region_id', '=', regionId)
    .where('s.customer_id', '=', customerId)
    .orderBy('s.ordered_at', 'desc')
    .orderBy('s.id')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    lineId: row.line_id,
    serviceNumber: row.service_number,
    kind: row.kind as Order['kind'],
    code: row.code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    provider: row.provider,
    feeFen: Number(row.fee_fen),
    per: row.per as Order['per'],
    orderedAt: row.ordered_at.toISOString(),
    orderedThrough: row.ordered_through as Order['orderedThrough'],
    confirmation: row.confirmation as Order['confirmation'],
    endedAt: row.ended_at?.toISOString() ?? null,
    blocked: row.blocked_at !== null
  }))
}
