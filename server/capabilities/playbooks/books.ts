import type { Measure, Playbook, PlaybookInput, PlaybookState, PlaybookStep, StepAct } from '@shouwen/kernels/playbook/index'
import { advance, restingState } from '@shouwen/kernels/playbook/index'
import { refuse } from '#platform/refusal'
import type { SurgeRules } from '#server/rulebook-types'
import { rulebook } from '#server/rulebook'

/** rulebook/surge.yaml: how playbooks are carried out here. */
export const surgeRules = (): SurgeRules => rulebook().surge

/** The playbook as the rulebook has it. Refuses with `playbook-unknown`. */
export function getPlaybook(playbookId: string): Playbook {
  const playbook = rulebook().playbooks.find((one) => one.id === playbookId)
  if (!playbook) throw refuse('playbook-unknown')
  return playbook
}

/** A step of a playbook. Refuses with `playbook-unknown`. */
export function getStep(playbook: Playbook, stepId: string): PlaybookStep {
  const step = playbook.steps.find((one) => one.id === stepId)
  if (!step) throw refuse('playbook-unknown')
  return step
}

/** The playbook with its jumps allowed or not as the region says. */
export function withJumps(playbook: Playbook, jumps: Readonly<Record<string, boolean>>): Playbook {
  return playbook.jumps ? { ...playbook, jumps: playbook.jumps.map((jump) => ({ ...jump, allowed: jumps[jump.to] ?? jump.allowed })) } : playbook
}

/** The figures a playbook asks about. */
export function measuresOf({ steps, jumps = [], release }: Playbook): Measure[] {
  return [...new Set([...steps.map((step) => step.when.measure), ...jumps.map((jump) => jump.when.measure), release.measure])]
}

/** The channel whose queue a step is about. */
export const channelOf = (step: PlaybookStep): string => surgeRules().channels[step.when.measure] ?? 'phone'

/** What the product cannot do itself: somebody does it and says when it is done. */
export const isByHand = ({ kind }: StepAct): boolean => kind === 'offer-callback' || kind === 'inform'

/** The step that would be proposed next: after the furthest one taken. */
export const nextStep = ({ steps }: Playbook, state: PlaybookState | null): PlaybookStep | undefined =>
  steps[1 + Math.max(-1, ...(state?.taken ?? []).map((one) => steps.findIndex((step) => step.id === one.step)))]

/** Since when a figure has called for a step that may come next, in order or by a jump that is allowed; null = none does. Epoch ms. */
export function stirringSince(playbook: Playbook, state: PlaybookState, stepId: string): number | null {
  const next = nextStep(playbook, state)
  if (next?.id === stepId && state.since[`step ${stepId}`] !== undefined) return heldSince(state, `step ${stepId}`)
  const ahead = next !== undefined && playbook.steps.findIndex((step) => step.id === stepId) > playbook.steps.indexOf(next)
  return ahead && (playbook.jumps ?? []).some((jump) => jump.allowed && jump.to === stepId) ? heldSince(state, `jump ${stepId}`) : null
}

/** Does some figure call for a step that may come next, though perhaps not for long enough yet? */
export const isStirring = (playbook: Playbook, state: PlaybookState): boolean => playbook.steps.some((step) => stirringSince(playbook, state, step.id) !== null)

/** Since when a condition has held, counted anew from the last change; null = it does not. Epoch ms. */
export function heldSince(state: PlaybookState, key: string): number | null {
  const since = state.since[key]
  return since === undefined ? null : Math.max(since, state.changedAt ?? since)
}

/** The state of a run computed again from its inputs alone. */
export function replay(playbook: Playbook, inputs: readonly PlaybookInput[]): PlaybookState {
  return inputs.reduce((state, input) => advance(playbook, state, input).state, restingState)
}
