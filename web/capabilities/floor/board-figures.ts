import type { FloorQueue } from '@shouwen/contract/floor-state'
import type { floorToday } from '@shouwen/contract/floor-board'
import type { OutputOf } from '@shouwen/contract/operation'
import { type FloorFigures, floorFigures, type LevelRule } from '@shouwen/kernels/queueing/floor-figures'

export type Today = OutputOf<typeof floorToday>
export type QueueLine = { queue: FloorQueue; channels: string[]; longestWait: number | null; figures: FloorFigures; overflowed: number }
export type WholeFloor = { waiting: number; longestWait: number | null; inHand: number; figures: FloorFigures; handleTime: number | null; hasPhone: boolean }

/** Each queue with what waits now and what came today; queues in which nothing happens and nothing happened come last. */
export function queueLines(queues: readonly FloorQueue[], today: Today | undefined, rule: LevelRule, nowMs: number): QueueLine[] {
  return queues
    .map((queue) => {
      const own = (today?.items ?? []).filter((item) => item.queueCode === queue.code)
      return {
        queue,
        channels: [...new Set([...own, ...queue.channels].map((item) => item.channel))],
        longestWait: secondsSince(queue.longestWaitSince, nowMs),
        figures: floorFigures(own, rule),
        overflowed: own.reduce((sum, item) => sum + item.overflowedOut, 0)
      }
    })
    .sort((a, b) => Number(isQuiet(a)) - Number(isQuiet(b)))
}

export const isQuiet = ({ queue, figures }: QueueLine): boolean => queue.waiting + queue.held + queue.offered + figures.offered === 0

/** All queues together; the wrap-up seconds of everybody belong to the handling time. */
export function wholeFloor(queues: readonly FloorQueue[], today: Today | undefined, rule: LevelRule, nowMs: number): WholeFloor {
  const items = today?.items ?? []
  const figures = floorFigures(items, rule)
  const wrapUp = (today?.states ?? []).reduce((sum, one) => sum + (one.state === 'wrap-up' ? one.seconds : 0), 0)
  const handle = items.reduce((sum, item) => sum + item.handleSeconds, 0) + wrapUp
  const waits = queues.flatMap((queue) => secondsSince(queue.longestWaitSince, nowMs) ?? [])
  return {
    waiting: queues.reduce((sum, queue) => sum + queue.waiting, 0),
    longestWait: waits.length > 0 ? Math.max(...waits) : null,
    inHand: queues.reduce((sum, queue) => sum + queue.held, 0),
    figures,
    handleTime: figures.answered > 0 ? handle / figures.answered : null,
    hasPhone: items.some((item) => item.channel === 'phone')
  }
}

const secondsSince = (at: string | null, nowMs: number): number | null => (at === null ? null : Math.max(0, (nowMs - Date.parse(at)) / 1000))
