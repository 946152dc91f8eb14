import { allEvents } from '@shouwen/contract/index'
import type { Phrase } from '@shouwen/contract/operation'

export type EventGroup = { group: string; names: { name: string; words: Phrase }[] }

/** Every event by what it is about: `ticket` → ticket.opened …; a webhook may also take a whole group as `ticket.*`. */
export function eventGroups(): EventGroup[] {
  const names = Object.entries(allEvents as Record<string, Phrase>).map(([name, words]) => ({ name, words }))
  return [...Map.groupBy(names, ({ name }) => name.slice(0, name.indexOf('.')))].map(([group, found]) => ({
    group,
    names: found
  }))
}
