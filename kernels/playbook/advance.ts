import type { Measure } from './measures.ts'
import type { Playbook, PlaybookStep, StepCondition } from './playbook.ts'
import type { PlaybookReason } from './reasons.ts'

/** Everything a playbook remembers; plain data, to be kept between two inputs. Instants in epoch milliseconds. */
export type PlaybookState = {
  /** Steps in force, in the order they were taken. `nobodyFree`: passed, but there was nobody to move. */
  taken: readonly { step: string; at: number; people: number; nobodyFree: boolean }[]
  /** Since when each condition has held without a break. */
  since: Readonly<Record<string, number>>
  /** The latest observation. */
  observedAt: number | null
  values: Readonly<Partial<Record<Measure, number>>>
  /** When something was last taken, undone or declined: every wait begins again there. */
  changedAt: number | null
}

export type PlaybookInput =
  | { kind: 'observed'; at: number; values: Readonly<Partial<Record<Measure, number>>> }
  | { kind: 'taken'; at: number; step: string; people: number }
  /** The step's turn came but there is nobody to move: the ladder goes on. */
  | { kind: 'nobody-free'; at: number; step: string }
  | { kind: 'undone'; at: number; step: string }
  /** Not now; it may be proposed again after another wait. */
  | { kind: 'declined'; at: number; step: string }

export type Proposal = { kind: 'take' | 'undo'; step: string; reasons: PlaybookReason[] }

export const restingState: PlaybookState = { taken: [], since: {}, observedAt: null, values: {}, changedAt: null }

/**
 * One input further: the new state, and what is proposed now. A step is proposed when its condition has held for its time, counted anew from the last
 * step, and all steps before it are taken; a jump, when allowed, goes past them. In calm the last step taken is proposed to be undone, then the one
 * before: hysteresis by two thresholds and a time for each direction. Nothing is done here; carrying it out is reported back as input.
 * The surge ladder (CC-11 to CC-18) is one of them.
 */
export function advance(
  playbook: Playbook,
  before: PlaybookState,
  input: PlaybookInput
): { state: PlaybookState; proposal: Proposal | null } {
  const state = input.kind === 'observed' ? observe(playbook, before, input) : report(before, input)
  const calm = calmFor(playbook, state)
  // Steps nobody was free for are forgotten once it is their turn to be undone: there is nothing to give back.
  const settled = calm
    ? { ...state, taken: state.taken.slice(0, state.taken.findLastIndex((one) => !one.nobodyFree) + 1) }
    : state
  return { state: settled, proposal: propose(playbook, settled, calm) }
}

function observe(
  playbook: Playbook,
  before: PlaybookState,
  { at, values }: PlaybookInput & { kind: 'observed' }
): PlaybookState {
  const observedAt = Math.max(at, before.observedAt ?? at)
  const broken = before.observedAt === null || observedAt - before.observedAt > playbook.gap_seconds * 1000
  const since: Record<string, number> = {}
  for (const [key, holds] of conditionsOf(playbook))
    if (holds(values)) since[key] = broken ? observedAt : (before.since[key] ?? observedAt)
  return { ...before, since, observedAt, values }
}

function report(before: PlaybookState, input: Exclude<PlaybookInput, { kind: 'observed' }>): PlaybookState {
  const { step } = input
  const at = Math.max(input.at, before.changedAt ?? input.at)
  const others = before.taken.filter((one) => one.step !== step)
  const changed = { ...before, changedAt: at }
  if (input.kind === 'undone') return { ...changed, taken: others }
  if (input.kind === 'declined') return changed
  const nobodyFree = input.kind === 'nobody-free'
  return { ...changed, taken: [...others, { step, at, people: input.kind === 'taken' ? input.people : 0, nobodyFree }] }
}

function* conditionsOf(playbook: Playbook): Generator<[string, (values: PlaybookState['values']) => boolean]> {
  const holds =
    ({ measure, above, up_to }: StepCondition) =>
    (values: PlaybookState['values']) => {
      const value = values[measure]
      if (value === undefined || value <= above) return false
      return up_to === undefined || value <= up_to || playbook.above_band === 'counts'
    }
  for (const { id, when } of playbook.steps) yield [`step ${id}`, holds(when)]
  for (const { to, when } of playbook.jumps ?? []) yield [`jump ${to}`, holds(when)]
  const { measure, at_or_below } = playbook.release
  yield ['release', (values) => (values[measure] ?? Number.POSITIVE_INFINITY) <= at_or_below]
}

/** Minutes for which a condition has held since the last change, if that is long enough; otherwise null. */
function heldFor(state: PlaybookState, key: string, minutes: number): number | null {
  const since = state.since[key]
  if (since === undefined || state.observedAt === null) return null
  const held = state.observedAt - Math.max(since, state.changedAt ?? since)
  return held >= minutes * 60_000 ? held / 60_000 : null
}

/** Calm for long enough to undo something, with nothing that calls for more, nor for what was taken last. */
function calmFor(playbook: Playbook, state: PlaybookState): number | null {
  const last = state.taken.findLast((one) => !one.nobodyFree)?.step
  const calling = [nextStep(playbook, state)?.id, last].some((id) => state.since[`step ${id}`] !== undefined)
  const jumped = (playbook.jumps ?? []).some(
    ({ to, allowed }) => allowed && to === last && state.since[`jump ${to}`] !== undefined
  )
  return calling || jumped ? null : heldFor(state, 'release', playbook.release.for_minutes)
}

function nextStep({ steps }: Playbook, { taken }: PlaybookState): PlaybookStep | undefined {
  return steps[1 + Math.max(-1, ...taken.map((one) => steps.findIndex((step) => step.id === one.step)))]
}

function propose(playbook: Playbook, state: PlaybookState, calm: number | null): Proposal | null {
  const next = nextStep(playbook, state)
  const { values } = state
  const take = (
    step: string,
    code: PlaybookReason['code'],
    { measure, above }: StepCondition,
    minutes: number
  ): Proposal => ({
    kind: 'take',
    step,
    reasons: [{ code, detail: { measure, value: values[measure] ?? 0, limit: above, minutes: Math.floor(minutes) } }]
  })
  if (next)
    for (const { to, when, allowed } of playbook.jumps ?? []) {
      const held = heldFor(state, `jump ${to}`, when.for_minutes)
      const ahead = playbook.steps.findIndex((step) => step.id === to) > playbook.steps.indexOf(next)
      if (allowed && ahead && held !== null) return take(to, 'jump', when, held)
    }
  if (next) {
    const held = heldFor(state, `step ${next.id}`, next.when.for_minutes)
    if (held !== null) return take(next.id, 'held-above', next.when, held)
  }
  const last = state.taken.at(-1)
  if (!last || calm === null) return null
  const { measure, at_or_below } = playbook.release
  const detail = { measure, value: values[measure] ?? 0, limit: at_or_below, minutes: Math.floor(calm) }
  return {
    kind: 'undo',
    step: last.step,
    reasons: [
      { code: 'held-at-or-below', detail },
      { code: 'last-first', detail: { people: last.people } }
    ]
  }
}
