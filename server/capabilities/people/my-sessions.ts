import type {
  listMySessions as listOperation,
  revokeMySession as revokeOperation
} from '@shouwen/contract/account-security'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { staffOf } from './own-account.ts'
import { idleLimit, revokeSessions } from './sessions.ts'

const MOST_SHOWN = 100

/** Where the person is signed in now, newest first. */
export async function listMySessions(call: Call): Promise<OutputOf<typeof listOperation>> {
  const person = staffOf(call)
  const rows = await call.tx
    .selectFrom('people.session')
    .select(['id', 'method', 'created_at', 'last_seen_at', 'expires_at', 'ip', 'user_agent', 'second_factor_at'])
    .where('staff_id', '=', person.id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', call.now)
    .where('last_seen_at', '>', idleLimit(call.now))
    .orderBy('created_at', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      current: row.id === person.sessionId,
      method: row.method as 'password' | 'oidc',
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      ip: row.ip,
      userAgent: row.user_agent,
      secondFactor: row.second_factor_at !== null
    }))
  }
}

/** Ends one of the person's own sessions. */
export async function revokeMySession(
  call: Call,
  input: InputOf<typeof revokeOperation>
): Promise<Record<string, never>> {
  const person = staffOf(call)
  if ((await revokeSessions(call.tx, person.id, call.now, { only: input.sessionId })) === 0) throw refuse('not-found')
  await audited(call, {
    verb: 'session.revoke',
    regionId: person.regionId,
    subjectKind: 'session',
    subjectId: input.sessionId
  })
  return {}
}

/** Ends every session of the person but this one. */
export async function revokeOtherSessions(call: Call): Promise<{ revoked: number }> {
  const person = staffOf(call)
  const revoked = await revokeSessions(call.tx, person.id, call.now, { except: person.sessionId })
  await audited(call, {
    verb: 'session.revoke',
    regionId: person.regionId,
    subjectKind: 'staff',
    subjectId: person.id,
    detail: { revoked }
  })
  return { revoked }
}
