import type { Phrase, Trust } from '@shouwen/kernels/conditions/index'

type Words = Readonly<Record<string, Phrase>>

/** rulebook/improvement/improvement-register.yaml */
export type RegisterRules = {
  norms: readonly string[]
  trust: Trust
  origins: Words
  causes: Words
  verify: { after_days: number; compare_days: number }
  comes_back_within_days: number
  raised_to: readonly string[]
}

export type MatterPart = 'leaf' | 'branch' | 'place' | 'product'

/** rulebook/improvement/improvement-patterns.yaml */
export type PatternRules = {
  norms: readonly string[]
  trust: Trust
  same_matter: { repeat_days: number; same_moment_minutes: number; alike: number; looked_at: number }
  surge: {
    kinds: readonly string[]
    dimensions: Readonly<Record<string, Phrase & { parts: readonly MatterPart[] }>>
    ratio: number
    false_alarm_every: number
    at_least: number
    askers: number
    floor_per_day: number
    half_life_days: number
    fresh_minutes: number
    bind_hours: number
    most_bound: number
  }
  reporting: Readonly<Record<string, Phrase & { event: 'mass.reported' | 'mass.passed-on' | 'mass.departments-told'; recipients: Words }>>
  answer: { days: number }
  living: {
    days: number
    complaints: number
    channels: number
    topics: number
    paid_yuan: number
    only_unjustified: boolean
    expires_days: number
    look_again_days: number
  }
}

/** rulebook/improvement/improvement-loop.yaml */
export type LoopRules = {
  norms: readonly string[]
  trust: Trust
  follow_up: { tries: number; again_after_days: number; again: number; results: Words }
  watch_days: number
  recovered_days: number
  manners: readonly Phrase[]
  arbiters: readonly string[]
}

/** rulebook/improvement/complaint-report.yaml */
export type ReportRules = {
  norms: readonly string[]
  trust: Trust
  target_rate: number
  target_first_time: number
  significance: number
  most_days: number
  figures: Readonly<Record<string, Phrase & { formula: Phrase }>>
}

/** What the rulebook says of closing the loop: one file each below rulebook/improvement. */
export type ImprovementBook = { register: RegisterRules; patterns: PatternRules; loop: LoopRules; report: ReportRules }
