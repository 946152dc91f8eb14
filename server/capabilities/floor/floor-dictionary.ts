import type { floorDictionary as operation } from '@shouwen/contract/floor-board'
import type { OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import type { BoardThreshold } from '#server/rulebook-types'

/** Each figure of the board with its formula and where its counts come from, and from which value on it is marked: the rulebook's words. @norm CC-34 */
export async function floorDictionary(_call: Call): Promise<OutputOf<typeof operation>> {
  const { board, channels } = rulebook()
  const { formula, otherwise, short_seconds } = board.service_level
  return {
    figures: Object.entries(board.figures).map(([code, figure]) => ({ code, ...figure, norms: [...figure.norms] })),
    bands: Object.entries(board.bands).map(([figure, band]) => ({
      figure,
      warn: band.warn ?? null,
      alarm: band.alarm ?? null,
      channels: band.channels ? [...band.channels] : null,
      norms: [...band.norms]
    })),
    level: {
      formula,
      channels: Object.entries(board.service_level.channels).map(([channel, threshold]) => ({ channel, ...thresholdView(threshold) })),
      otherwise: thresholdView(otherwise),
      shortSeconds: short_seconds,
      answeredWithin: [...channels.counts.answered_within],
      abandonedWithin: [...channels.counts.abandoned_within]
    }
  }
}

const thresholdView = ({ within_seconds, target }: BoardThreshold) => ({ withinSeconds: within_seconds, target: target ?? null })
