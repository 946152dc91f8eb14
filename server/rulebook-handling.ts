import type { Phrase, Trust } from '@shouwen/kernels/conditions/index'

type Words = Readonly<Record<string, Phrase>>
type Head = { norms: readonly string[]; trust: Trust }

export type Indicator = Phrase & {
  unit: string
  better: 'high' | 'low'
  /** At least (or at most) this is healthy; beyond critical it is not usable. */
  healthy: number
  critical: number
  min: number
  max: number
}

/** rulebook/handling/diagnosis.yaml */
export type DiagnosisBook = Head & {
  look_back_days: number
  causes: Readonly<Record<string, Words>>
  staff_causes: readonly string[]
  evidence_kinds: Words
  indicators: Readonly<Record<string, Indicator>>
  technologies: Words
}

/** What the product looks for itself before a step counts as done. */
export type Need = 'answer-or-promise' | 'promise' | 'customer-released' | 'signature' | 'handed-up' | 'restated'

export type StepField = Phrase & { code: string; type: 'line' | 'text' | 'yes-no'; required?: true }

export type ProcedureStep = Phrase & {
  code: string
  guide: Phrase
  scripts?: readonly Phrase[]
  fields?: readonly StepField[]
  needs?: Need
  /** Only when an earlier step said so. */
  when?: { step: string; field: string; is: boolean }
}

export type Procedure = Phrase & { phone?: true; incident?: true; trust?: Trust; steps: readonly ProcedureStep[] }

/** rulebook/handling/procedures.yaml */
export type ProcedureBook = Head & { procedures: Readonly<Record<string, Procedure>> }

export type Card = Phrase & { family: string; how: Phrase; parts: readonly Phrase[]; needs_restated?: true }

/** rulebook/handling/cards.yaml */
export type CardBook = Head & { slots: Words; families: Words; cards: Readonly<Record<string, Card>>; stages: Words }

type Lines = Readonly<{ zh: readonly string[]; en: readonly string[] }>
export type Behaviour = Phrase & {
  /** What the seed calls it, in respectful words; never shown beside a customer. */
  seed_name: Phrase
  norm: string
  /** A second person agrees before it is used. */
  approval?: true
  signals: Phrase
  causes: Phrase
  do: Lines
  dont: Lines
  scripts: readonly Phrase[]
  law: Phrase
  escalate: Phrase
}

/** rulebook/handling/behaviours.yaml */
export type BehaviourBook = Head & {
  approved_days: number
  outcomes: Words
  demands: Readonly<Record<string, Phrase & { script: Phrase; to?: string }>>
  behaviours: Readonly<Record<string, Behaviour>>
}

/** What the rulebook says of handling complaints: one file each below rulebook/handling. */
export type HandlingBook = { diagnosis: DiagnosisBook; procedures: ProcedureBook; cards: CardBook; behaviours: BehaviourBook }

/** Sentences about what the files say of each other and do not keep. */
export function handlingProblems({ handling: { diagnosis, procedures, cards, behaviours }, roles }: { handling: HandlingBook; roles: { roles: Readonly<Record<string, unknown>> } }): string[] {
  const known = new Set(Object.values(diagnosis.causes).flatMap((causes) => Object.keys(causes)))
  const slots = new Set([...Object.keys(cards.slots), 'name', 'company'])
  const spoken = [...Object.entries(cards.cards).flatMap(([code, { parts }]) => parts.map((part) => ({ code, part }))), ...Object.entries(procedures.procedures).flatMap(([code, { steps }]) => steps.flatMap(({ scripts = [] }) => scripts.map((part) => ({ code, part }))))]
  return [
    ...diagnosis.staff_causes.filter((cause) => !known.has(cause)).map((cause) => `staff cause ${cause} is no cause`),
    ...Object.entries(diagnosis.indicators).filter(([, one]) => (one.better === 'high' ? one.critical > one.healthy : one.critical < one.healthy)).map(([code]) => `indicator ${code} is critical before it is not healthy`),
    ...spoken.flatMap(({ code, part }) => [part.zh, part.en].flatMap((text) => [...text.matchAll(/<([a-z]+)>/g)].map((match) => match[1] ?? '')).filter((slot) => !slots.has(slot)).map((slot) => `${code} speaks of the slot ${slot}, which is none`)),
    ...spoken.filter(({ part }) => slotsOf(part.zh) !== slotsOf(part.en)).map(({ code }) => `${code} has other slots in English than in Chinese`),
    ...Object.entries(cards.cards).filter(([, { family }]) => !Object.hasOwn(cards.families, family)).map(([code, { family }]) => `card ${code} is of the family ${family}, which is none`),
    ...Object.entries(procedures.procedures).flatMap(([code, { steps }]) => steps.flatMap((step, at) => stepProblems(step, steps.slice(0, at)).map((problem) => `procedure ${code}, step ${step.code}: ${problem}`))),
    ...Object.entries(behaviours.demands).filter(([, { to }]) => to !== undefined && !Object.hasOwn(roles.roles, to)).map(([code, { to }]) => `demand ${code} goes to ${to}, which is no role`)
  ].map((problem) => `handling: ${problem}`)
}

const slotsOf = (text: string) => [...new Set([...text.matchAll(/<([a-z]+)>/g)].map((match) => match[1]))].sort().join()

function stepProblems({ code, when }: ProcedureStep, before: readonly ProcedureStep[]): string[] {
  const twice = before.some((step) => step.code === code) ? ['stands twice'] : []
  const asked = when && before.find((step) => step.code === when.step)?.fields?.find((field) => field.code === when.field && field.type === 'yes-no')
  return when && !asked ? [...twice, `depends on ${when.step}.${when.field}, which is no yes or no asked before`] : twice
}
