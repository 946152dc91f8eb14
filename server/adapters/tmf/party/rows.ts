import { type Selectable, sql } from 'kysely'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import type { CustomersCustomer } from '#platform/schema.gen'
import type { Json } from '../condition.ts'
import type { Ref, Source } from '../resource.ts'
import { shown } from '../resource.ts'
import type { Means } from './media.ts'

const columns = ['region_id', 'id', 'number', 'kind', 'name', 'grade', 'vip', 'status', 'status_reason', 'id_kind', 'id_number', 'attributes', 'version'] as const
export type Row = Selectable<Pick<CustomersCustomer, (typeof columns)[number]>>

/** Where customers and parties are read: one row of ours is a party, and a customer unless that is hidden. */
export function sourceOf(resource: 'customer' | 'party', kind?: 'person' | 'organisation'): Source {
  return {
    from: sql`customers.customer c`,
    where: kind ? sql`(c.kind = ${sql.lit(kind)} and ${shown(resource, sql`c.region_id`, sql`c.id`)})` : shown(resource, sql`c.region_id`, sql`c.id`),
    region: sql`c.region_id`,
    id: sql`c.id`,
    at: sql`c.created_at`,
    placement: { regionId: 'c.region_id', unitId: 'c.unit_id', staffIds: ['c.manager_id'] }
  }
}

/** Rows and ways to reach them, by id. */
export async function loadRows(call: Call, refs: readonly Ref[], wanted: (attribute: string) => boolean): Promise<Map<string, { row: Row; means: Means[] }>> {
  const found = new Map<string, { row: Row; means: Means[] }>()
  for (const [regionId, ofRegion] of Map.groupBy(refs, (ref) => ref.regionId)) {
    const ids = ofRegion.map((ref) => ref.id)
    const rows = await call.tx.selectFrom('customers.customer').select(columns).where('region_id', '=', regionId).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
    const means = wanted('contactMedium') ? Map.groupBy(await meansOfAll(call, regionId, ids), (one) => one.customer_id) : new Map<string, Means[]>()
    for (const row of rows) found.set(row.id, { row, means: means.get(row.id) ?? [] })
  }
  return found
}

async function meansOfAll(call: Call, regionId: number, ids: string[]): Promise<Means[]> {
  return call.tx
    .selectFrom('customers.contact_means')
    .select(['id', 'customer_id', 'kind', 'value', 'preferred'])
    .where('region_id', '=', regionId)
    .where(sql<boolean>`customer_id = any(${ids}::uuid[])`)
    .orderBy('created_at')
    .orderBy('id')
    .limit(20_000)
    .execute()
}

/** What another system keeps with a row for one interface. */
export const keptIn = (row: Pick<Row, 'attributes'>, member: 'tmf629' | 'tmf632'): Json => (((row.attributes as Json)[member] as Json | undefined) ?? {})

/** Leaves out what is not there and empty lists. */
export function clean(object: Json): Json {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)))
}

/** Members that only we may set begin with a dollar sign and are never shown. */
export const visible = (kept: Json): Json => Object.fromEntries(Object.entries(kept).filter(([name]) => !name.startsWith('$')))

/** A look at one customer names it, a look at a list is written down once. @norm GV-03 */
export async function auditLook(call: Call, refs: readonly Ref[], how: 'one' | 'list'): Promise<void> {
  const [first] = refs
  if (how === 'one' && first) await audited(call, { verb: 'customer.read', regionId: first.regionId, subjectKind: 'customer', subjectId: first.id, fields: ['name', 'phone', 'email', 'address'] })
  if (how === 'list') await audited(call, { verb: 'customer.search', regionId: call.actor.kind === 'staff' ? call.actor.regionId : 0, subjectKind: 'customer', detail: { count: refs.length } })
}
