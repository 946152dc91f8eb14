import type { Call } from '#platform/action'
import { permit, type Permitted } from '#platform/access'
import { refuse } from '#platform/refusal'

const columns = [
  'region_id', 'id', 'number', 'kind', 'name', 'grade', 'vip', 'status', 'status_reason', 'id_kind', 'id_number', 'language', 'area',
  'unit_id', 'manager_id', 'preferences', 'version', 'field_versions', 'created_at', 'updated_at'
] as const

/**
 * The customer's row, when the actor may use the verb on it. With `lock` nobody else changes it before the transaction ends.
 * Refuses with `not-found`, also when the actor may not read customers there, or `not-permitted`.
 */
export async function loadCustomer(call: Call, at: { regionId: number; customerId: string }, verb: string, lock: 'lock' | 'read' = 'read') {
  const row = await call.tx
    .selectFrom('customers.customer')
    .select(columns)
    .where('region_id', '=', at.regionId)
    .where('id', '=', at.customerId)
    .$if(lock === 'lock', (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return permit(call, verb, { ...row, ...placementOf(row) }, verb === 'audit.read' ? undefined : 'customer.read')
}

export type CustomerRow = Permitted<Awaited<ReturnType<typeof loadCustomer>>>

/** Where a customer stands for permissions: the branch that looks after it, and its manager. */
export function placementOf(row: { region_id: number; unit_id: string | null; manager_id: string | null }) {
  return { regionId: row.region_id, unitId: row.unit_id, staffIds: [row.manager_id] }
}
