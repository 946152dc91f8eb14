import type { confirmTotp as confirmOperation, startTotp as startOperation } from '@shouwen/contract/account-security'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { personAtScreen } from './own-account.ts'
import { acceptTotp, newTotp, renewRecoveryCodes, sealTotp } from './second-factor.ts'
import { guessedRight, guessedWrong, loginKey, takeGuess } from './sign-in-attempts.ts'

/** Begins to enrol a one-time-code app: the secret is shown now and counts once a code has confirmed it. */
export async function startTotp(call: Call): Promise<OutputOf<typeof startOperation>> {
  const person = personAtScreen(call)
  const account = await call.tx
    .selectFrom('people.account')
    .select(['login', 'totp_enabled_at'])
    .where('staff_id', '=', person.id)
    .executeTakeFirstOrThrow()
  if (account.totp_enabled_at) throw refuse('second-factor-enabled-already')
  const { secret, uri } = newTotp(account.login)
  await call.tx
    .updateTable('people.account')
    .set({ totp_secret: sealTotp(call, secret), totp_last_step: null })
    .where('staff_id', '=', person.id)
    .execute()
  return { secret, uri }
}

/** Confirms the app with its first code: from now on it is asked for, and this session counts as having passed it. */
export async function confirmTotp(
  call: Call,
  input: InputOf<typeof confirmOperation>
): Promise<OutputOf<typeof confirmOperation>> {
  const person = personAtScreen(call)
  const account = await call.app.db
    .selectFrom('people.account')
    .select(['staff_id', 'login', 'totp_secret', 'totp_enabled_at'])
    .where('staff_id', '=', person.id)
    .executeTakeFirstOrThrow()
  if (account.totp_enabled_at) throw refuse('second-factor-enabled-already')
  if (!account.totp_secret) throw refuse('second-factor-not-begun')
  return withCode(call, account, async (inside) => {
    if (!(await acceptTotp(inside, account, input.code))) return null
    await inside.tx
      .updateTable('people.account')
      .set({ totp_enabled_at: call.now })
      .where('staff_id', '=', person.id)
      .execute()
    await inside.tx
      .updateTable('people.session')
      .set({ second_factor_at: call.now })
      .where('id', '=', person.sessionId)
      .execute()
    await audited(inside, {
      verb: 'second-factor.enable',
      regionId: person.regionId,
      subjectKind: 'staff',
      subjectId: person.id
    })
    return { recoveryCodes: await renewRecoveryCodes(inside.tx, person.id) }
  })
}

/**
 * Runs in a transaction of its own what a right code allows; null means the code was wrong, which counts as a failure of
 * the login even though nothing else is kept.
 */
export async function withCode<T>(
  call: Call,
  account: { login: string },
  run: (inside: Call) => Promise<T | null>
): Promise<T> {
  const key = loginKey(account.login)
  await takeGuess(call, key)
  const result = await call.app.db.transaction().execute(async (tx) => {
    const done = await run({ ...call, tx })
    if (done !== null) await guessedRight(tx, key)
    return done
  })
  if (result === null) throw await guessedWrong(call, key, 'second-factor-wrong')
  return result
}
