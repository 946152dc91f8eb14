import type { closeLine as closeLineOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { loadCustomer } from './load-customer.ts'
import { endPortalAccess } from './portal-account.ts'
import { recordChange } from './record-change.ts'
import { todayIn } from './region-today.ts'

/** Closes a line; its number is free for another customer, so it no longer opens the portal. */
export async function closeLine(call: Call, input: InputOf<typeof closeLineOperation>): Promise<OutputOf<typeof closeLineOperation>> {
  await loadCustomer(call, input, 'customer.write', 'lock')
  const line = await findLine(call, input)
  if (line.closed_on !== null) throw refuse('line-already-closed')
  const closed_on = input.closedOn ?? (await todayIn(call, input.regionId))
  if (closed_on < line.opened_on) throw refuse('line-closed-before-opened')
  await call.tx
    .updateTable('customers.service_line')
    .set({ status: 'closed', closed_on })
    .where('region_id', '=', input.regionId)
    .where('id', '=', input.lineId)
    .execute()
  await endPortalAccess(call, input, line.service_number)
  await recordChange(call, { event: 'customer.changed', verb: 'customer.write', at: input, fields: ['lines'], data: { lineId: input.lineId } })
  return {}
}

/** A line of this customer. Refuses with `not-found`. */
export async function findLine(call: Call, { regionId, customerId, lineId }: { regionId: number; customerId: string; lineId: string }) {
  const line = await call.tx
    .selectFrom('customers.service_line')
    .select(['id', 'service_number', 'opened_on', 'closed_on'])
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .where('id', '=', lineId)
    .executeTakeFirst()
  if (!line) throw refuse('not-found')
  return line
}
