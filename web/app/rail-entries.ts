type Entry = { to: string; group?: 'work' | 'rule' }

/**
 * Which entries stand in a rail with so many places, and which behind "more", which takes a place itself. Work comes before administration; the entry one is
 * at always stands in the rail.
 */
export function fittingEntries<T extends Entry>(entries: readonly T[], places: number, here: string): { shown: T[]; rest: T[] } {
  const ordered = [...entries.filter(({ group }) => group !== 'rule'), ...entries.filter(({ group }) => group === 'rule')]
  if (ordered.length <= places) return { shown: ordered, rest: [] }
  const count = Math.max(0, places - 1)
  const shown = ordered.slice(0, count)
  const rest = ordered.slice(count)
  const at = rest.findIndex(({ to }) => isAt(to, here))
  const last = shown.at(-1)
  if (at < 0 || !last) return { shown, rest }
  return { shown: [...shown.slice(0, -1), rest[at] as T], rest: [last, ...rest.filter((_, index) => index !== at)] }
}

const isAt = (to: string, here: string) => here === to || here.startsWith(`${to}/`)
