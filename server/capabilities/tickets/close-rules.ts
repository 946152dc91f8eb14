import type { Call } from '#platform/action'
import { parametersOf } from '#capabilities/norms'
import type { GateRules } from './close-gate.ts'

/** What closing needs, as the rulebook has it in force now. @norm TK-17 SP-12 */
export async function closeRules(call: Call): Promise<GateRules> {
  const gate = await parametersOf(call, 'closed-loop-gate')
  const silence = await parametersOf(call, 'closed-loop-before-close')
  return {
    forComplaint: (gate['gate_for_complaint'] as string[] | undefined) ?? [],
    attempts: (silence['attempts_without_answer'] as number | undefined) ?? Number.POSITIVE_INFINITY,
    hoursBetween: (silence['hours_between_attempts'] as number | undefined) ?? 0
  }
}
