/** Where a promise stands. `cancelled`: it no longer applies (the ticket was withdrawn), neither kept nor broken. */
export type PromiseState = 'running' | 'at-risk' | 'kept' | 'broken' | 'paused' | 'cancelled'

/** What a badge needs to know of a promise; instants are ISO strings. */
export type PromiseFacts = {
  state: PromiseState
  dueAt?: string | null
  startedAt?: string | null
  /** From this instant on a running promise is at risk. */
  atRiskAt?: string | null
  /** When it was kept or became certain to be broken. */
  settledAt?: string | null
  /** Time still left on a paused promise, in milliseconds. */
  leftMs?: number | null
}

export type PromiseStanding = {
  state: PromiseState
  /** Left until due when running or paused; lateness (positive) when broken; margin when kept. Undefined when unknown. */
  ms: number | undefined
  /** Share of the wall-clock time already used, 0 to 1. */
  used: number | undefined
}

/**
 * How a promise stands at an instant. Between two answers of the server a running promise becomes at risk and broken by
 * itself, so that a badge left on the screen never lies.
 */
export function standingOf(facts: PromiseFacts, nowMs: number): PromiseStanding {
  const due = instant(facts.dueAt)
  const started = instant(facts.startedAt)
  const settled = instant(facts.settledAt)
  const used =
    due !== undefined && started !== undefined && due > started
      ? Math.min(1, Math.max(0, (nowMs - started) / (due - started)))
      : undefined
  switch (facts.state) {
    case 'running':
    case 'at-risk': {
      if (due === undefined) return { state: facts.state, ms: undefined, used }
      if (nowMs >= due) return { state: 'broken', ms: nowMs - due, used: 1 }
      const risk = instant(facts.atRiskAt)
      const state = risk !== undefined && nowMs >= risk ? 'at-risk' : facts.state
      return { state, ms: due - nowMs, used }
    }
    case 'paused':
      return { state: 'paused', ms: facts.leftMs ?? undefined, used: undefined }
    case 'broken':
      return { state: 'broken', ms: due === undefined ? undefined : Math.max(0, (settled ?? nowMs) - due), used: 1 }
    case 'kept':
      return {
        state: 'kept',
        ms: due === undefined || settled === undefined ? undefined : due - settled,
        used: undefined
      }
    case 'cancelled':
      return { state: 'cancelled', ms: undefined, used: undefined }
  }
}

/** How often a badge must be drawn again, in milliseconds: each second in the last hour, else each minute. */
export function stepOf(facts: PromiseFacts, nowMs: number): number {
  if (facts.state === 'kept' || facts.state === 'paused' || facts.state === 'cancelled') return 3_600_000
  const due = instant(facts.dueAt)
  if (due === undefined) return 3_600_000
  const left = Math.abs(due - nowMs)
  return facts.state === 'broken' || left > 3_660_000 ? 60_000 : 1_000
}

function instant(value: string | null | undefined): number | undefined {
  if (!value) return undefined
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? undefined : ms
}
