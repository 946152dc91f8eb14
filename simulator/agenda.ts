import { Heap } from '@shouwen/kernels/routing/heap'

export type Entry = { at: number; order: number; position: number; run: () => void }

/** What is to happen and when, in seconds; things of the same instant happen in the order they were noted. */
export function createAgenda() {
  const entries = new Heap<Entry>((a, b) => a.at - b.at || a.order - b.order)
  let order = 0
  return {
    note(at: number, run: () => void): Entry {
      const entry = { at, order: order++, position: -1, run }
      if (at < Number.POSITIVE_INFINITY) entries.add(entry)
      return entry
    },
    strike(entry: Entry): void {
      if (entry.position >= 0) entries.remove(entry)
    },
    nextAt: (): number => entries.first()?.at ?? Number.POSITIVE_INFINITY,
    /** Takes the next entry off and does it. */
    doNext(): void {
      const entry = entries.first()
      if (!entry) return
      entries.remove(entry)
      entry.run()
    }
  }
}
