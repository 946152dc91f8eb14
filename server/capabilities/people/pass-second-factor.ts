import type { passSecondFactor as operation } from '@shouwen/contract/account'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { beginSession } from './begin-session.ts'
import { closePendingSignIn, takePendingSignIn } from './pending-sign-in.ts'
import { acceptRecoveryCode, acceptTotp, recoveryCodesLeft } from './second-factor.ts'
import { countFailureOfAddress, guessedRight, guessedWrong, loginKey, takeGuess } from './sign-in-attempts.ts'
import { auditFailure } from './sign-in.ts'

/** Finishes a sign-in with a code of the app or a recovery code. Wrong codes count as failures of the login. @norm GV-02 */
export async function passSecondFactor(
  call: Call,
  input: InputOf<typeof operation>
): Promise<OutputOf<typeof operation>> {
  const pending = await takePendingSignIn(call.app.db, input.pendingToken, call.now)
  const account = pending && (await findAccount(call, pending.staffId))
  if (!pending || !account) throw refuse('second-factor-expired')
  const key = loginKey(account.login)
  await takeGuess(call, key)
  const left = await call.app.db.transaction().execute(async (tx) => {
    const inside = { ...call, tx }
    const accepted =
      (await acceptTotp(inside, account, input.code)) || (await acceptRecoveryCode(inside, account.staffId, input.code))
    if (!accepted) return null
    await closePendingSignIn(tx, input.pendingToken)
    await guessedRight(tx, key)
    await beginSession(inside, account, pending.method, call.now)
    return recoveryCodesLeft(tx, account.staffId)
  })
  if (left !== null) return { state: 'signed-in', recoveryCodesLeft: left }
  await countFailureOfAddress(call)
  await auditFailure(call, account, 'second-factor')
  throw await guessedWrong(call, key, 'second-factor-wrong')
}

function findAccount(call: Call, staffId: string) {
  return call.app.db
    .selectFrom('people.account as account')
    .innerJoin('people.staff as staff', 'staff.id', 'account.staff_id')
    .select([
      'staff.id as staffId',
      'staff.region_id as regionId',
      'staff.unit_id as unitId',
      'staff.job_number as jobNumber'
    ])
    .select(['account.staff_id', 'login', 'totp_secret'])
    .where('staff.id', '=', staffId)
    .where('staff.status', '=', 'active')
    .where('totp_enabled_at', 'is not', null)
    .executeTakeFirst()
}
