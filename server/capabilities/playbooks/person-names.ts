import { staffNames } from '#capabilities/people'
import type { Call } from '#platform/action'

export type PersonNames = { person(id: string | null | undefined): { id: string; name: string; jobNumber: string } | null }

/** Names of people a view speaks of, read in one statement. */
export async function personNames(tx: Call['tx'], ids: readonly (string | null | undefined)[]): Promise<PersonNames & { known(id: string): { id: string; name: string; jobNumber: string } }> {
  const names = await staffNames(tx, ids)
  const known = (id: string) => ({ id, name: names.get(id)?.name ?? '', jobNumber: names.get(id)?.jobNumber ?? '' })
  return { known, person: (id) => (id ? known(id) : null) }
}
