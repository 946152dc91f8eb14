import { useSyncExternalStore } from 'react'

/** The list somebody came from: its rows in order and its address, so that a ticket's page can go on to the next and back. */
type Memory = { ids: readonly string[]; back: string; lastId?: string; query: string }

let memory: Memory = { ids: [], back: '/tickets', query: '' }
const listeners = new Set<() => void>()

/** Remembers part of the list; kept while the page lives, never stored. */
export function rememberList(part: Partial<Memory>): void {
  memory = { ...memory, ...part }
  for (const listener of listeners) listener()
}

/** What is remembered now. */
export function rememberedList(): Memory {
  return memory
}

/** The tickets before and after one in the list it was opened from. */
export function useNeighbours(ticketId: string): {
  before: string | undefined
  after: string | undefined
  place: number
  of: number
} {
  const { ids } = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => memory
  )
  const at = ids.indexOf(ticketId)
  return {
    before: at > 0 ? ids[at - 1] : undefined,
    after: at >= 0 ? ids[at + 1] : undefined,
    place: at + 1,
    of: ids.length
  }
}
