/** The shapes of the rulebook's files as clause.schema.json and files.schema.json describe them. */
import type { ComplaintBook } from './rulebook-complaints.ts'
import type { HandlingBook } from './rulebook-handling.ts'
import type { CompensationBook } from './rulebook-compensation.ts'
import type { DeskRules } from './rulebook-desks.ts'
import type { ImprovementBook } from './rulebook-improvement.ts'
import type { LegalRules, RetentionRules } from './rulebook-legal.ts'
import type { Menu } from '@shouwen/kernels/menu/index'
import type { Clause, Conditions, FactSchema, Phrase, Trust } from '@shouwen/kernels/conditions/index'
import type { ServiceLevelFormula } from '@shouwen/kernels/queueing/index'
import type { Playbook } from '@shouwen/kernels/playbook/index'
import type { Calendar, CalendarData } from '@shouwen/kernels/working-time/index'

/** A clause with the sha256 of its canonical JSON and its file below the rulebook folder. */
export type LoadedClause = Clause & { hash: string; file: string }

export type Scope = 'own' | 'team' | 'unit' | 'subtree' | 'region' | 'all'

export type Role = Phrase & {
  /** Verb pattern (`ticket.read`, `ticket.*`) → widest scope. Where several patterns fit a verb, the widest scope counts. */
  grants: Readonly<Record<string, Scope>>
  /** Classes of personal data shown without a stated purpose. */
  sees: readonly string[]
  two_factor?: true
  /** For integrations, never given to a person. */
  service?: true
}

export type Roles = {
  sensitive_classes: Readonly<Record<string, Phrase>>
  verbs: Readonly<Record<string, Phrase>>
  roles: Readonly<Record<string, Role>>
  /** Pairs of roles no one may hold together. */
  separate: readonly (readonly [string, string])[]
}

export type TicketKind = 'inquiry' | 'request' | 'complaint' | 'fault'

export type Category = Phrase & { kinds: readonly TicketKind[]; trust: Trust; department?: string }

export type PauseReason = Phrase & {
  side: 'customer' | 'outside' | 'ours'
  status: 'pending' | 'held'
  approval?: boolean
}

export type PasswordPolicy = {
  norms: readonly string[]
  trust: Trust
  length: { min: number; max: number }
  classes: { of: readonly ('lower' | 'upper' | 'digit' | 'symbol')[]; at_least: number }
  forbid: {
    job_number: boolean
    account_name: boolean
    same_character_run: number
    keyboard_or_counting_run: number
    known_leaked: boolean
  }
  history: { remembered: number }
  age: { max_days: number; warn_days: number }
  lockout: { failures: number; within_minutes: number; for_minutes: number }
  sign_in_rate: {
    window_minutes: number
    per_address: number
    per_login: number
    second_factor_minutes: number
    second_factor_attempts: number
  }
  session: { idle_minutes: number; absolute_hours: number }
  first_password: { must_change: boolean; valid_days: number }
  two_factor: { required_for_roles: readonly string[]; recovery_codes: number }
  words: Phrase
}

export type SurveyRules = {
  norms: readonly string[]
  trust: Trust
  scale: { from: number; to: number }
  scores: Readonly<Record<string, Phrase>>
  satisfied_from: number
  low_score: { at_most: number }
  questions: Readonly<Record<string, Phrase>>
  reasons: Readonly<Record<string, Phrase & { good?: boolean }>>
  ask: { after: string; valid_days: number; once_per_customer_days: number }
  comment_max_length: number
}

/** How web chat is served: rulebook/chat.yaml. */
export type ChatRules = {
  norms: readonly string[]
  trust: Trust
  offline: { after_minutes: number; unread_minutes: number; silent_close_minutes: number }
  estimate: { window_minutes: number; at_least: number }
  limits: {
    message_length: number
    messages_per_minute: number
    files_per_message: number
    file_bytes: number
    starts_per_address: { at_most: number; minutes: number }
  }
  consent: Phrase & { version: string }
  /** What the system says to the customer by itself; `{name}` places are filled in. */
  words: Readonly<Record<string, Phrase>>
}

/** What people at work can be doing: rulebook/routing/presence.yaml. */
export type PresenceRules = {
  norms: readonly string[]
  trust: Trust
  states: Readonly<Record<string, PresenceStateRule>>
  reasons: Readonly<Record<string, Phrase>>
  beat_seconds: number
  silent_seconds: number
  idle_minutes: number
  away_sign_out_minutes: number
}

export type PresenceStateRule = Phrase & {
  by: 'person' | 'supervisor' | 'system'
  takes?: true
  seat?: true
  counts: 'ready' | 'busy' | 'paused' | 'none'
  most_minutes?: number
}

/** What a contact of a channel costs, and its timers: rulebook/routing/channels.yaml. */
export type ChannelRules = {
  norms: readonly string[]
  trust: Trust
  channels: Readonly<Record<string, ChannelRule>>
  pause_after_misses: number
  counts: { slot_minutes: number; answered_within: readonly number[]; abandoned_within: readonly number[] }
}

export type ChannelRule = {
  units: number
  most: number
  at_once?: number
  at_once_most?: number
  offer_seconds: number
  wrap_up_seconds: number
  interrupts?: readonly string[]
}

/** What the wallboard shows and from which value on it is marked: rulebook/routing/board.yaml. */
export type BoardRules = {
  norms: readonly string[]
  trust: Trust
  service_level: {
    formula: ServiceLevelFormula
    channels: Readonly<Record<string, BoardThreshold>>
    otherwise: BoardThreshold
    short_seconds: number
  }
  bands: Readonly<Record<string, { warn?: BoardBound; alarm?: BoardBound; channels?: readonly string[]; norms: readonly string[] }>>
  figures: Readonly<Record<string, Phrase & { formula: Phrase; unit: 'contacts' | 'people' | 'seconds' | 'share'; from: Phrase; norms: readonly string[] }>>
}
export type BoardThreshold = { within_seconds: number; target?: number }
export type BoardBound = { above?: number; from?: number; below?: number }

