import type { Agent } from './types.ts'

/** Whether two states of a person differ at most in what they do now, not in what they may take. */
export function sameProfile(a: Agent, b: Agent): boolean {
  return (
    (a.unitId ?? null) === (b.unitId ?? null) &&
    sameList(a.queues, b.queues) &&
    sameList(a.languages, b.languages) &&
    sameNumbers(a.skills, b.skills) &&
    sameNumbers(a.capacity, b.capacity)
  )
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((one, index) => one === b[index]))
}

function sameNumbers(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  if (a === b) return true
  let names = 0
  for (const name in a) {
    if (a[name] !== b[name]) return false
    names += 1
  }
  return Object.keys(b).length === names
}
