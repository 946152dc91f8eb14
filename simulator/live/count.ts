/** What the simulated people lived through so far. All figures are theirs, as seen from outside. */
export type Count = {
  chatsStarted: number
  callsStarted: number
  /** The door refused: too many from one address, or nobody works from the queue. */
  turnedAway: number
  /** Would have come while as many as allowed were inside already. */
  keptOutside: number
  answered: number
  answeredInTime: number
  gaveUp: number
  /** Nobody met them and the product went on without them waiting. */
  wentAway: number
  served: number
  rated: number
  taken: number
  breaks: number
  /** Refusals nobody expected, by operation and code. */
  troubles: Map<string, number>
  waits: number[]
}

export const newCount = (): Count => ({
  chatsStarted: 0,
  callsStarted: 0,
  turnedAway: 0,
  keptOutside: 0,
  answered: 0,
  answeredInTime: 0,
  gaveUp: 0,
  wentAway: 0,
  served: 0,
  rated: 0,
  taken: 0,
  breaks: 0,
  troubles: new Map(),
  waits: []
})

/** Waits kept for the figures: the newest. */
const KEPT = 1000

export function noteAnswer(count: Count, waitSeconds: number, inTimeSeconds: number): void {
  count.answered += 1
  if (waitSeconds <= inTimeSeconds) count.answeredInTime += 1
  count.waits.push(waitSeconds)
  if (count.waits.length > KEPT) count.waits.shift()
}

export function noteTrouble(count: Count, what: string, error: unknown): void {
  const code = error instanceof Error ? error.message : String(error)
  const key = `${what}: ${code.slice(0, 80)}`
  count.troubles.set(key, (count.troubles.get(key) ?? 0) + 1)
}
