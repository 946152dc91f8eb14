/** A queue all of whose agents are busy. */
export type QueueAhead = {
  /** 1 = next. */
  position: number
  /** People who work from it now. */
  agents: number
  handleSeconds: number
  /** Mean patience of those ahead: some of them will give up. Absent = nobody will. */
  patienceSeconds?: number
}

export type WaitEstimate = {
  meanSeconds: number
  /** Half of such callers wait at most so long; nine of ten. Announce the latter: it is kept nine times of ten. */
  halfSeconds: number
  nineOfTenSeconds: number
}

/** The 90 % point of the standard normal distribution. */
const NINE_OF_TEN = 1.2815515655446004

/**
 * How long the caller at this position will wait. Each place ahead passes when any agent becomes free or any caller ahead gives up, so the wait is a
 * sum of exponential stages; its quantiles by the gamma of the same mean and variance (Wilson–Hilferty), within 2 % for up to 500 agents and places.
 * Null when nobody can honestly tell: nobody is there.
 */
export function estimateWait({ position, agents, handleSeconds, patienceSeconds }: QueueAhead): WaitEstimate | null {
  if (agents < 1 || position < 1 || !(handleSeconds > 0)) return null
  let meanSeconds = 0
  let variance = 0
  for (let ahead = 0; ahead < position; ahead++) {
    const rate = agents / handleSeconds + (patienceSeconds ? ahead / patienceSeconds : 0)
    meanSeconds += 1 / rate
    variance += 1 / rate ** 2
  }
  const shape = meanSeconds ** 2 / variance
  const quantile = (normal: number) => meanSeconds * (1 - 1 / (9 * shape) + normal / (3 * Math.sqrt(shape))) ** 3
  return { meanSeconds, halfSeconds: quantile(0), nineOfTenSeconds: quantile(NINE_OF_TEN) }
}
