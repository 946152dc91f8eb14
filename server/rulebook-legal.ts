import type { Phrase, Trust } from '@shouwen/kernels/conditions/index'

type Words<More = unknown> = Readonly<Record<string, Phrase & More>>

export type CaseKind = 'appeal' | 'lawsuit'

/** One step an appeal or a lawsuit may take. */
export type CaseStep = Phrase & { event: string; after: readonly string[]; ends?: true }

/** rulebook/legal/legal-rules.yaml */
export type LegalRules = {
  norms: readonly string[]
  trust: Trust
  grounds: Words<{ label?: true; public?: true }>
  decisions: Words<{ citation?: true }>
  label: { review_days: number }
  authorities: Readonly<Record<CaseKind, Words>>
  steps: Readonly<Record<CaseKind, Readonly<Record<string, CaseStep>>>>
  templates: Readonly<Record<string, Phrase & { version: number; fields: Words; body: Phrase }>>
  packs: { most_bytes: number; most_parts: number; most_links: number; purposes: Words }
}

/** rulebook/retention.yaml */
export type RetentionRules = {
  norms: readonly string[]
  trust: Trust
  recordings: { days: number; complaint_days: number; held_look_again_days: number }
}
