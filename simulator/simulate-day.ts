import { type ServiceCounts, sumCounts } from '@shouwen/kernels/queueing/index'
import { createCentre } from './centre.ts'
import type { Scenario } from './scenario.ts'
import type { IntervalTally } from './tally.ts'

export type DayResult = {
  intervals: IntervalTally[]
  /** All queues and intervals together. */
  total: ServiceCounts & { overflowed: number; waitSeconds: number; handleSeconds: number; longestWaitSeconds: number }
  occupancy: number
  /** When the last one left, in seconds since the start. */
  endedAt: number
}

/** A whole day on the kernels alone, thousands of times faster than the day itself. */
export function simulateDay(scenario: Scenario): DayResult {
  const centre = createCentre(scenario)
  centre.runUntil(Number.POSITIVE_INFINITY)
  const intervals = centre.intervals()
  const sum = (name: 'overflowed' | 'waitSeconds' | 'handleSeconds') =>
    intervals.reduce((total, one) => total + one[name], 0)
  return {
    intervals,
    total: {
      ...sumCounts(intervals),
      overflowed: sum('overflowed'),
      waitSeconds: sum('waitSeconds'),
      handleSeconds: sum('handleSeconds'),
      longestWaitSeconds: Math.max(0, ...intervals.map((one) => one.longestWaitSeconds))
    },
    occupancy: centre.occupancy(),
    endedAt: centre.now()
  }
}
