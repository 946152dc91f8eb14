import type { SurgeRule } from '@shouwen/kernels/surge-detection/index'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'

/** rulebook/improvement/improvement-register.yaml. @norm IM-08 QI-13 */
export const registerRules = () => rulebook().improvement.register

/** Refuses with `improvement-word-unknown` what the rulebook does not know. */
export function checkWord(kind: 'origins' | 'causes', code: string): void {
  if (!Object.hasOwn(registerRules()[kind], code)) throw refuse('improvement-word-unknown', { code })
}

/** rulebook/improvement/improvement-patterns.yaml. @norm TK-31 TK-54 GV-24 FS-31 */
export const patternRules = () => rulebook().improvement.patterns

/** The same as the kernel wants it. */
export const surgeRule = (): SurgeRule => {
  const { ratio, false_alarm_every, at_least, floor_per_day, half_life_days } = patternRules().surge
  return { ratio, falseAlarmEvery: false_alarm_every, atLeast: at_least, floorPerDay: floor_per_day, halfLifeDays: half_life_days }
}

/** rulebook/improvement/improvement-loop.yaml. @norm TK-17 TK-28 TK-30 */
export const loopRules = () => rulebook().improvement.loop

/** rulebook/improvement/complaint-report.yaml. @norm KP-04 TK-08 */
export const reportRules = () => rulebook().improvement.report
