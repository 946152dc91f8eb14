import type { ServiceCounts } from '@shouwen/kernels/queueing/index'
import type { Scenario } from './scenario.ts'

/** Raw counts of one queue and interval, by the instant of arrival. */
export type IntervalTally = ServiceCounts & {
  queue: string
  fromSeconds: number
  /** Answered by people reached through another queue; part of `answered`. */
  overflowed: number
  waitSeconds: number
  handleSeconds: number
  longestWaitSeconds: number
}

/** Counts what happens to contacts. */
export function createTally({ count }: Scenario) {
  const intervals = new Map<string, IntervalTally>()
  const waits = new Map<string, number[]>()

  function of(queue: string, arrivedAt: number): IntervalTally {
    const fromSeconds = Math.floor(arrivedAt / count.everySeconds) * count.everySeconds
    const key = `${queue} ${fromSeconds}`
    const known = intervals.get(key)
    if (known) return known
    const made = {
      queue,
      fromSeconds,
      answered: 0,
      abandoned: 0,
      answeredWithin: 0,
      abandonedWithin: 0,
      abandonedShort: 0,
      overflowed: 0,
      waitSeconds: 0,
      handleSeconds: 0,
      longestWaitSeconds: 0
    }
    intervals.set(key, made)
    return made
  }

  function waited(queue: string, arrivedAt: number, wait: number): IntervalTally {
    const tally = of(queue, arrivedAt)
    tally.waitSeconds += wait
    tally.longestWaitSeconds = Math.max(tally.longestWaitSeconds, wait)
    return tally
  }

  return {
    answered(queue: string, arrivedAt: number, wait: number, handle: number, overflow: boolean): void {
      const tally = waited(queue, arrivedAt, wait)
      tally.answered += 1
      tally.handleSeconds += handle
      if (wait <= count.withinSeconds) tally.answeredWithin += 1
      if (overflow) tally.overflowed += 1
      const list = waits.get(queue)
      if (list) list.push(wait)
      else waits.set(queue, [wait])
    },
    abandoned(queue: string, arrivedAt: number, wait: number): void {
      const tally = waited(queue, arrivedAt, wait)
      tally.abandoned += 1
      if (wait <= count.withinSeconds) tally.abandonedWithin += 1
      if (wait <= count.shortSeconds) tally.abandonedShort += 1
    },
    intervals: (): IntervalTally[] =>
      [...intervals.values()].sort((a, b) => a.fromSeconds - b.fromSeconds || (a.queue < b.queue ? -1 : 1)),
    /** Waits of the answered, ascending. */
    waits: (queue: string): number[] => (waits.get(queue) ?? []).toSorted((a, b) => a - b)
  }
}
