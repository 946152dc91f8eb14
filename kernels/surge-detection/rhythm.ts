import type { Rhythm } from './surge.ts'

const HOUR = 3_600_000
const HOURS = 24
/** Beyond this every hour has been passed so often that the rhythm no longer matters. */
const LONGEST_HOURS = 24 * 7
/** So many arrivals of each hour are taken for granted, so that an hour never seen is not impossible. */
const PRIOR = 4

/**
 * The rhythm of a day from what arrived in each of its 24 hours.
 * @param counts arrivals by hour of the local day, 24 numbers
 * @param offset milliseconds to add to an instant to get local time
 */
export function dailyRhythm(counts: readonly number[], offset: number): Rhythm {
  const total = counts.reduce((sum, n) => sum + n, 0)
  const share = Array.from({ length: HOURS }, (_, hour) => ((counts[hour] ?? 0) + PRIOR) / (total + PRIOR * HOURS))
  return (from, to) => {
    if (to - from > LONGEST_HOURS * HOUR) return (to - from) / (HOURS * HOUR)
    let sum = 0
    for (let at = from; at < to; ) {
      const local = at + offset
      const end = Math.min(to, at + HOUR - (((local % HOUR) + HOUR) % HOUR))
      sum += (share[Math.floor((((local % (HOURS * HOUR)) + HOURS * HOUR) % (HOURS * HOUR)) / HOUR)] ?? 0) * ((end - at) / HOUR)
      at = end
    }
    return sum
  }
}
