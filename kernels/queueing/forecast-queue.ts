import type { Traffic } from './traffic.ts'
import { type Chain, evolve } from './uniformise.ts'

/** A queue as it is now. */
export type QueueState = { waiting: number; busy: number; agents: number }

export type ForecastPlan = {
  /** Agents at work from an instant on, ascending; absent = those of now. Whoever leaves finishes the call in hand. */
  changes?: readonly { afterSeconds: number; agents: number }[]
  untilSeconds: number
  /** A point each so many seconds. */
  everySeconds: number
  /** The chance that more wait than this is told. */
  watch: number
}

export type ForecastPoint = {
  afterSeconds: number
  agents: number
  /** Mean number waiting, and the band in which it lies four times of five. */
  waiting: number
  waitingLow: number
  waitingHigh: number
  /** Chance (0..1) that more than `watch` wait. */
  aboveWatch: number
  /** Mean number of agents busy. */
  busy: number
  /** Expected to have given up since now. */
  abandoned: number
}

export type Forecast = {
  points: ForecastPoint[]
  /** Bound of the error of every probability above, from cutting off very long queues. */
  errorAtMost: number
}

/**
 * What the queue will look like, minute by minute, if these agents work: the exact transient distribution of M/M/n+M, started at the state of now.
 * The computation errs by `errorAtMost`; the model errs more: it takes one pool of equals, and exponential times (regular handle times make true
 * bands narrower). Rates are those of now; feed it the forecast of the next minutes when it differs.
 */
export function forecastQueue(now: QueueState, traffic: Traffic, plan: ForecastPlan): Forecast {
  const arrivals = traffic.callsPerHour / 3600
  const changes = [{ afterSeconds: 0, agents: now.agents }, ...(plan.changes ?? [])]
  const size = statesNeeded(now, traffic, plan, changes)
  let distribution: Float64Array = new Float64Array(size)
  distribution[now.busy + now.waiting] = 1
  const points: ForecastPoint[] = []
  let at = 0
  let abandoned = 0
  let lost = 0
  while (at < plan.untilSeconds) {
    const { agents } = changes.findLast((change) => change.afterSeconds <= at) as { agents: number }
    const nextChange = changes.find((change) => change.afterSeconds > at)?.afterSeconds ?? Number.POSITIVE_INFINITY
    const nextPoint = Math.min((Math.floor(at / plan.everySeconds) + 1) * plan.everySeconds, plan.untilSeconds)
    const until = Math.min(nextChange, nextPoint)
    const { after, spent } = evolve(distribution, chainOf(size, agents, arrivals, traffic), until - at)
    distribution = after
    lost += arrivals * (spent[size - 1] as number)
    if (traffic.patienceSeconds) abandoned += meanWaiting(spent, agents) / traffic.patienceSeconds
    at = until
    if (at === nextPoint) points.push({ ...pointOf(distribution, agents, plan.watch), afterSeconds: at, abandoned })
  }
  return { points, errorAtMost: lost + 1e-12 }
}

function chainOf(size: number, agents: number, arrivals: number, { handleSeconds, patienceSeconds }: Traffic): Chain {
  const up = new Float64Array(size).fill(arrivals)
  up[size - 1] = 0
  const down = new Float64Array(size)
  for (let inside = 1; inside < size; inside++)
    down[inside] =
      Math.min(inside, agents) / handleSeconds + (patienceSeconds ? Math.max(0, inside - agents) / patienceSeconds : 0)
  return { up, down }
}

/** Enough states that the queue hardly ever outgrows them: no more can be inside than are now and will come; with patience, fewer. */
function statesNeeded(
  now: QueueState,
  traffic: Traffic,
  plan: ForecastPlan,
  changes: readonly { agents: number }[]
): number {
  const arrivals = traffic.callsPerHour / 3600
  const inside = now.busy + now.waiting
  const coming = arrivals * plan.untilSeconds
  const everything = inside + coming + 7 * Math.sqrt(coming) + 20
  if (!traffic.patienceSeconds) return Math.ceil(everything)
  const agents = changes.map((change) => change.agents)
  const surplus = Math.max(0, arrivals - Math.min(...agents) / traffic.handleSeconds) * traffic.patienceSeconds
  const level = Math.max(inside, Math.max(...agents) + surplus)
  return Math.ceil(
    Math.min(everything, level + 8 * Math.sqrt(level) + 8 * Math.sqrt(arrivals * traffic.patienceSeconds) + 30)
  )
}

function meanWaiting(weights: Float64Array, agents: number): number {
  let sum = 0
  for (let inside = agents + 1; inside < weights.length; inside++)
    sum += (inside - agents) * (weights[inside] as number)
  return sum
}

function pointOf(
  distribution: Float64Array,
  agents: number,
  watch: number
): Omit<ForecastPoint, 'afterSeconds' | 'abandoned'> {
  let busy = 0
  let aboveWatch = 0
  distribution.forEach((mass, inside) => {
    busy += Math.min(inside, agents) * mass
    if (inside - agents > watch) aboveWatch += mass
  })
  return {
    agents,
    waiting: meanWaiting(distribution, agents),
    waitingLow: waitingAt(distribution, agents, 0.1),
    waitingHigh: waitingAt(distribution, agents, 0.9),
    aboveWatch,
    busy
  }
}

/** The number waiting that is exceeded with the chance 1 − share. */
function waitingAt(distribution: Float64Array, agents: number, share: number): number {
  let sum = 0
  for (let inside = 0; inside < distribution.length; inside++) {
    sum += distribution[inside] as number
    if (sum >= share) return Math.max(0, inside - agents)
  }
  return Math.max(0, distribution.length - 1 - agents)
}
