import { inverseErlangB } from './erlang-b.ts'
import { offeredLoad, type Performance, type Traffic } from './traffic.ts'

/** Erlang C: the share of callers who wait when nobody gives up. 1 when the load is not less than the agents. `load` in erlangs. */
export function erlangC(agents: number, load: number): number {
  if (load >= agents) return 1
  if (load <= 0) return 0
  return delayed(agents, load, inverseErlangB(agents, load))
}

function delayed(agents: number, load: number, inverseB: number): number {
  return agents / (load + (agents - load) * inverseB)
}

/** M/M/n: what callers experience when nobody gives up. Without balance (load ≥ agents) the queue grows for ever: all wait, for ever. */
export function performanceWithoutPatience(traffic: Traffic, agents: number, withinSeconds: number): Performance {
  const load = offeredLoad(traffic)
  const waits = erlangC(agents, load)
  const balanced = load < agents
  const decay = (agents - load) / traffic.handleSeconds
  const averageWaitSeconds = balanced ? waits / decay : Number.POSITIVE_INFINITY
  return {
    waits,
    servedWithin: balanced ? 1 - waits * Math.exp(-decay * withinSeconds) : 0,
    abandons: 0,
    abandonsWithin: 0,
    averageWaitSeconds,
    averageAnswerSeconds: averageWaitSeconds,
    averageQueue: balanced ? (averageWaitSeconds * traffic.callsPerHour) / 3600 : Number.POSITIVE_INFINITY,
    occupancy: Math.min(1, load / agents)
  }
}
