import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'

/** rulebook/improvement/improvement-register.yaml. @norm IM-08 QI-13 */
export const registerRules = () => rulebook().improvement.register

/** Refuses with `improvement-word-unknown` what the rulebook does not know. */
export function checkWord(kind: 'origins' | 'causes', code: string): void {
  if (!Object.hasOwn(registerRules()[kind], code)) throw refuse('improvement-word-unknown', { code })
}
