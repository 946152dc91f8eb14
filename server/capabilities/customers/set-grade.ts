import type { setCustomerGrade as setCustomerGradeOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { loadCustomer } from './load-customer.ts'
import { recordChange } from './record-change.ts'
import { writeFields } from './write-fields.ts'

/** Sets grade and VIP with the reason, which stays in the history: clocks and priorities of later matters follow it. @norm CI-12 */
export async function setGrade(
  call: Call,
  input: InputOf<typeof setCustomerGradeOperation>
): Promise<OutputOf<typeof setCustomerGradeOperation>> {
  const customer = await loadCustomer(call, input, 'customer.write', 'lock')
  const written = await writeFields(call, customer, input.version, { grade: input.grade, vip: input.vip })
  if (written.fields.length === 0) return { version: written.version }
  await call.tx
    .insertInto('customers.grade_change')
    .values({
      region_id: customer.region_id,
      id: call.app.newId(),
      customer_id: customer.id,
      grade_before: customer.grade,
      grade_after: input.grade,
      vip_before: customer.vip,
      vip_after: input.vip,
      reason: input.reason,
      changed_by: staffId(call.actor),
      at: call.now
    })
    .execute()
  await recordChange(call, {
    event: 'customer.grade-changed',
    verb: 'customer.grade',
    at: input,
    fields: written.fields,
    data: { gradeBefore: customer.grade, gradeAfter: input.grade, vipBefore: customer.vip, vipAfter: input.vip }
  })
  return { version: written.version }
}
