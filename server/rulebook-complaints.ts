import type { Phrase, Trust } from '@shouwen/kernels/conditions/index'

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

/** What the rulebook says of complaints: one file each below rulebook/complaints. */
export type ComplaintBook = { sources: ComplaintSources }
