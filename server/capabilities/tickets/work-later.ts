import { covers, type Grant } from '#platform/access'
import type { Actor } from '#platform/action'
import type { App } from '#platform/app-type'
import { refuse } from '#platform/refusal'
import { actorOfStaff } from '#capabilities/people'

type Staff = Extract<Actor, { kind: 'staff' }>

/** What somebody could do when they asked for work that is done later: a token or a session without second factor gives no more afterwards than then. */
export type Remembered = { id: string; grants: Grant[]; sees: string[]; tokenScopes: string[] | null }

export function remember(actor: Staff): Remembered {
  const grants = actor.grants.filter(({ verb }) => verb === '*' || verb.startsWith('ticket.'))
  return { id: actor.id, grants, sees: actor.sees, tokenScopes: actor.tokenScopes }
}

/** The same person now: what they could do then and still can. Refuses with `not-permitted` when they no longer work here. */
export async function actorAgain(app: App, then: Remembered): Promise<Staff> {
  const now = await actorOfStaff(app, then.id)
  if (now?.kind !== 'staff') throw refuse('not-permitted')
  const stillHeld = (grant: Grant) => now.grants.some((held) => contains(held, grant))
  return {
    ...now,
    grants: then.grants.filter(stillHeld),
    sees: then.sees.filter((one) => now.sees.includes(one)),
    tokenScopes: then.tokenScopes
  }
}

function contains(held: Grant, grant: Grant): boolean {
  return (
    covers(held.verb, grant.verb) &&
    held.scope === grant.scope &&
    held.regionId === grant.regionId &&
    grant.unitIds.every((id) => held.unitIds.includes(id))
  )
}
