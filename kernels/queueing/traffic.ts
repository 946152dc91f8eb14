/** What comes and how long it takes. Arrivals are independent of each other (Poisson), handle times and patience exponential around their mean. */
export type Traffic = {
  callsPerHour: number
  handleSeconds: number
  /** Mean time a customer would wait before giving up. Absent = nobody gives up. */
  patienceSeconds?: number
}

/** What customers and agents experience in the long run. Shares are 0..1 of all callers. */
export type Performance = {
  /** Had to wait at all. */
  waits: number
  /** Answered within the threshold, which counts itself (≤). */
  servedWithin: number
  /** Gave up; of them, within the threshold. */
  abandons: number
  abandonsWithin: number
  /** Mean wait of all callers, and of those answered (ASA). */
  averageWaitSeconds: number
  averageAnswerSeconds: number
  /** Mean number waiting. */
  averageQueue: number
  /** Share of their time that agents are busy with calls. */
  occupancy: number
}

/** Offered load in erlangs: calls in progress if nobody ever waited. */
export function offeredLoad({ callsPerHour, handleSeconds }: Traffic): number {
  return (callsPerHour * handleSeconds) / 3600
}
