import type { updateCustomer as updateCustomerOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { loadCustomer, placementOf } from './load-customer.ts'
import { recordChange } from './record-change.ts'
import { refuseUnknown } from './register-customer.ts'
import { writeFields } from './write-fields.ts'

/** Changes a customer field by field. Whoever gives a customer away must be allowed to write it where it goes. @norm CI-04 */
export async function updateCustomer(
  call: Call,
  input: InputOf<typeof updateCustomerOperation>
): Promise<OutputOf<typeof updateCustomerOperation>> {
  const customer = await loadCustomer(call, input, 'customer.write', 'lock')
  const unit_id = input.unitId === undefined ? customer.unit_id : input.unitId
  const manager_id = input.managerId === undefined ? customer.manager_id : input.managerId
  permit(call, 'customer.write', placementOf({ region_id: customer.region_id, unit_id, manager_id }))
  await refuseUnknown(call, customer.region_id, input)
  const written = await writeFields(call, customer, input.version, {
    name: input.name?.trim(),
    id_kind: input.idKind,
    id_number: input.idNumber,
    language: input.language,
    area: input.area,
    unit_id: input.unitId,
    manager_id: input.managerId,
    preferences: input.preferences
  })
  if (written.fields.length > 0)
    await recordChange(call, { event: 'customer.changed', verb: 'customer.write', at: input, fields: written.fields })
  return { version: written.version }
}
