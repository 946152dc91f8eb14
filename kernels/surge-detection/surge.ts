/** What counts as a surge. */
export type SurgeRule = {
  /** How many times the usual rate is to be found soonest. */
  ratio: number
  /** In quiet times at least so many arrivals pass between two false alarms, on average. */
  falseAlarmEvery: number
  /** Never fewer cases than this. */
  atLeast: number
  /** What is never heard of still happens so often a day. */
  floorPerDay: number
  /** The usual rate forgets half of what it knew in so many days. */
  halfLifeDays: number
}

/** What is remembered of one key: a few numbers, whatever its history. Instants are milliseconds. */
export type SurgeState = {
  /** Evidence for the raised rate against the usual one, in natural units; never below 0. */
  score: number
  /** When the run began that the score speaks of. */
  since: number
  /** Arrivals of the run. */
  cases: number
  lastAt: number
  firstAt: number
  /** Arrivals, each worth half after `halfLifeDays`. */
  level: number
}

/** Share of a day's arrivals that usually fall between two instants, in days: 1 for a whole day. */
export type Rhythm = (from: number, to: number) => number

const DAY = 86_400_000
/** A day like any other hour by hour. */
export const even: Rhythm = (from, to) => (to - from) / DAY

/**
 * How often a day it usually arrives, as known at its last arrival: what was seen over what could be seen since the first (at least a day),
 * plus one standard error, so that a rate known badly raises no alarm.
 */
export function usualPerDay(state: SurgeState | null, rule: SurgeRule): number {
  if (!state) return rule.floorPerDay
  const age = Math.max(1, (state.lastAt - state.firstAt) / DAY)
  const seenDays = (rule.halfLifeDays / Math.LN2) * (1 - 2 ** (-age / rule.halfLifeDays))
  return Math.max(rule.floorPerDay, (state.level + Math.sqrt(state.level)) / seenDays)
}

/**
 * One more arrival: the CUSUM of counted data (Page 1954; Lucas 1985, Technometrics 27, 129–144) on the time between arrivals. Each arrival
 * adds ln ratio, the time since the one before takes away (ratio − 1) × what usually arrives in it. `alarm` when the score reaches
 * ln falseAlarmEvery: by Lorden 1971 (Annals of Mathematical Statistics 42, theorem 2) quiet times then hold on average at least
 * `falseAlarmEvery` arrivals between alarms, whatever the rate and its rhythm. Constant work and memory for each arrival.
 */
export function arrived(state: SurgeState | null, at: number, rule: SurgeRule, rhythm: Rhythm = even): { state: SurgeState; alarm: boolean } {
  if (!state) return { state: { score: 0, since: at, cases: 1, lastAt: at, firstAt: at, level: 1 }, alarm: false }
  // Late news changes no past: it counts as of the newest.
  const now = Math.max(at, state.lastAt)
  const expected = usualPerDay(state, rule) * rhythm(state.lastAt, now)
  const score = Math.max(0, state.score + Math.log(rule.ratio) - (rule.ratio - 1) * expected)
  const goesOn = score > 0
  const next: SurgeState = {
    score,
    since: goesOn && state.score > 0 ? state.since : goesOn ? state.lastAt : now,
    cases: goesOn ? state.cases + 1 : 1,
    lastAt: now,
    firstAt: state.firstAt,
    level: faded(state, now, rule) + 1
  }
  return { state: next, alarm: score >= Math.log(rule.falseAlarmEvery) && next.cases >= rule.atLeast }
}

/** After an alarm was acted on the evidence begins anew; what is usual stays known. */
export const restarted = (state: SurgeState): SurgeState => ({ ...state, score: 0, since: state.lastAt, cases: 1 })

function faded(state: SurgeState, at: number, rule: SurgeRule): number {
  return state.level * 2 ** (-Math.max(0, at - state.lastAt) / (rule.halfLifeDays * DAY))
}
