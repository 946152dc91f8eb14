import type { Happening, Length, Stream } from './scenario.ts'

type Random = () => number
/** Who comes when: as much of a stream as arrivals need. */
export type Arrivals = Pick<Stream, 'arrivals' | 'queue'>

/** A length in seconds. */
export function drawLength(length: Length, random: Random): number {
  if (length.kind === 'fixed') return length.seconds
  if (length.kind === 'exponential') return -length.meanSeconds * Math.log(1 - random())
  const spread = Math.log(1 + length.variation ** 2)
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return length.meanSeconds * Math.exp(normal * Math.sqrt(spread) - spread / 2)
}

/** Contacts per second at an instant, and until when that holds. */
function rateAt(
  { arrivals, queue }: Arrivals,
  happenings: readonly Happening[],
  at: number
): { rate: number; until: number } {
  const index = Math.min(Math.floor(at / arrivals.everySeconds), arrivals.perHour.length - 1)
  let rate = (arrivals.perHour[index] ?? 0) / 3600
  let until = index < arrivals.perHour.length - 1 ? (index + 1) * arrivals.everySeconds : Number.POSITIVE_INFINITY
  for (const one of happenings) {
    if (one.kind !== 'surge' || one.queue !== queue) continue
    if (at < one.fromSeconds) until = Math.min(until, one.fromSeconds)
    else if (at < one.toSeconds) {
      rate *= one.factor
      until = Math.min(until, one.toSeconds)
    }
  }
  return { rate, until }
}

/** The next arrival of a Poisson stream whose rate changes; infinite when nobody comes any more. */
export function nextArrival(stream: Arrivals, happenings: readonly Happening[], after: number, random: Random): number {
  let owed = -Math.log(1 - random())
  let at = after
  for (;;) {
    const { rate, until } = rateAt(stream, happenings, at)
    if (rate > 0 && at + owed / rate <= until) return at + owed / rate
    if (until === Number.POSITIVE_INFINITY) return until
    owed -= rate * (until - at)
    at = until
  }
}
