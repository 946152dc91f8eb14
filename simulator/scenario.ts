import type { Agent, RoutingRules, Step } from '@shouwen/kernels/routing/index'

/** Lengths of calls, of patience and the like. */
export type Length =
  | { kind: 'exponential'; meanSeconds: number }
  /** `variation` = standard deviation ÷ mean; handle times of real centres lie around 0.6 to 1. */
  | { kind: 'lognormal'; meanSeconds: number; variation: number }
  | { kind: 'fixed'; seconds: number }

/** Seconds since the start of the day. */
export type Span = { fromSeconds: number; toSeconds: number }

/** Customers who come for one thing. */
export type Stream = {
  queue: string
  channel: string
  /** Units a contact costs. */
  weight: number
  needs: readonly Step[]
  priority: number
  language?: string
  /** Contacts per hour, interval by interval; the last goes on. */
  arrivals: { everySeconds: number; perHour: readonly number[] }
  handle: Length
  patience: Length
  /** Of those who gave up, so many come again, after so long. */
  again?: { share: number; after: Length }
}

/** People with the same skills and the same day. */
export type Team = {
  code: string
  people: number
  skills: Agent['skills']
  queues: readonly string[]
  capacity: Agent['capacity']
  languages: readonly string[]
  shifts: readonly Span[]
  breaks?: readonly Span[]
  /** After each contact the person keeps its units so much longer. */
  wrapUp?: Length
}

export type Happening =
  /** So many times the usual contacts of a queue: a fault in the network, a bill run. */
  | ({ kind: 'surge'; queue: string; factor: number } & Span)
  /** So large a share of every team cannot work: seats or systems down. What they have in hand they finish. */
  | ({ kind: 'outage'; share: number } & Span)

/** A contact centre and its day. All chance comes from the seed; each stream has numbers of its own, so that a change in one leaves the others alone. */
export type Scenario = {
  seed: number
  /** Nobody comes after; those inside are served to the end. */
  daySeconds: number
  streams: readonly Stream[]
  teams: readonly Team[]
  happenings?: readonly Happening[]
  rules: RoutingRules
  /** Figures are counted in intervals by the instant of arrival; the thresholds include themselves. */
  count: { everySeconds: number; withinSeconds: number; shortSeconds: number }
}
