import type { getSession } from '@shouwen/contract/account'
import type { OutputOf } from '@shouwen/contract/operation'
import { createContext, use, useCallback } from 'react'

type Answer = OutputOf<typeof getSession>

/** The answer of `getSession` for somebody who is signed in. */
export type Session = Answer & { staff: NonNullable<Answer['staff']> }

export const SessionContext = createContext<Session | undefined>(undefined)

/** Who is signed in; throws outside the signed-in part of the app. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('no session here')
  return session
}

/**
 * May the person use this verb, in this region if one is named? For showing a control; on each record the server decides.
 */
export function useCan(): (permission: string, regionId?: number) => boolean {
  const abilities = use(SessionContext)?.abilities
  return useCallback((permission, regionId) => can(abilities ?? [], permission, regionId), [abilities])
}

/** Do these abilities cover the permission? `signed-in` and `public` need none. */
export function can(abilities: Answer['abilities'], permission: string, regionId?: number): boolean {
  if (permission === 'signed-in' || permission === 'public') return true
  return abilities.some(
    ({ verb, scope, regionIds }) =>
      (verb === '*' || verb === permission || (verb.endsWith('.*') && permission.startsWith(verb.slice(0, -1)))) &&
      (regionId === undefined || scope === 'all' || regionIds.includes(regionId))
  )
}
