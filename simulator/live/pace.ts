import { drawLength } from '../random-times.ts'
import type { Length } from '../scenario.ts'

/** How quick people are, in seconds; drawn anew for each. */
export type Pace = {
  patience: Length
  /** From the taking to the end of a contact. */
  handle: Length
  /** From the offer to the taking. */
  pickUp: Length
  wrapUp: Length
  break: Length
}

export const usualPace = (patienceSeconds: number, handleSeconds: number): Pace => ({
  patience: { kind: 'exponential', meanSeconds: patienceSeconds },
  handle: { kind: 'lognormal', meanSeconds: handleSeconds, variation: 0.6 },
  pickUp: { kind: 'lognormal', meanSeconds: 3, variation: 0.5 },
  wrapUp: { kind: 'exponential', meanSeconds: 8 },
  break: { kind: 'lognormal', meanSeconds: 60, variation: 0.4 }
})

export const drawMs = (length: Length, random: () => number): number => drawLength(length, random) * 1000

export const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T
