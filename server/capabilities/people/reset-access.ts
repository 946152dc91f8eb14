import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  resetPassword as passwordOperation,
  resetSecondFactor as factorOperation,
  signOutStaff as signOutOperation
} from '@shouwen/contract/people'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { replacePassword } from './change-password.ts'
import { oneTimePasswordEnd } from './create-staff.ts'
import { staffView } from './get-staff.ts'
import { hashPassword } from './password-hash.ts'
import { oneTimePassword } from './password-rules.ts'
import { policy } from './policy.ts'
import { revokeSessions } from './sessions.ts'
import { guessedRight, loginKey } from './sign-in-attempts.ts'
import { refuseOneself, staffToChange } from './staff-writes.ts'
import { forgetSecondFactor } from './totp-renewal.ts'

/** Gives a person a one-time password, lifts a lock and signs them out everywhere. @norm GV-02 */
export async function resetPassword(
  call: Call,
  input: InputOf<typeof passwordOperation>
): Promise<OutputOf<typeof passwordOperation>> {
  const staff = await staffToChange(call, input.staffId)
  refuseOneself(call, staff.id)
  if (staff.status !== 'active') throw refuse('staff-deactivated')
  const { login } = await call.tx
    .selectFrom('people.account')
    .select('login')
    .where('staff_id', '=', staff.id)
    .executeTakeFirstOrThrow()
  const password = oneTimePassword({ login, jobNumber: staff.jobNumber }, policy)
  await replacePassword(call, staff.id, await hashPassword(password), policy.first_password.must_change)
  await guessedRight(call.tx, loginKey(login))
  await revokeSessions(call.tx, staff.id, call.now)
  await audited(call, { verb: 'password.reset', regionId: staff.regionId, subjectKind: 'staff', subjectId: staff.id })
  return { id: staff.id, login, oneTimePassword: password, expiresAt: oneTimePasswordEnd(call.now) }
}

/** Takes a lost one-time-code app off a person's account; roles that need one wait until another is enrolled. */
export async function resetSecondFactor(
  call: Call,
  input: InputOf<typeof factorOperation>
): Promise<OutputOf<typeof factorOperation>> {
  const staff = await staffToChange(call, input.staffId)
  refuseOneself(call, staff.id)
  const enrolled = await call.tx
    .selectFrom('people.account')
    .select('staff_id')
    .where('staff_id', '=', staff.id)
    .where('totp_enabled_at', 'is not', null)
    .executeTakeFirst()
  if (!enrolled) throw refuse('second-factor-not-enabled')
  await forgetSecondFactor(call.tx, staff.id)
  await audited(call, {
    verb: 'second-factor.disable',
    regionId: staff.regionId,
    subjectKind: 'staff',
    subjectId: staff.id
  })
  return staffView(call, staff.id)
}

/** Ends every session of a person. */
export async function signOutStaff(
  call: Call,
  input: InputOf<typeof signOutOperation>
): Promise<OutputOf<typeof signOutOperation>> {
  const staff = await staffToChange(call, input.staffId)
  const revoked = await revokeSessions(call.tx, staff.id, call.now)
  await audited(call, {
    verb: 'session.revoke',
    regionId: staff.regionId,
    subjectKind: 'staff',
    subjectId: staff.id,
    detail: { revoked }
  })
  return { revoked }
}
