/** The product's only source of "now", so that tests and imports can live at another instant. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** Closer than this nobody is corrected: asking takes time itself. */
const AGREE_MS = 250

/**
 * The database's time, which all processes of the product share: their own clock plus what it was found to differ. A process whose clock is minutes
 * wrong would otherwise end seats, offers and promises of others.
 */
export function sharedClock(own: Clock = systemClock): Clock & { agree(askDatabase: () => Promise<Date>): Promise<number> } {
  let aheadMs = 0
  return {
    now: () => new Date(own.now().getTime() + aheadMs),
    /** Asks again what the time is; answers by how many milliseconds we are corrected. */
    async agree(askDatabase) {
      const before = own.now().getTime()
      const there = (await askDatabase()).getTime()
      const after = own.now().getTime()
      const differs = Math.round(there - (before + after) / 2)
      // An answer that took long says little, and nothing as long as it lies within what it took.
      if (Math.abs(differs - aheadMs) > AGREE_MS + (after - before) / 2) aheadMs = Math.abs(differs) > AGREE_MS ? differs : 0
      return aheadMs
    }
  }
}

/** A clock that stands still until told otherwise. */
export function fixedClock(start: string | Date): Clock & { set(at: string | Date): void; advance(ms: number): void } {
  let at = new Date(start)
  return {
    now: () => new Date(at),
    set: (next) => {
      at = new Date(next)
    },
    advance: (ms) => {
      at = new Date(at.getTime() + ms)
    }
  }
}
