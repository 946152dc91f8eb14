import type { FactSchema, Phrase, Trust } from '@shouwen/kernels/conditions/index'

type Words = Readonly<Record<string, Phrase>>

/** Something asked for in a form that is data: by a source, or by a category. */
export type AskedField = Phrase & {
  code: string
  type: 'line' | 'text' | 'instant' | 'date' | 'number' | 'yes-no' | 'choice' | 'link'
  required?: true
  choices?: Words
}

export type ComplaintSource = Phrase & {
  /** How the ticket of this source is marked. */
  ticket: { channel: string; source: string }
  /** It came through an office or the press. */
  outside?: true
  number?: Phrase & { pattern: string; example: string; required: boolean }
  fields: readonly AskedField[]
  /** Clauses that count for it. */
  clauses: readonly string[]
  /** Never entered by a person. */
  machine?: true
}

/** rulebook/complaints/complaint-sources.yaml */
export type ComplaintSources = {
  norms: readonly string[]
  trust: Trust
  received_days: number
  sources: Readonly<Record<string, ComplaintSource>>
}

/** rulebook/complaints/complaint-axes.yaml */
export type ComplaintAxes = { norms: readonly string[]; trust: Trust; causes: Words; channel_levels: Words }

export type ComplaintLevel = Phrase & {
  side: 'internal' | 'external'
  definition: Phrase
  /** Roles of whoever takes the matter over; the first that somebody holds. */
  takes: readonly string[]
  /** Looked for over the unit that has it. */
  near?: true
  /** Whoever has it already and holds one of the roles goes on. */
  keeps?: true
  tells: readonly string[]
  /** A complaint from there stands on the level at once. */
  sources?: readonly string[]
}

/** rulebook/complaints/complaint-levels.yaml */
export type ComplaintLevels = {
  norms: readonly string[]
  trust: Trust
  levels: Readonly<Record<string, ComplaintLevel>>
  triggers: Words
  submission: { record: readonly string[]; takes: readonly string[]; words: Phrase; next_contact: { least_minutes: number; most_minutes: number } }
  city: { share: number; reserve_minutes: number; least_minutes: number }
}

export type FocusAxis = 'type' | 'customer' | 'influence'
export type RiskRule = Phrase & { id: string; when: string; points: number }
export type FocusRule = RiskRule & { axis: FocusAxis }
/** Points from which a mark is given: any one of them is enough for focus, all of them are needed for hard. */
export type Mark = Partial<Record<FocusAxis | 'total', number>>

/** rulebook/complaints/complaint-focus.yaml */
export type ComplaintFocus = {
  norms: readonly string[]
  trust: Trust
  focus: Mark
  hard: Mark
  tells: readonly string[]
  risk: { task_from: number }
  repeat_days: number
  words: Readonly<Record<string, readonly string[]>>
  facts: FactSchema
  rules: readonly FocusRule[]
  risks: readonly RiskRule[]
}

export type EvidenceFinder = 'customer' | 'form' | 'leaf-form' | 'documents' | 'contact' | 'recording' | 'file' | 'root-cause' | 'hand'

/** What belongs to a complaint of one leaf of the categories. */
export type ComplaintLeaf = {
  /** Key of `forms`. */
  form: string
  /** Department of categories.yaml. */
  owner: string
  evidence: readonly string[]
  playbook: string
  remedies: readonly string[]
  /** What may be given at the handler's own level. */
  most_yuan: number
  inspection: string
  /** A question of law, and one no policy covers: they count for focus (TK-14). */
  legal?: true
  nopolicy?: true
}

/** rulebook/complaints/complaint-leaves.yaml */
export type ComplaintLeaves = {
  norms: readonly string[]
  trust: Trust
  forms: Readonly<Record<string, readonly AskedField[]>>
  evidence: Readonly<Record<string, Phrase & { finds: EvidenceFinder }>>
  playbooks: Readonly<Record<string, Phrase & { steps: readonly Phrase[] }>>
  inspections: Readonly<Record<string, Phrase & { items: readonly Phrase[] }>>
  remedies: Words
  leaves: Readonly<Record<string, ComplaintLeaf>>
}

/** rulebook/complaints/appeal-offices.yaml */
export type AppealOffices = {
  norms: readonly string[]
  trust: Trust
  answer_clause: string
  offices: Readonly<Record<string, Phrase & { for: Phrase; ways: readonly { kind: 'phone' | 'web' | 'letter'; value: string }[] }>>
}

/** What the rulebook says of complaints: one file each below rulebook/complaints. */
export type ComplaintBook = { offices: AppealOffices; sources: ComplaintSources; axes: ComplaintAxes; leaves: ComplaintLeaves; levels: ComplaintLevels; focus: ComplaintFocus }
