/** A stretch in which a clock stands still; without `to` it has not ended. Instants in epoch milliseconds. */
export type Pause = { from: number; to?: number | null; reason: string }

/** A pause put in order: `to` is Infinity while it lasts. */
export type Stretch = { from: number; to: number; reason: string }

/**
 * Pauses in order of time, none before `start`, none overlapping (of two at once the earlier keeps its time), none empty.
 * Throws RangeError when a pause ends before it begins.
 */
export function orderPauses(pauses: readonly Pause[], start: number): Stretch[] {
  if (pauses.length === 0) return []
  const stretches: Stretch[] = []
  let free = start
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    const to = pause.to ?? Infinity
    if (!(to >= pause.from)) throw new RangeError(`a pause ends before it begins: ${pause.from} to ${to}`)
    const from = Math.max(pause.from, free)
    if (to <= from) continue
    stretches.push({ from, to, reason: pause.reason })
    free = to
  }
  return stretches
}
