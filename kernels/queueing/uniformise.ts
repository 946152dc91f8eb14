/** A birth–death chain on 0..size−1: how fast it goes up and down from each state, per second. */
export type Chain = { up: Float64Array; down: Float64Array }

/** Probabilities left out of the Poisson sum, on each side. */
const TAIL = 1e-13

/**
 * The distribution after `seconds`, and the time spent in each state until then, by uniformisation: jumps at the fastest rate, a Poisson number of
 * them. Exact but for the tail named above. O(size × rate × seconds).
 *
 * W. K. Grassmann, Transient solutions in Markovian queueing systems, Computers & Operations Research 4 (1977).
 */
export function evolve(
  start: Float64Array,
  { up, down }: Chain,
  seconds: number
): { after: Float64Array; spent: Float64Array } {
  const size = start.length
  let rate = 0
  for (let state = 0; state < size; state++) rate = Math.max(rate, (up[state] as number) + (down[state] as number))
  const after = new Float64Array(size)
  const spent = new Float64Array(size)
  if (rate === 0 || seconds <= 0) {
    for (let state = 0; state < size; state++) spent[state] = (start[state] as number) * Math.max(0, seconds)
    return { after: Float64Array.from(start), spent }
  }
  const weights = poisson(rate * seconds)
  let jumps = Float64Array.from(start)
  let next = new Float64Array(size)
  let left = 1
  for (let count = 0; count < weights.length; count++) {
    const weight = weights[count] as number
    left = Math.max(0, left - weight)
    for (let state = 0; state < size; state++) {
      const mass = jumps[state] as number
      after[state] = (after[state] as number) + weight * mass
      spent[state] = (spent[state] as number) + (left / rate) * mass
    }
    next.fill(0)
    for (let state = 0; state < size; state++) {
      const mass = jumps[state] as number
      if (mass === 0) continue
      const rising = ((up[state] as number) / rate) * mass
      const falling = ((down[state] as number) / rate) * mass
      if (rising > 0) next[state + 1] = (next[state + 1] as number) + rising
      if (falling > 0) next[state - 1] = (next[state - 1] as number) + falling
      next[state] = (next[state] as number) + mass - rising - falling
    }
    ;[jumps, next] = [next, jumps]
  }
  return { after, spent }
}

/** Poisson probabilities of 0, 1, 2 … until the rest is below the tail; computed from the mode outwards, so that a large mean is no matter. */
function poisson(mean: number): Float64Array {
  const mode = Math.floor(mean)
  const most = Math.ceil(mean + 9 * Math.sqrt(mean) + 30)
  const weights = new Float64Array(most + 1)
  weights[mode] = 1
  for (let k = mode + 1; k <= most; k++) weights[k] = ((weights[k - 1] as number) * mean) / k
  for (let k = mode - 1; k >= 0 && (weights[k + 1] as number) > TAIL * 1e-3; k--)
    weights[k] = ((weights[k + 1] as number) * (k + 1)) / mean
  const total = weights.reduce((sum, one) => sum + one, 0)
  return weights.map((one) => one / total)
}
