import type { InputOf } from '@shouwen/contract/operation'
import type { portalSignIn as portalSignInOperation } from '@shouwen/contract/portal'
import { countFailureOfAddress, guessedRight, guessedWrong, hashPassword, limitRate, loginKey, passwordMatches, takeGuess } from '#capabilities/people'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { normalizedMeans } from './contact-means.ts'
import { oneTimePasswordEnds, setPortalPassword } from './portal-account.ts'
import { beginPortalSession } from './portal-identity.ts'
import { servicePasswordFaults } from './service-password-rules.ts'

const NO_REGION = 0

/** Under this key guesses for a service number are counted; staff logins hold no blank, so the two never meet. */
export const portalKey = (login: string) => loginKey(`portal ${login}`)

/**
 * A customer signs in with a service number and the service password. A number without account and a wrong password take the same time
 * and answer the same, and both are locked after the same number of guesses. A one-time password only lets the customer choose another.
 * Opens its own transactions: what a refused attempt has counted must stay. @norm GV-02
 */
export async function portalSignIn(call: Call, input: InputOf<typeof portalSignInOperation>): Promise<Record<string, never>> {
  const login = normalizedMeans('phone', input.serviceNumber)
  const key = portalKey(login)
  await limitRate(call, key)
  await takeGuess(call, key)
  const account = await findAccount(call, login)
  const matches = await passwordMatches(input.password, account?.password_hash ?? null)
  if (!account || !matches) {
    await countFailureOfAddress(call)
    await auditFailure(call, account)
    throw await guessedWrong(call, key, 'portal-sign-in-failed')
  }
  const next = account.must_change ? await chosenPassword(call, account, input) : null
  await call.app.db.transaction().execute(async (tx) => {
    const at = { regionId: account.region_id, customerId: account.customer_id }
    await guessedRight(tx, key)
    if (next) await setPortalPassword(tx, { ...at, login, passwordHash: next, changedAt: call.now })
    const id = await beginPortalSession({ ...call, tx }, at)
    const self = { kind: 'customer', id: at.customerId, regionId: at.regionId, sessionId: id } as const
    await audited({ ...call, tx, actor: self }, {
      verb: 'portal-session.open',
      regionId: at.regionId,
      subjectKind: 'customer',
      subjectId: at.customerId,
      detail: { firstPassword: next !== null }
    })
  })
  return {}
}

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>

function findAccount(call: Call, login: string) {
  return call.app.db
    .selectFrom('customers.portal_account')
    .select(['region_id', 'customer_id', 'login', 'password_hash', 'must_change', 'changed_at'])
    .where('login', '=', login)
    .orderBy('region_id')
    .executeTakeFirst()
}

/** The hash of the password that replaces the one-time password. */
async function chosenPassword(call: Call, account: Account, input: InputOf<typeof portalSignInOperation>): Promise<string> {
  if (oneTimePasswordEnds(account.changed_at) <= call.now) throw refuse('service-password-expired')
  if (input.nextPassword === undefined) throw refuse('service-password-must-change')
  refuseWeak(input.nextPassword, account.login, input.password)
  return hashPassword(input.nextPassword)
}

/** Refuses with `service-password-not-acceptable` and the reasons. @norm GV-02 */
export function refuseWeak(next: string, login: string, before: string): void {
  const faults = [...servicePasswordFaults(next, login), ...(next === before ? ['same-as-before'] : [])]
  if (faults.length > 0) throw refuse('service-password-not-acceptable', { faults })
}

/** A number nobody has is not written down: people type their password there by mistake. */
async function auditFailure(call: Call, account: Account | undefined): Promise<void> {
  await audited({ ...call, tx: call.app.db }, {
    verb: 'portal-session.refuse',
    regionId: account?.region_id ?? NO_REGION,
    subjectKind: 'customer',
    subjectId: account?.customer_id,
    outcome: 'denied'
  })
}
