import type { Call } from '#platform/action'
import { canonical } from '#platform/canonical'
import { loadCustomer } from './load-customer.ts'
import { recordChange } from './record-change.ts'

export type OutsideAttributes = {
  /** Members to add or replace; null removes one. */
  attributes?: Record<string, unknown>
  status?: string
  statusReason?: string | null
}

/**
 * Keeps what other systems attach to a customer and we only carry, and the status they give it. Answers whether anything changed.
 * The event names the fields, `status` among them.
 */
export async function keepOutsideAttributes(call: Call, at: { regionId: number; customerId: string }, given: OutsideAttributes): Promise<boolean> {
  const customer = await loadCustomer(call, at, 'customer.write', 'lock')
  const { attributes: before } = await call.tx
    .selectFrom('customers.customer')
    .select('attributes')
    .where('region_id', '=', at.regionId)
    .where('id', '=', at.customerId)
    .executeTakeFirstOrThrow()
  const attributes = Object.fromEntries(Object.entries({ ...(before as object), ...given.attributes }).filter(([, value]) => value !== null))
  const status = given.status ?? customer.status
  const status_reason = given.statusReason === undefined ? customer.status_reason : given.statusReason
  const fields = [
    ...(canonical(attributes) === canonical(before) ? [] : ['attributes']),
    ...(status === customer.status ? [] : ['status']),
    ...(status_reason === customer.status_reason ? [] : ['statusReason'])
  ]
  if (fields.length === 0) return false
  await call.tx
    .updateTable('customers.customer')
    .set({ attributes: JSON.stringify(attributes), status, status_reason, version: customer.version + 1, updated_at: call.now })
    .where('region_id', '=', at.regionId)
    .where('id', '=', at.customerId)
    .execute()
  await recordChange(call, { event: 'customer.changed', verb: 'customer.write', at, fields, data: { status } })
  return true
}
