import {
  agentsRequired,
  forecastQueue,
  type Forecast,
  type QueueState,
  type StaffingTarget,
  type Traffic
} from '../queueing/index.ts'

export type DryRun = {
  /** The queue if nothing is done, and if these people come. */
  without: Forecast
  with: Forecast
  /** Agents at which the target would hold in the long run; null when no number of seats would do. */
  agentsNeeded: number | null
}

/** What the queue would look like with so many people more, who are at their seats after `arriveAfterSeconds`. Nothing is moved. */
export function dryRun(
  now: QueueState,
  traffic: Traffic,
  step: { people: number; arriveAfterSeconds: number },
  look: { untilSeconds: number; everySeconds: number; watch: number; target: StaffingTarget; seats?: number }
): DryRun {
  const changes = [{ afterSeconds: step.arriveAfterSeconds, agents: now.agents + step.people }]
  return {
    without: forecastQueue(now, traffic, look),
    with: forecastQueue(now, traffic, { ...look, changes }),
    agentsNeeded: agentsRequired(traffic, look.target, look.seats)
  }
}
