import type { Call } from '#platform/action'
import { newId } from '#platform/uuid7'
import { policy } from './policy.ts'
import { hashOfSecret, newSecret } from './secrets.ts'

export const sessionCookie = 'shouwen'

export type SessionStart = {
  staffId: string
  method: 'password' | 'oidc'
  at: Date
  ip: string | null
  userAgent: string | null
  /** When a second factor was passed as part of this sign-in. */
  secondFactorAt: Date | null
}

/** Opens a session and answers the secret for its cookie; only the hash is kept. Every sign-in gets a new secret. */
export async function openSession(tx: Call['tx'], start: SessionStart): Promise<{ id: string; secret: string }> {
  const id = newId()
  const secret = newSecret()
  await tx
    .insertInto('people.session')
    .values({
      hash: hashOfSecret(secret),
      id,
      staff_id: start.staffId,
      created_at: start.at,
      last_seen_at: start.at,
      expires_at: new Date(start.at.getTime() + policy.session.absolute_hours * 3_600_000),
      ip: start.ip,
      user_agent: start.userAgent,
      method: start.method,
      second_factor_at: start.secondFactorAt
    })
    .execute()
  return { id, secret }
}

/** Ends sessions of a person: one, all, or all but one. Answers how many. */
export async function revokeSessions(
  tx: Call['tx'],
  staffId: string,
  at: Date,
  which: { only?: string; except?: string | null } = {}
): Promise<number> {
  const revoked = await tx
    .updateTable('people.session')
    .set({ revoked_at: at })
    .where('staff_id', '=', staffId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .$if(which.only !== undefined, (query) => query.where('id', '=', which.only as string))
    .$if(typeof which.except === 'string', (query) => query.where('id', '!=', which.except as string))
    .returning('id')
    .execute()
  return revoked.length
}

/** The earliest last-seen instant that still counts as signed in. */
export const idleLimit = (at: Date) => new Date(at.getTime() - policy.session.idle_minutes * 60_000)

/** Ends one session of a person: with the seat, though the machine stays on (CC-19). */
export const endSession = (tx: Call['tx'], staffId: string, sessionId: string, at: Date): Promise<number> => revokeSessions(tx, staffId, at, { only: sessionId })

/** Of these sessions those that still count as signed in. */
export async function liveSessions(tx: Call['tx'], ids: readonly string[], at: Date): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('people.session')
    .select('id')
    .where('id', 'in', [...ids])
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .where('last_seen_at', '>', idleLimit(at))
    .execute()
  return new Set(rows.map((row) => row.id))
}
