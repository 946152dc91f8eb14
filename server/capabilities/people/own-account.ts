import type { Actor, Call } from '#platform/action'
import { refuse } from '#platform/refusal'

export type StaffActor = Extract<Actor, { kind: 'staff' }>

/** The staff member who calls, by token or session. */
export function staffOf(call: Call): StaffActor {
  if (call.actor.kind !== 'staff') throw refuse('not-signed-in')
  return call.actor
}

/** The staff member at the screen: a stolen token must not be able to change how its owner signs in. */
export function personAtScreen(call: Call): StaffActor & { sessionId: string } {
  const { sessionId, ...person } = staffOf(call)
  if (sessionId === null) throw refuse('session-needed')
  return { ...person, sessionId }
}
