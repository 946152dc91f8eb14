import type { openLine as openLineOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { normalizedMeans } from './contact-means.ts'
import { addLine } from './create-customer.ts'
import { loadCustomer } from './load-customer.ts'
import { recordChange } from './record-change.ts'
import { todayIn } from './region-today.ts'

/** Adds a line. Refuses with `service-number-taken` while another line of the region uses the number, or `plan-unknown`. */
export async function openLine(call: Call, input: InputOf<typeof openLineOperation>): Promise<OutputOf<typeof openLineOperation>> {
  await loadCustomer(call, input, 'customer.write', 'lock')
  if (input.planCode && !(await planExists(call, input.planCode))) throw refuse('plan-unknown')
  if (await inUse(call, input.regionId, input.serviceNumber)) throw refuse('service-number-taken')
  const id = await addLine(call.tx, { ...input, openedOn: input.openedOn ?? (await todayIn(call, input.regionId)) })
  await recordChange(call, { event: 'customer.changed', verb: 'customer.write', at: input, fields: ['lines'], data: { lineId: id } })
  return { id }
}

async function planExists(call: Call, code: string): Promise<boolean> {
  return (await call.tx.selectFrom('catalog.plan').select('code').where('code', '=', code).executeTakeFirst()) !== undefined
}

async function inUse(call: Call, regionId: number, serviceNumber: string): Promise<boolean> {
  const line = await call.tx
    .selectFrom('customers.service_line')
    .select('id')
    .where('region_id', '=', regionId)
    .where('service_number', '=', normalizedMeans('phone', serviceNumber))
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  return line !== undefined
}
