export type Rate = { limit: number; windowMs: number }

/** Whether one more may happen now under every rate, given when the earlier ones happened (epoch ms, any order). */
export function withinRates(instants: readonly number[], now: number, rates: readonly Rate[]): boolean {
  return rates.every(({ limit, windowMs }) => instants.filter((at) => at > now - windowMs && at <= now).length < limit)
}
