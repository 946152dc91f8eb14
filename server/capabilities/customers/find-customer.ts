import { sql } from 'kysely'
import type { Database, Tx } from '#platform/database'
import { normalizedMeans } from './contact-means.ts'

type Db = Database | Tx

/** A customer as other capabilities know one: who, how important, whose. */
export type CustomerBrief = {
  regionId: number
  id: string
  number: string
  kind: 'person' | 'organisation'
  name: string
  grade: 'AAA' | 'AA' | 'A' | 'ordinary'
  vip: boolean
  unitId: string | null
  managerId: string | null
  language: string
}

const brief = ['region_id', 'id', 'number', 'kind', 'name', 'grade', 'vip', 'unit_id', 'manager_id', 'language'] as const

type BriefRow = {
  region_id: number
  id: string
  number: string
  kind: string
  name: string
  grade: string
  vip: boolean
  unit_id: string | null
  manager_id: string | null
  language: string
}

/** The customer with this id, or null. */
export async function findCustomer(tx: Db, regionId: number, id: string): Promise<CustomerBrief | null> {
  const row = await tx
    .selectFrom('customers.customer')
    .select(brief)
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? briefOf(row) : null
}

/** Names, grades and numbers of many customers of one region in one query. */
export async function customerNames(tx: Db, regionId: number, ids: readonly string[]): Promise<Map<string, CustomerBrief>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('customers.customer')
    .select(brief)
    .where('region_id', '=', regionId)
    .where(sql<boolean>`id = any(${wanted}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, briefOf(row)]))
}

/**
 * Finds whose phone, mail address or service number this is; the oldest customer when several share it. Null when nobody is known by
 * it. Phone also matches a service number: that is how a caller is recognised.
 */
export async function matchCustomer(
  tx: Db,
  by: { regionId?: number; phone?: string; email?: string; serviceNumber?: string }
): Promise<(CustomerBrief & { lineId: string | null }) | null> {
  const lineNumber = by.serviceNumber ?? by.phone
  if (lineNumber) {
    const line = await tx
      .selectFrom('customers.service_line')
      .select(['region_id', 'customer_id', 'id'])
      .where('service_number', '=', normalizedMeans('phone', lineNumber))
      .where('closed_on', 'is', null)
      .$if(by.regionId !== undefined, (query) => query.where('region_id', '=', by.regionId as number))
      .limit(1)
      .executeTakeFirst()
    const customer = line && (await findCustomer(tx, line.region_id, line.customer_id))
    if (customer) return { ...customer, lineId: line.id }
  }
  const means = by.email ? (['email', by.email] as const) : by.phone ? (['phone', by.phone] as const) : null
  if (!means) return null
  const row = await tx
    .selectFrom('customers.contact_means')
    .select(['region_id', 'customer_id'])
    .where('kind', '=', means[0])
    .where('normalized', '=', normalizedMeans(means[0], means[1]))
    .$if(by.regionId !== undefined, (query) => query.where('region_id', '=', by.regionId as number))
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  const customer = row && (await findCustomer(tx, row.region_id, row.customer_id))
  return customer ? { ...customer, lineId: null } : null
}

/** Turns a row with the brief columns into a brief. */
export function briefOf(row: BriefRow): CustomerBrief {
  return {
    regionId: row.region_id,
    id: row.id,
    number: row.number,
    kind: row.kind as CustomerBrief['kind'],
    name: row.name,
    grade: row.grade as CustomerBrief['grade'],
    vip: row.vip,
    unitId: row.unit_id,
    managerId: row.manager_id,
    language: row.language
  }
}
