import type { correctionWords as wordsOperation } from '@shouwen/contract/corrections'
import type { OutputOf } from '@shouwen/contract/operation'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'

/** rulebook/desks.yaml, corrections. @norm CC-22 */
export const correctionRules = () => rulebook().desks.corrections

/** How a wrong answer can come out and what can come of calling back, in both languages. */
export async function correctionWords(): Promise<OutputOf<typeof wordsOperation>> {
  const { found, outcomes, tries } = correctionRules()
  const list = (words: typeof found) => Object.entries(words).map(([code, { zh, en }]) => ({ code, zh, en }))
  return { found: list(found), outcomes: list(outcomes), tries }
}

/** Refuses with `correction-word-unknown` what the rulebook does not know. */
export function checkWord(kind: 'found' | 'outcomes', code: string): void {
  if (!Object.hasOwn(correctionRules()[kind], code)) throw refuse('correction-word-unknown', { code })
}
