import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  deactivateStaff as deactivateOperation,
  reactivateStaff as reactivateOperation
} from '@shouwen/contract/people'
import type { Call } from '#platform/action'
import { staffView } from './get-staff.ts'
import { revokeSessions } from './sessions.ts'
import { refuseOneself, staffChanged, staffToChange, writeStaff } from './staff-writes.ts'

type Staff = OutputOf<typeof deactivateOperation>

/** Ends a person's access everywhere at once: sessions and tokens are revoked for good, roles stay for the record. */
export async function deactivateStaff(call: Call, input: InputOf<typeof deactivateOperation>): Promise<Staff> {
  const staff = await staffToChange(call, input.staffId)
  refuseOneself(call, staff.id)
  await writeStaff(call, staff, input.version, { status: 'deactivated' })
  await revokeSessions(call.tx, staff.id, call.now)
  await call.tx
    .updateTable('people.api_token')
    .set({ revoked_at: call.now })
    .where('staff_id', '=', staff.id)
    .where('revoked_at', 'is', null)
    .execute()
  await staffChanged(call, staff, 'staff.deactivated', 'staff.deactivate')
  return staffView(call, staff.id)
}

/** Takes a person back; they sign in anew. */
export async function reactivateStaff(call: Call, input: InputOf<typeof reactivateOperation>): Promise<Staff> {
  const staff = await staffToChange(call, input.staffId)
  await writeStaff(call, staff, input.version, { status: 'active' })
  await staffChanged(call, staff, 'staff.reactivated', 'staff.reactivate')
  return staffView(call, staff.id)
}
