import type { issueServicePassword as issueServicePasswordOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { hashPassword } from '#capabilities/people'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { findLine } from './close-line.ts'
import { normalizedMeans } from './contact-means.ts'
import { loadCustomer } from './load-customer.ts'
import { newOneTimePassword, servicePasswordRules } from './service-password-rules.ts'

type At = { regionId: number; customerId: string }
export type PortalPassword = At & { login: string; passwordHash: string; mustChange?: boolean; changedAt: Date }

/** Gives a customer the sign-in of the portal with a ready hash (`hashPassword` of people); replaces what was there and ends its sessions. */
export async function setPortalPassword(tx: Call['tx'], given: PortalPassword): Promise<void> {
  const row = {
    login: normalizedMeans('phone', given.login),
    password_hash: given.passwordHash,
    must_change: given.mustChange ?? false,
    changed_at: given.changedAt
  }
  // A number that came from another customer opens only this one's account.
  await tx
    .deleteFrom('customers.portal_account')
    .where('region_id', '=', given.regionId)
    .where('login', '=', row.login)
    .where('customer_id', '!=', given.customerId)
    .execute()
  await tx
    .insertInto('customers.portal_account')
    .values({ region_id: given.regionId, customer_id: given.customerId, ...row })
    .onConflict((conflict) =>
      conflict.columns(['region_id', 'customer_id']).doUpdateSet((set) => ({
        login: set.ref('excluded.login'),
        password_hash: set.ref('excluded.password_hash'),
        must_change: set.ref('excluded.must_change'),
        changed_at: set.ref('excluded.changed_at')
      }))
    )
    .execute()
  await endPortalSessions(tx, given, given.changedAt)
}

/** Ends a customer's portal sessions: all, or all but one. */
export async function endPortalSessions(tx: Call['tx'], { regionId, customerId }: At, at: Date, except: string | null = null): Promise<void> {
  await tx
    .updateTable('customers.portal_session')
    .set({ revoked_at: at })
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .where('revoked_at', 'is', null)
    .$if(except !== null, (query) => query.where('id', '!=', except as string))
    .execute()
}

/** A number given up opens the portal no longer: it may soon belong to somebody else. */
export async function endPortalAccess(call: Call, { regionId, customerId }: At, login: string): Promise<void> {
  const ended = await call.tx
    .deleteFrom('customers.portal_account')
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .where('login', '=', login)
    .returning('login')
    .executeTakeFirst()
  if (ended) await endPortalSessions(call.tx, { regionId, customerId }, call.now)
}

/**
 * Staff give a customer a one-time service password for one of the customer's lines; it opens nothing but the choice of another, so
 * staff never know the password in use. Opens its own transaction: hashing must hold no connection. @norm GV-04
 */
export async function issueServicePassword(
  call: Call,
  input: InputOf<typeof issueServicePasswordOperation>
): Promise<OutputOf<typeof issueServicePasswordOperation>> {
  const customer = await loadCustomer(call, input, 'customer.write')
  const line = await findLine(call, input)
  if (line.closed_on !== null) throw refuse('line-already-closed')
  const oneTimePassword = newOneTimePassword(line.service_number)
  const passwordHash = await hashPassword(oneTimePassword)
  await call.app.db.transaction().execute(async (tx) => {
    await setPortalPassword(tx, { ...input, login: line.service_number, passwordHash, mustChange: true, changedAt: call.now })
    await audited({ ...call, tx }, {
      verb: 'service-password.issue',
      regionId: customer.region_id,
      subjectKind: 'customer',
      subjectId: customer.id,
      detail: { lineId: line.id }
    })
  })
  return { login: line.service_number, oneTimePassword, expiresAt: oneTimePasswordEnds(call.now).toISOString() }
}

/** When a one-time password given then stops working. */
export const oneTimePasswordEnds = (given: Date) => new Date(given.getTime() + servicePasswordRules.one_time.valid_days * 86_400_000)
