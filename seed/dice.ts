/** A die that falls the same way every time it is made from the same number: the sample operator is the same for everybody. */
export type Dice = {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number from `least` to `most`, both possible. */
  whole(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  /** One of the entries, by weight. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T
  chance(share: number): boolean
  /** Long-tailed times: most near `median`, a few many times as long. */
  around(median: number): number
}

export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    pick: (from) => from[whole(0, from.length - 1)] as never,
    weighted(entries) {
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [entry, weight] of entries) if ((left -= weight) < 0) return entry
      return (entries[entries.length - 1] as (typeof entries)[number])[0]
    },
    chance: (share) => next() < share,
    around: (median) => median * Math.exp((next() + next() + next() - 1.5) * 1.1)
  }
}