/** Who may take a contact and what happens while it waits: one rule of rulebook/routing/rules.yaml. */
export type RoutingRule = Phrase & {
  id: string
  note?: string
  when?: {
    channels?: readonly string[]
    queues?: readonly string[]
    grades?: readonly string[]
    languages?: readonly string[]
    vip?: boolean
    elderly?: boolean
  }
  head_start_minutes?: number
  preferred_seconds?: number
  steps: readonly {
    after: number
    skills: Readonly<Record<string, number>>
    queues?: readonly string[]
    any_language?: true
    prefer?: 'longest-idle' | 'best-skilled'
  }[]
  overflow?: { after: number; to: readonly string[] }
  join?: 'always' | 'staffed' | 'ready'
  stay?: 'always' | 'staffed'
  limits?: { waiting?: number; estimate_minutes?: number }
  resume_minutes?: number
}

/** What every playbook keeps to when it is carried out on the floor: rulebook/surge.yaml. */
export type SurgeRules = {
  norms: readonly string[]
  trust: Trust
  watch: { every_seconds: number }
  forecast: { look_ahead_minutes: number; arrive_after_seconds: number; arrivals_minutes: number; handled_minutes: number; handle_seconds: number; history_weeks: number; stake_minutes: number }
  service: { within_seconds: number; share: number; window_minutes: number; measured_after_minutes: readonly number[] }
  pools: Readonly<Record<string, Phrase & { skill?: string; roles?: readonly string[]; from: readonly string[]; level: number }>>
  call_in: { first: string; longer_minutes: number; overtime_minutes: number; most_hours_a_day: number; rest_hours: number; asked_per_seat: number }
  announce_hours: number
  holiday_calendar: string
  /** Measure → channel its people serve. */
  channels: Readonly<Record<string, string>>
}

/** How calls are served: rulebook/voice.yaml. */
export type VoiceRules = {
  norms: readonly string[]
  trust: Trust
  line: { beat_seconds: number; silent_seconds: number; outage_seconds: number }
  consult: { ring_seconds: number }
  limits: { waiting_signals: number; signal_length: number; digits: number; starts_per_address: number; starts_minutes: number }
  recording: { chunk_seconds: number; bits_per_second: number; chunk_bytes: number; hours: number; late_seconds: number }
  estimate: { window_minutes: number; at_least: number }
  /** End of the code of the queue in which callers wait who were sent nowhere else. */
  queue: string
  monitor: { agent_sees: boolean }
  inaudible: { wait_seconds: number; first: Phrase; hands_free: Phrase; second: Phrase; repeat: { times: number; hours: number }; check: Phrase }
  /** Why one of ours ended a call, by code. */
  releases: Readonly<Record<string, Phrase>>
  results: Readonly<Record<string, Phrase>>
  announcement: Phrase & { version: string }
  words: Readonly<Record<string, Phrase>>
}

/** What every menu keeps to: rulebook/menu.yaml. */
export type MenuBook = {
  norms: readonly string[]
  trust: Trust
  /** `named_within`: the clause whose limit says until when the way to a person must have been named. */
  person: { key: string; named_within: string; most_layers: number; most_options: number }
  patience: { wait_seconds: number; tries: number; most_steps: number }
  speech: { zh_per_second: number; en_per_second: number }
  elderly: { years: number }
  queue: { first_after_seconds: number; every_seconds: number; callback_offered_after_seconds: number }
  callback: { tries: number; keep_hours: number }
  notices: { length: number; most: number; hours: number }
  answers: Readonly<Record<string, Phrase>>
  words: Readonly<Record<string, Phrase>>
}

/** A file of rulebook/menus. */
export type MenuFile = Menu & { channels: readonly ('phone' | 'chat')[]; norms: readonly string[]; trust: Trust }

export type Rulebook = {
  clauses: readonly LoadedClause[]
  /** Declared facts; `category` has the codes of categories.yaml as its values. */
  facts: FactSchema
  /** Compiled conditions over `facts`. */
  conditions: Conditions
  /** Words of each event; `recorded: false` when the product does not record it yet. */
  events: Readonly<Record<string, Phrase & { recorded?: false }>>
  pauseReasons: Readonly<Record<string, PauseReason>>
  skills: Readonly<Record<string, Phrase>>
  categories: Readonly<Record<string, Category>>
  departments: Readonly<Record<string, Phrase>>
  roles: Roles
  passwordPolicy: PasswordPolicy
  survey: SurveyRules
  chat: ChatRules
  presence: PresenceRules
  channels: ChannelRules
  board: BoardRules
  routing: readonly RoutingRule[]
  /** Language a customer may ask for → skill of those who speak it; a language not named is everybody's. */
  routingLanguages: Readonly<Record<string, string>>
  /** What to propose when a queue swells: rulebook/playbooks. */
  playbooks: readonly Playbook[]
  surge: SurgeRules
  voice: VoiceRules
  desks: DeskRules
  complaints: ComplaintBook
  compensation: CompensationBook
  improvement: ImprovementBook
  handling: HandlingBook
  legal: LegalRules
  retention: RetentionRules
  menu: MenuBook
  menus: readonly MenuFile[]
  calendarData: readonly CalendarData[]
  /** Compiled calendars by id. */
  calendars: ReadonlyMap<string, Calendar>
}
