import type { Procedure, ProcedureStep } from '#server/rulebook-handling'

export type Answers = Readonly<Record<string, string | boolean>>
export type Taken = { step: string; state: 'done' | 'left-out'; answers: Answers }
export type StepState = 'open' | 'later' | 'done' | 'left-out' | 'not-needed'

/**
 * How the steps of a procedure stand: one after the other in the order of the rulebook. A step that depends on an answer is not needed when
 * the answer was another, and when the step it depends on was left out it is. @norm TK-22 TK-23 TK-24 TK-25 TK-27
 */
export function stepStates({ steps }: Pick<Procedure, 'steps'>, taken: readonly Taken[]): Map<string, StepState> {
  const by = new Map(taken.map((one) => [one.step, one]))
  const states = new Map<string, StepState>()
  let isOpen = false
  for (const step of steps) {
    const own = by.get(step.code)
    if (own) states.set(step.code, own.state)
    else if (isNotNeeded(step, by)) states.set(step.code, 'not-needed')
    else {
      states.set(step.code, isOpen ? 'later' : 'open')
      isOpen = true
    }
  }
  return states
}

function isNotNeeded({ when }: ProcedureStep, by: ReadonlyMap<string, Taken>): boolean {
  const asked = when && by.get(when.step)
  return asked?.state === 'done' && asked.answers[when?.field ?? ''] !== when?.is
}

/** Nothing is left to do. */
export const isFinished = (states: ReadonlyMap<string, StepState>): boolean => ![...states.values()].some((state) => state === 'open' || state === 'later')

/** Fields that must be given and are not, or are of another kind; a yes or no counts as given when it is either. */
export function missingAnswers({ fields = [] }: ProcedureStep, answers: Answers): string[] {
  return fields
    .filter(({ code, type, required }) => {
      const value = Object.hasOwn(answers, code) ? answers[code] : undefined
      if (value === undefined || value === '') return required === true
      return typeof value !== (type === 'yes-no' ? 'boolean' : 'string') || (typeof value === 'string' && value.trim() === '' && required === true)
    })
    .map(({ code }) => code)
}

/** Only what the step asks for, in its order. */
export function ownAnswers({ fields = [] }: ProcedureStep, answers: Answers): Answers {
  return Object.fromEntries(fields.flatMap(({ code }) => (Object.hasOwn(answers, code) ? [[code, answers[code] as string | boolean]] : [])))
}
