import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { signIn as signInOperation } from '@shouwen/contract/account'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { asPerson, beginSession, type SignedInPerson } from './begin-session.ts'
import { passwordMatches } from './password-hash.ts'
import { openPendingSignIn } from './pending-sign-in.ts'
import { policy } from './policy.ts'
import {
  countFailureOfAddress,
  giveGuessBack,
  guessedRight,
  guessedWrong,
  limitRate,
  loginKey,
  takeGuess
} from './sign-in-attempts.ts'

/** Region under which failures of logins that nobody has are audited. */
const NO_REGION = 0

/**
 * Checks login and password. An unknown login, a deactivated person and a wrong password take the same time and answer
 * the same. The action opens its own transactions: what a refused attempt has counted must stay. @norm GV-02
 */
export async function signIn(
  call: Call,
  input: InputOf<typeof signInOperation>
): Promise<OutputOf<typeof signInOperation>> {
  const key = loginKey(input.login)
  await limitRate(call, key)
  await takeGuess(call, key)
  const account = await findAccount(call, input.login)
  const matches = await passwordMatches(input.password, account?.password_hash ?? null)
  if (!account || !matches || account.status !== 'active') {
    await countFailureOfAddress(call)
    await auditFailure(call, account)
    throw await guessedWrong(call, key, 'sign-in-failed')
  }
  if (firstPasswordExpired(account, call.now)) throw refuse('first-password-expired')
  return call.app.db.transaction().execute(async (tx) => {
    if (account.totp_enabled_at) {
      await giveGuessBack(tx, key)
      return {
        state: 'second-factor-needed',
        pendingToken: await openPendingSignIn(tx, account.staffId, 'password', call.now)
      }
    }
    await guessedRight(tx, key)
    await beginSession({ ...call, tx }, account, 'password', null)
    return { state: 'signed-in', pendingToken: null }
  })
}

function findAccount(call: Call, login: string) {
  return call.app.db
    .selectFrom('people.account as account')
    .innerJoin('people.staff as staff', 'staff.id', 'account.staff_id')
    .select([
      'staff.id as staffId',
      'staff.region_id as regionId',
      'staff.unit_id as unitId',
      'staff.job_number as jobNumber',
      'staff.status'
    ])
    .select(['password_hash', 'password_changed_at', 'must_change', 'totp_enabled_at'])
    .where((where) => where(where.fn<string>('lower', ['account.login']), '=', login.trim().toLowerCase()))
    .executeTakeFirst()
}

function firstPasswordExpired(account: { must_change: boolean; password_changed_at: Date | null }, now: Date): boolean {
  if (!account.must_change || !account.password_changed_at) return false
  return now.getTime() - account.password_changed_at.getTime() > policy.first_password.valid_days * 86_400_000
}

/** A login that nobody has is not written down: people type their password there by mistake. */
export async function auditFailure(
  call: Call,
  person: SignedInPerson | undefined,
  factor: 'password' | 'second-factor' = 'password'
): Promise<void> {
  const who = person ? asPerson(call, person) : call
  await audited(
    { ...who, tx: call.app.db },
    {
      verb: 'session.refuse',
      regionId: person?.regionId ?? NO_REGION,
      subjectKind: person ? 'staff' : undefined,
      subjectId: person?.staffId,
      outcome: 'denied',
      detail: { factor }
    }
  )
}
