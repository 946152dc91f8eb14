import type { legalWords as wordsOperation } from '@shouwen/contract/legal-referrals'
import type { OutputOf } from '@shouwen/contract/operation'
import type { Phrase } from '@shouwen/kernels/conditions/index'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'
import type { CaseKind, CaseStep } from '#server/rulebook-legal'

/** rulebook/legal/legal-rules.yaml. @norm TK-20 TK-41 TK-53 */
export const legalRules = () => rulebook().legal

/** A word of the rulebook with its code; a code it no longer knows shows itself. */
export function worded(
  words: Readonly<Record<string, Phrase>>,
  code: string
): { code: string; zh: string; en: string } {
  const found = Object.hasOwn(words, code) ? words[code] : undefined
  return { code, zh: found?.zh ?? code, en: found?.en ?? code }
}

/** Refuses with `legal-word-unknown` what the rulebook does not know. */
export function checkLegalWord(words: Readonly<Record<string, unknown>>, code: string): void {
  if (!Object.hasOwn(words, code)) throw refuse('legal-word-unknown', { code })
}

/** The steps that may follow a state of a case; '' is its beginning. */
export function stepsAfter(kind: CaseKind, state: string): [string, CaseStep][] {
  return Object.entries(legalRules().steps[kind]).filter(([, step]) => step.after.includes(state))
}

const list = (words: Readonly<Record<string, Phrase>>) => Object.keys(words).map((code) => worded(words, code))

/** Everything a person may choose from, in both languages. */
export async function legalWords(): Promise<OutputOf<typeof wordsOperation>> {
  const { grounds, decisions, authorities, templates, packs, label } = legalRules()
  return {
    grounds: list(grounds),
    decisions: Object.entries(decisions).map(([code, { zh, en, citation }]) => ({
      code,
      zh,
      en,
      citation: citation === true
    })),
    authorities: { appeal: list(authorities.appeal), lawsuit: list(authorities.lawsuit) },
    firstSteps: { appeal: firstSteps('appeal'), lawsuit: firstSteps('lawsuit') },
    templates: Object.entries(templates).map(([code, { zh, en, fields, body }]) => ({
      code,
      zh,
      en,
      fields: list(fields),
      body: { zh: body.zh, en: body.en }
    })),
    purposes: list(packs.purposes),
    labelDays: label.review_days
  }
}

const firstSteps = (kind: CaseKind) => stepsAfter(kind, '').map(([code, { zh, en }]) => ({ code, zh, en }))
