import { betaBelow, gammaBelow, reached } from './special.ts'

export type Interval = { low: number; high: number }
/** Events counted over an exposure: users, days, calls. */
export type Counted = { count: number; exposure: number }

/** The exact interval of the mean of a Poisson count (Garwood 1936). Throws RangeError for what is no count. */
export function countInterval(count: number, level = 0.95): Interval {
  checkCount(count)
  const tail = (1 - level) / 2
  const most = count + 20 * Math.sqrt(count + 1) + 20
  return {
    low: count === 0 ? 0 : reached((x) => gammaBelow(count, x), tail, 0, most),
    high: reached((x) => gammaBelow(count + 1, x), 1 - tail, 0, most)
  }
}

export type RateComparison = { ratio: number | null; interval: { low: number; high: number | null }; p: number }

/**
 * Whether two rates differ: given the sum of both counts the second is binomial, so the test is exact at any size (Przyborowski and
 * Wilenski 1940; both tails doubled, so that p < 0.05 exactly when the 95 % interval of the ratio leaves out 1).
 * @returns the ratio of the second rate to the first; null where the first count is 0, and `high` null where it has no bound
 */
export function compareRates(before: Counted, after: Counted, level = 0.95): RateComparison {
  for (const { count, exposure } of [before, after]) {
    checkCount(count)
    if (!(exposure > 0)) throw new RangeError('an exposure must be above zero')
  }
  const n = before.count + after.count
  const scale = before.exposure / after.exposure
  if (n === 0) return { ratio: null, interval: { low: 0, high: null }, p: 1 }
  const share = after.exposure / (before.exposure + after.exposure)
  const atMost = after.count === n ? 1 : betaBelow(1 - share, n - after.count, after.count + 1)
  const atLeast = after.count === 0 ? 1 : betaBelow(share, after.count, n - after.count + 1)
  const tail = (1 - level) / 2
  const low = after.count === 0 ? 0 : reached((x) => betaBelow(x, after.count, n - after.count + 1), tail, 0, 1)
  const high = after.count === n ? 1 : reached((x) => betaBelow(x, after.count + 1, n - after.count), 1 - tail, 0, 1)
  const odds = (p: number) => (p / (1 - p)) * scale
  return {
    ratio: before.count === 0 ? null : (after.count / before.count) * scale,
    interval: { low: odds(low), high: high === 1 ? null : odds(high) },
    p: Math.min(1, 2 * Math.min(atMost, atLeast))
  }
}

/** The interval of a share (Wilson 1927): honest for few cases and for shares near 0 and 1. Null for none. */
export function shareInterval(hits: number, of: number, z = 1.959963984540054): Interval | null {
  checkCount(hits)
  checkCount(of)
  if (hits > of) throw new RangeError('more hits than cases')
  if (of === 0) return null
  const p = hits / of
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  return { low: hits === 0 ? 0 : Math.max(0, middle - half), high: hits === of ? 1 : Math.min(1, middle + half) }
}

/** Which of many tests stand when the share of false finds is to stay below `rate` (Benjamini and Hochberg 1995), in the order given. */
export function standing(ps: readonly number[], rate = 0.05): boolean[] {
  const order = ps.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p)
  const last = order.findLastIndex(({ p }, rank) => p <= (rate * (rank + 1)) / ps.length)
  const stands = new Set(order.slice(0, last + 1).map(({ at }) => at))
  return ps.map((_, at) => stands.has(at))
}

function checkCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('a count is a whole number from 0')
}
