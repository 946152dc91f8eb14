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

/** What the rulebook says of closing the loop: one file each below rulebook/improvement. */
export type ImprovementBook = { register: RegisterRules }
