import { sql } from 'kysely'
import type { getCustomer, listCustomerLines as listCustomerLinesOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { cursorOf, openCursor } from '#platform/paging'
import { refuse } from '#platform/refusal'
import { loadCustomer } from './load-customer.ts'
import { maskerFor } from './masking.ts'

type LineView = OutputOf<typeof getCustomer>['lines'][number]
type Place = { open: boolean; openedOn: string; id: string }

/** Lines of a customer, masked for the actor: those in use first, the newest of each first. */
export async function linesOf(call: Call, at: { regionId: number; customerId: string }, limit: number, after: Place | null = null): Promise<LineView[]> {
  const rows = await call.tx
    .selectFrom('customers.service_line as l')
    .leftJoin('catalog.plan as p', 'p.code', 'l.plan_code')
    .select(['l.id', 'l.service_number', 'l.service', 'l.reach', 'l.address', 'l.area', 'l.status', 'l.opened_on', 'l.closed_on'])
    .select(['p.code', 'p.name_zh', 'p.name_en', 'p.monthly_fee_cents'])
    .where('l.region_id', '=', at.regionId)
    .where('l.customer_id', '=', at.customerId)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(l.closed_on is null, l.opened_on, l.id) < (${after?.open}::boolean, ${after?.openedOn}::date, ${after?.id}::uuid)`)
    )
    .orderBy(sql`l.closed_on is null`, 'desc')
    .orderBy('l.opened_on', 'desc')
    .orderBy('l.id', 'desc')
    .limit(limit)
    .execute()
  const masker = maskerFor(call.actor)
  return rows.map((row) => ({
    id: row.id,
    serviceNumber: masker.show(row.service_number, 'phone'),
    service: row.service,
    reach: row.reach,
    plan: row.code === null ? null : { code: row.code, name: { zh: row.name_zh ?? row.code, en: row.name_en ?? row.code }, monthlyFeeCents: row.monthly_fee_cents ?? 0 },
    address: masker.show(row.address, 'address'),
    area: row.area as LineView['area'],
    status: row.status,
    openedOn: row.opened_on,
    closedOn: row.closed_on
  }))
}

/** A page of a customer's lines. @norm GV-03 */
export async function listCustomerLines(
  call: Call,
  input: InputOf<typeof listCustomerLinesOperation>
): Promise<OutputOf<typeof listCustomerLinesOperation>> {
  const customer = await loadCustomer(call, input, 'customer.read')
  const limit = input.limit ?? 50
  const lines = await linesOf(call, input, limit + 1, openPlace(input.cursor))
  await audited(call, { verb: 'customer.read', regionId: customer.regionId, subjectKind: 'customer', subjectId: customer.id, fields: ['lines'] })
  const items = lines.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: lines.length > limit && last ? cursorOf([last.closedOn === null ? 1 : 0, last.openedOn, last.id]) : null }
}

function openPlace(cursor: string | undefined): Place | null {
  const values = openCursor(cursor, 3)
  if (!values) return null
  const [open, openedOn, id] = values.map(String) as [string, string, string]
  const sound = /^[01]$/.test(open) && /^[1-9]\d{3}-\d{2}-\d{2}$/.test(openedOn) && new Date(`${openedOn}T00:00:00Z`).toJSON()?.startsWith(openedOn) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
  if (!sound) throw refuse('invalid-input', { errors: [{ at: '/cursor', rule: 'cursor' }] })
  return { open: open === '1', openedOn, id }
}
