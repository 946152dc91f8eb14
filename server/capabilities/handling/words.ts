import type { Phrase } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { staffNames } from '#capabilities/people'
import { rulebook } from '#server/rulebook'

/** What the rulebook says of handling complaints. */
export const handlingBook = () => rulebook().handling

/** A code with its words; a code that is no longer in the rulebook is shown as itself. */
export const coded = (words: Readonly<Record<string, Phrase>>, code: string) => {
  const { zh, en } = words[code] ?? { zh: code, en: code }
  return { code, zh, en }
}

/** Own entry of a table of the rulebook, never one of Object's. */
export const entry = <T>(table: Readonly<Record<string, T>>, code: string): T | undefined => (Object.hasOwn(table, code) ? table[code] : undefined)

export type People = Map<string, { name: string; jobNumber: string }>
export type PersonView = { id: string; name: string; jobNumber: string }

export const peopleOf = (call: Call, ids: readonly (string | null)[]): Promise<People> => staffNames(call.tx, ids)

export function personOf(people: People, id: string | null): PersonView | null {
  const found = id === null ? undefined : people.get(id)
  return id !== null && found ? { id, ...found } : null
}

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null
