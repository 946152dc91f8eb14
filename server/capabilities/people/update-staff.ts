import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { updateStaff as operation } from '@shouwen/contract/people'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { staffView } from './get-staff.ts'
import { refuseTaken } from './staff-records.ts'
import { staffChanged, staffToChange, writeStaff } from './staff-writes.ts'
import { unitToReceive } from './unit-writes.ts'

/** Changes a person; moving to another unit needs the right to change people there too, and stays within the region. */
export async function updateStaff(call: Call, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const staff = await staffToChange(call, input.staffId)
  const { staffId: _id, version, login, ...given } = input
  if (given.unitId !== undefined && given.unitId !== staff.unitId) {
    const unit = await unitToReceive(call, given.unitId)
    if (unit.regionId !== null && unit.regionId !== staff.regionId) throw refuse('unit-region-mismatch')
  }
  await refuseTaken(call.tx, { jobNumber: given.jobNumber, login, email: given.email }, staff.id)
  await writeStaff(call, staff, version, {
    ...(given.unitId !== undefined ? { unit_id: given.unitId } : {}),
    ...(given.jobNumber !== undefined ? { job_number: given.jobNumber } : {}),
    ...(given.name !== undefined ? { name: given.name } : {}),
    ...(given.email !== undefined ? { email: given.email } : {}),
    ...(given.phone !== undefined ? { phone: given.phone } : {})
  })
  if (login !== undefined)
    await call.tx.updateTable('people.account').set({ login }).where('staff_id', '=', staff.id).execute()
  const fields = Object.keys({ ...given, ...(login !== undefined ? { login } : {}) }).sort()
  await staffChanged(call, staff, 'staff.changed', 'staff.update', fields)
  return staffView(call, staff.id)
}
