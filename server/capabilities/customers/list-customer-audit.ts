import { sql } from 'kysely'
import type { listCustomerAudit as listCustomerAuditOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { staffNames } from '#capabilities/people'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { openTimeCursor, pageOf } from '#platform/paging'
import { loadCustomer } from './load-customer.ts'

/** Who looked at or changed this customer, newest first. Looking here is audited too. @norm GV-03 */
export async function listCustomerAudit(
  call: Call,
  input: InputOf<typeof listCustomerAuditOperation>
): Promise<OutputOf<typeof listCustomerAuditOperation>> {
  const customer = await loadCustomer(call, input, 'audit.read')
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const rows = await call.tx
    .selectFrom('platform.audit')
    .select(['id', 'at', 'actor_kind', 'actor_id', 'verb', 'fields', 'purpose', 'outcome'])
    .where('region_id', '=', customer.region_id)
    .where('subject_id', '=', customer.id)
    .where('subject_kind', '=', 'customer')
    .$if(after !== null, (query) => query.where(sql<boolean>`(at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const names = await staffNames(call.tx, rows.map((row) => (row.actor_kind === 'staff' ? row.actor_id : null)))
  await audited(call, { verb: 'audit.read', regionId: customer.region_id, subjectKind: 'customer', subjectId: customer.id })
  return pageOf(
    rows,
    limit,
    (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actorKind: row.actor_kind,
      actorName: names.get(row.actor_id ?? '')?.name ?? null,
      actorJobNumber: names.get(row.actor_id ?? '')?.jobNumber ?? null,
      verb: row.verb,
      fields: row.fields ?? [],
      purpose: row.purpose,
      outcome: row.outcome as 'done'
    }),
    (row) => [row.at.toISOString(), row.id]
  )
}
