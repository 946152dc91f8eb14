import type { Actor, Call } from '#platform/action'
import { refuse } from '#platform/refusal'

/** The acting member of staff. Refuses with `not-permitted` for anybody else. */
export function staffOf(call: Call): Extract<Actor, { kind: 'staff' }> {
  if (call.actor.kind !== 'staff') throw refuse('not-permitted')
  return call.actor
}
