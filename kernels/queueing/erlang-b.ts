/**
 * Erlang B: the share of calls that find all agents busy when nobody can wait. `load` in erlangs. By the recurrence for 1/B, which only adds and
 * multiplies positive numbers: stable for any size (checked to 5,000 agents against 40-digit references). O(agents).
 */
export function erlangB(agents: number, load: number): number {
  return 1 / inverseErlangB(agents, load)
}

/** 1/B, which stays exact where B itself would vanish. Infinite beyond the range of numbers. */
export function inverseErlangB(agents: number, load: number): number {
  let inverse = 1
  for (let n = 1; n <= agents; n++) inverse = 1 + (inverse * n) / load
  return inverse
}
