import type {
  disableTotp as disableOperation,
  renewRecoveryCodes as renewOperation
} from '@shouwen/contract/account-security'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { personAtScreen } from './own-account.ts'
import { acceptRecoveryCode, acceptTotp, renewRecoveryCodes } from './second-factor.ts'
import { withCode } from './totp-enrolment.ts'

/** Removes the app, its recovery codes and what it opened; needs a last code of the app or a recovery code. */
export async function disableTotp(call: Call, input: InputOf<typeof disableOperation>): Promise<Record<string, never>> {
  const person = personAtScreen(call)
  const account = await enrolledAccount(call, person.id)
  return withCode(call, account, async (inside) => {
    const accepted =
      (await acceptTotp(inside, account, input.code)) || (await acceptRecoveryCode(inside, person.id, input.code))
    if (!accepted) return null
    await forgetSecondFactor(inside.tx, person.id)
    await audited(inside, {
      verb: 'second-factor.disable',
      regionId: person.regionId,
      subjectKind: 'staff',
      subjectId: person.id
    })
    return {}
  })
}

/** Replaces the recovery codes; needs a code of the app. */
export async function renewMyRecoveryCodes(
  call: Call,
  input: InputOf<typeof renewOperation>
): Promise<OutputOf<typeof renewOperation>> {
  const person = personAtScreen(call)
  const account = await enrolledAccount(call, person.id)
  return withCode(call, account, async (inside) => {
    if (!(await acceptTotp(inside, account, input.code))) return null
    await audited(inside, {
      verb: 'second-factor.renew-codes',
      regionId: person.regionId,
      subjectKind: 'staff',
      subjectId: person.id
    })
    return { recoveryCodes: await renewRecoveryCodes(inside.tx, person.id) }
  })
}

async function enrolledAccount(call: Call, staffId: string) {
  const account = await call.app.db
    .selectFrom('people.account')
    .select(['staff_id', 'login', 'totp_secret', 'totp_enabled_at'])
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow()
  if (!account.totp_enabled_at) throw refuse('second-factor-not-enabled')
  return account
}

/** Takes app and recovery codes away; sessions no longer count as having passed a second factor. */
export async function forgetSecondFactor(tx: Call['tx'], staffId: string): Promise<void> {
  await tx
    .updateTable('people.account')
    .set({ totp_secret: null, totp_enabled_at: null, totp_last_step: null })
    .where('staff_id', '=', staffId)
    .execute()
  await tx.deleteFrom('people.recovery_code').where('staff_id', '=', staffId).execute()
  await tx.updateTable('people.session').set({ second_factor_at: null }).where('staff_id', '=', staffId).execute()
}
