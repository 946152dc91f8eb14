import { performanceWithPatience } from './erlang-a.ts'
import { performanceWithoutPatience } from './erlang-c.ts'
import { offeredLoad, type Performance, type Traffic } from './traffic.ts'

/** What is promised: this share of callers answered within so many seconds; agents not busier than so. */
export type StaffingTarget = {
  servedWithin: number
  withinSeconds: number
  occupancyAtMost?: number
  abandonsAtMost?: number
}

/** What callers and agents experience with so many agents: Erlang A when patience is known, Erlang C otherwise. */
export function performanceOf(traffic: Traffic, agents: number, withinSeconds: number): Performance {
  const { patienceSeconds } = traffic
  return patienceSeconds === undefined
    ? performanceWithoutPatience(traffic, agents, withinSeconds)
    : performanceWithPatience({ ...traffic, patienceSeconds }, agents, withinSeconds)
}

/**
 * The fewest agents that meet the target, by doubling and halving (every figure improves with each agent). Seated agents: absence and breaks come on
 * top. 0 without traffic; null when more than `most` would be needed. @norm CC-17
 */
export function agentsRequired(traffic: Traffic, target: StaffingTarget, most = 20_000): number | null {
  if (offeredLoad(traffic) <= 0) return 0
  const enough = (agents: number) => {
    const met = performanceOf(traffic, agents, target.withinSeconds)
    return (
      met.servedWithin >= target.servedWithin &&
      met.occupancy <= (target.occupancyAtMost ?? 1) &&
      met.abandons <= (target.abandonsAtMost ?? 1)
    )
  }
  let high = 1
  while (!enough(high)) {
    if (high >= most) return null
    high = Math.min(most, high * 2)
  }
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (enough(middle)) high = middle
    else low = middle
  }
  return high
}
