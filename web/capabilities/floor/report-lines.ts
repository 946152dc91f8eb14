import type { FloorCount } from '@shouwen/contract/floor-counts'
import { type FloorFigures, floorFigures, type LevelRule } from '@shouwen/kernels/queueing/floor-figures'

export type ReportLine = { slot: string; figures: FloorFigures; overflowed: number }

/** One line per period, the queues and channels asked for added up by their counts. */
export function reportLines(items: readonly FloorCount[], rule: LevelRule): ReportLine[] {
  return [...Map.groupBy(items, (item) => item.slot)]
    .map(([slot, own]) => ({ slot, figures: floorFigures(own, rule), overflowed: own.reduce((sum, item) => sum + item.overflowedOut, 0) }))
    .sort((a, b) => a.slot.localeCompare(b.slot))
}
