import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { changeServicePassword as changeServicePasswordOperation, getPortalSession as getPortalSessionOperation } from '@shouwen/contract/portal'
import { guessedRight, guessedWrong, hashPassword, passwordMatches, takeGuess } from '#capabilities/people'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { endPortalSessions } from './portal-account.ts'
import { findCustomer } from './find-customer.ts'
import { currentConsents } from './get-customer.ts'
import { customerOf, portalCookie } from './portal-identity.ts'
import { portalKey, refuseWeak } from './portal-sign-in.ts'
import { linesOf } from './service-lines.ts'

const LINES_SHOWN = 50

/** Who is signed in at the portal, and what the customer has with us: their own data, in full. */
export async function getPortalSession(call: Call): Promise<OutputOf<typeof getPortalSessionOperation>> {
  const { regionId, id, sessionId } = customerOf(call)
  const customer = await findCustomer(call.tx, regionId, id)
  const session = await sessionFacts(call, regionId, sessionId)
  if (!customer || !session) throw refuse('not-found')
  const lines = await linesOf(call, { regionId, customerId: id }, LINES_SHOWN)
  const consents = await currentConsents(call, { regionId, customerId: id })
  return {
    regionId,
    regionName: { zh: session.name_zh, en: session.name_en },
    customerId: id,
    number: customer.number,
    name: customer.name,
    kind: customer.kind,
    grade: customer.grade,
    vip: customer.vip,
    language: customer.language,
    lines: lines
      .filter((line) => line.closedOn === null)
      .map((line) => ({ id: line.id, serviceNumber: line.serviceNumber, service: line.service, planName: line.plan?.name ?? null, status: line.status })),
    consents: consents.map((row) => ({ purpose: row.purpose, granted: row.granted, at: row.at.toISOString() })),
    passwordChangedAt: session.changed_at.toISOString(),
    sessionEndsAt: session.expires_at.toISOString()
  }
}

function sessionFacts(call: Call, regionId: number, sessionId: string) {
  return call.tx
    .selectFrom('customers.portal_session as s')
    .innerJoin('customers.portal_account as a', (join) => join.onRef('a.region_id', '=', 's.region_id').onRef('a.customer_id', '=', 's.customer_id'))
    .innerJoin('platform.region as r', 'r.id', 's.region_id')
    .select(['s.expires_at', 'a.changed_at', 'a.login', 'a.password_hash', 'r.name_zh', 'r.name_en'])
    .where('s.region_id', '=', regionId)
    .where('s.id', '=', sessionId)
    .executeTakeFirst()
}

/** Ends this session and clears its cookie. */
export async function portalSignOut(call: Call): Promise<Record<string, never>> {
  const { regionId, id, sessionId } = customerOf(call)
  await call.tx
    .updateTable('customers.portal_session')
    .set({ revoked_at: call.now })
    .where('region_id', '=', regionId)
    .where('id', '=', sessionId)
    .execute()
  await audited(call, { verb: 'portal-session.close', regionId, subjectKind: 'customer', subjectId: id })
  call.cookies.push({ name: portalCookie, value: '', maxAgeSeconds: 0 })
  return {}
}

/** The customer changes the service password; every other session ends. Opens its own transactions: a wrong guess stays counted. @norm GV-02 */
export async function changeServicePassword(call: Call, input: InputOf<typeof changeServicePasswordOperation>): Promise<Record<string, never>> {
  const { regionId, id, sessionId } = customerOf(call)
  const account = await sessionFacts(call, regionId, sessionId)
  if (!account) throw refuse('not-found')
  const key = portalKey(account.login)
  await takeGuess(call, key)
  if (!(await passwordMatches(input.current, account.password_hash))) throw await guessedWrong(call, key, 'password-wrong')
  refuseWeak(input.next, account.login, input.current)
  const password_hash = await hashPassword(input.next)
  await call.app.db.transaction().execute(async (tx) => {
    await guessedRight(tx, key)
    await tx
      .updateTable('customers.portal_account')
      .set({ password_hash, must_change: false, changed_at: call.now })
      .where('region_id', '=', regionId)
      .where('customer_id', '=', id)
      .execute()
    await endPortalSessions(tx, { regionId, customerId: id }, call.now, sessionId)
    await audited({ ...call, tx }, { verb: 'service-password.change', regionId, subjectKind: 'customer', subjectId: id })
  })
  return {}
}
