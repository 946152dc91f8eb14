import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { revokeSessions, sessionCookie } from './sessions.ts'

/** Ends this browser's session; without one it only clears the cookie. */
export async function signOut(call: Call): Promise<Record<string, never>> {
  call.cookies.push({ name: sessionCookie, value: '', maxAgeSeconds: 0 })
  const { actor } = call
  if (actor.kind !== 'staff' || !actor.sessionId) return {}
  await revokeSessions(call.tx, actor.id, call.now, { only: actor.sessionId })
  await audited(call, {
    verb: 'session.close',
    regionId: actor.regionId,
    subjectKind: 'session',
    subjectId: actor.sessionId
  })
  return {}
}
