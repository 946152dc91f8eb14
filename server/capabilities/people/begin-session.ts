import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { policy } from './policy.ts'
import { openSession, revokeSessions, sessionCookie } from './sessions.ts'

export type SignedInPerson = { staffId: string; regionId: number; unitId: string; jobNumber: string }

/**
 * Opens the session of a person who has proved who they are, sets its cookie and audits it. The session this browser
 * had before ends, so a secret planted earlier is worth nothing.
 */
export async function beginSession(
  call: Call,
  person: SignedInPerson,
  method: 'password' | 'oidc',
  secondFactorAt: Date | null
): Promise<void> {
  if (call.actor.kind === 'staff' && call.actor.sessionId)
    await revokeSessions(call.tx, call.actor.id, call.now, { only: call.actor.sessionId })
  const { id, secret } = await openSession(call.tx, {
    staffId: person.staffId,
    method,
    at: call.now,
    ip: call.ip,
    userAgent: call.userAgent,
    secondFactorAt
  })
  await audited(asPerson(call, person), {
    verb: 'session.open',
    regionId: person.regionId,
    subjectKind: 'session',
    subjectId: id,
    detail: { method, secondFactor: secondFactorAt !== null }
  })
  call.cookies.push({ name: sessionCookie, value: secret, maxAgeSeconds: policy.session.absolute_hours * 3600 })
}

/** The same call in the name of the person who has just proved who they are, or failed to: without any grant. */
export function asPerson(call: Call, person: SignedInPerson): Call {
  return {
    ...call,
    actor: {
      kind: 'staff',
      id: person.staffId,
      regionId: person.regionId,
      unitId: person.unitId,
      jobNumber: person.jobNumber,
      grants: [],
      sees: [],
      sessionId: null,
      tokenScopes: null
    }
  }
}
