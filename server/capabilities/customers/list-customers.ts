import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { readQuery } from '@shouwen/kernels/text/index'
import type { listCustomers as listCustomersOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { openTimeCursor, pageOf } from '#platform/paging'
import type { DB } from '#platform/schema.gen'
import { normalizedMeans } from './contact-means.ts'
import { maskerFor, shownName } from './masking.ts'

type Input = InputOf<typeof listCustomersOperation>
type Builder = ExpressionBuilder<{ c: DB['customers.customer'] }, 'c'>
const SHORTEST_NUMBER = 5
const MOST_OWNERS = 50

/** Customers the actor may read, newest first. Every search is audited once. @norm GV-03 */
export async function listCustomers(call: Call, input: Input): Promise<OutputOf<typeof listCustomersOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const owners = await ownersOfNumber(call, input)
  const rows = await call.tx
    .selectFrom('customers.customer as c')
    .select(['c.region_id', 'c.id', 'c.number', 'c.kind', 'c.name', 'c.grade', 'c.vip', 'c.status', 'c.unit_id', 'c.manager_id', 'c.created_at'])
    .where(scopeFilter(call.actor, 'customer.read', { regionId: 'c.region_id', unitId: 'c.unit_id', staffIds: ['c.manager_id'] }))
    .$if(input.q !== undefined, (query) => query.where((eb) => found(eb, input.q as string, owners)))
    .$if(input.regionId !== undefined, (query) => query.where('c.region_id', '=', input.regionId as number))
    .$if(input.unitId !== undefined, (query) => query.where('c.unit_id', '=', input.unitId as string))
    .$if(input.managerId !== undefined, (query) => query.where('c.manager_id', '=', input.managerId as string))
    .$if(input.kind !== undefined, (query) => query.where('c.kind', '=', input.kind as 'person'))
    .$if(input.grade !== undefined, (query) => query.where('c.grade', '=', input.grade as 'ordinary'))
    .$if(input.vip !== undefined, (query) => query.where('c.vip', '=', input.vip as boolean))
    .$if(after !== null, (query) => query.where(sql<boolean>`(c.created_at, c.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute()
  const reach = await reachOf(call, rows.slice(0, limit))
  if (input.q !== undefined) await auditSearch(call, input, Math.min(rows.length, limit))
  const masker = maskerFor(call.actor)
  return pageOf(
    rows,
    limit,
    (row) => ({
      regionId: row.region_id,
      id: row.id,
      number: row.number,
      kind: row.kind as 'person',
      name: shownName(masker, row),
      grade: row.grade as 'ordinary',
      vip: row.vip,
      status: row.status,
      unitId: row.unit_id,
      managerId: row.manager_id,
      phone: masker.show(reach.get(row.id)?.phone ?? null, 'phone'),
      serviceNumber: masker.show(reach.get(row.id)?.serviceNumber ?? null, 'phone'),
      lineCount: reach.get(row.id)?.lineCount ?? 0,
      createdAt: row.created_at.toISOString()
    }),
    (row) => [row.created_at.toISOString(), row.id]
  )
}

type Owner = { region_id: number; customer_id: string }

/** Whose number this is, when the query is one: telephone and service numbers are found whole or not at all. */
async function ownersOfNumber(call: Call, input: Input): Promise<Owner[]> {
  const number = normalizedMeans('phone', input.q ?? '')
  if (number.length < SHORTEST_NUMBER || !/\d/.test(number)) return []
  const { rows } = await sql<Owner>`
    (select region_id, customer_id from customers.service_line where service_number = ${number} limit ${MOST_OWNERS})
    union
    (select region_id, customer_id from customers.contact_means where normalized = ${number} and kind = 'phone' limit ${MOST_OWNERS})`.execute(call.tx)
  return rows
}

/** Text search as kernels/text asks for it: the index first, then the exact recheck; or the owner of the number. */
function found(eb: Builder, text: string, owners: Owner[]): Expression<SqlBool> {
  const query = readQuery(text)
  const byNumber = owners.map((owner) => eb.and([eb('c.region_id', '=', owner.region_id), eb('c.id', '=', owner.customer_id)]))
  if (query.kind === 'empty') return eb.lit(false)
  if (query.kind === 'prefix') return eb.or([sql<SqlBool>`left(c.search_text, 1) = ${query.terms[0]}`, ...byNumber])
  const byText = eb.and([
    sql<SqlBool>`c.grams @> ${query.grams}::text[]`,
    ...query.terms.map((term) => eb('c.search_text', 'like', `%${term}%`))
  ])
  return eb.or([byText, ...byNumber])
}

/** Preferred telephone, a service number in use and how many lines there are, of the customers of one page. */
async function reachOf(call: Call, rows: { region_id: number; id: string }[]) {
  const ids = rows.map((row) => row.id)
  const regionIds = [...new Set(rows.map((row) => row.region_id))]
  if (ids.length === 0) return new Map<string, { phone: string | null; serviceNumber: string | null; lineCount: number }>()
  const lines = await call.tx
    .selectFrom('customers.service_line')
    .select((eb) => ['customer_id', eb.fn.countAll<number>().as('count'), eb.fn.min('service_number').as('first')])
    .where(sql<boolean>`region_id = any(${regionIds}::int[]) and customer_id = any(${ids}::uuid[])`)
    .where('closed_on', 'is', null)
    .groupBy('customer_id')
    .execute()
  const phones = await call.tx
    .selectFrom('customers.contact_means')
    .distinctOn('customer_id')
    .select(['customer_id', 'value'])
    .where(sql<boolean>`region_id = any(${regionIds}::int[]) and customer_id = any(${ids}::uuid[])`)
    .where('kind', '=', 'phone')
    .orderBy('customer_id')
    .orderBy('preferred', 'desc')
    .orderBy('created_at')
    .execute()
  const phoneOf = new Map(phones.map((row) => [row.customer_id, row.value]))
  const linesOf = new Map(lines.map((row) => [row.customer_id, row]))
  return new Map(
    ids.map((id) => [id, { phone: phoneOf.get(id) ?? null, serviceNumber: linesOf.get(id)?.first ?? null, lineCount: Number(linesOf.get(id)?.count ?? 0) }])
  )
}

/** What was typed is not written down: it may be a name or a number. */
async function auditSearch(call: Call, input: Input, count: number): Promise<void> {
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : 0)
  await audited(call, { verb: 'customer.search', regionId, subjectKind: 'customer', detail: { count } })
}
