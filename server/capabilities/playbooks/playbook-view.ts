import type { PlaybookView, StepView } from '@shouwen/contract/playbook-schemas'
import { type Measure, measures, type Playbook, type PlaybookState, type PlaybookStep, type StepCondition } from '@shouwen/kernels/playbook/index'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { heldSince, isByHand, stirringSince, surgeRules } from './books.ts'
import { holdsSomewhere } from './may-answer.ts'
import type { PersonNames } from './person-names.ts'
import type { Run } from './runs.ts'
import type { Setting } from './settings.ts'

export const measured = (measure: Measure) => ({ measure, words: { zh: measures[measure].zh, en: measures[measure].en } })
const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
const condition = ({ measure, above, up_to, for_minutes }: StepCondition) => ({ ...measured(measure), above, upTo: up_to ?? null, forMinutes: for_minutes })

/** A step with how it stands in a run; `openStep` is the one before the supervisor. */
export function stepView(book: Playbook, step: PlaybookStep, state: PlaybookState | null, openStep: string | null = null): StepView {
  const { id, zh, en, norms = [], note = null, when, act, approve } = step
  const taken = state?.taken.find((one) => one.step === id)
  const since = state ? stirringSince(book, state, id) : null
  const pool = act.kind === 'move-people' ? surgeRules().pools[act.pool] : undefined
  const { roles } = rulebook().roles
  return {
    id,
    zh,
    en,
    norms: [...norms],
    note,
    when: condition(when),
    act: act.kind,
    pool: pool ? { zh: pool.zh, en: pool.en } : null,
    atLeast: act.kind === 'move-people' ? (act.at_least ?? null) : null,
    atMost: act.kind === 'move-people' ? (act.at_most ?? null) : null,
    announcement: act.kind === 'announce' ? act.words : null,
    approve: approve.map((code) => ({ zh: roles[code]?.zh ?? code, en: roles[code]?.en ?? code })),
    byHand: isByHand(act),
    state: taken ? (taken.nobodyFree ? 'nobody-free' : 'in-force') : openStep === id ? 'proposed' : since === null ? 'rest' : 'counting',
    heldSince: instant(since),
    takenAt: taken ? new Date(taken.at).toISOString() : null,
    people: taken?.people ?? 0
  }
}

/** A playbook as its page shows it. */
export function playbookView(call: Call, regionId: number, book: Playbook, shipped: Playbook, setting: Setting, run: Run | undefined, openStep: string | null, names: PersonNames): PlaybookView {
  const { id, zh, en, norms, trust, note = null, steps, jumps = [], release } = book
  const state = run?.state ?? null
  const may = holdsSomewhere(call, 'playbook.execute', regionId)
  return {
    id,
    zh,
    en,
    norms: [...norms],
    trust,
    note,
    mode: setting.mode,
    wanted: setting.wanted_mode && setting.wanted_at ? { by: names.person(setting.wanted_by), at: setting.wanted_at.toISOString(), mine: setting.wanted_by !== null && setting.wanted_by === staffId(call.actor) } : null,
    jumps: jumps.map(({ to, when, allowed }) => ({ to, when: condition(when), allowed, shipped: shipped.jumps?.find((one) => one.to === to)?.allowed ?? allowed })),
    steps: steps.map((step) => stepView(book, step, state, openStep)),
    release: { ...measured(release.measure), atOrBelow: release.at_or_below, forMinutes: release.for_minutes, heldSince: instant(state && state.taken.length > 0 ? heldSince(state, 'release') : null) },
    run: run ? { id: run.id, startedAt: run.startedAt.toISOString(), startedBy: names.person(run.startedBy) } : null,
    abilities: [
      ...(may ? (['start', 'stop'] as const) : []),
      ...(allows(call.actor, 'playbook.set', { regionId }) ? (['set'] as const) : []),
      ...(allows(call.actor, 'playbook.approve', { regionId }) && setting.wanted_mode && setting.wanted_by !== staffId(call.actor) ? (['approve'] as const) : [])
    ]
  }
}
