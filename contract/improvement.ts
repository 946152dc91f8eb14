import { patternEvents, patternOperations, patternRefusals } from './improvement-patterns.ts'
import { improvementRegisterEvents, improvementRegisterOperations, improvementRegisterRefusals } from './improvement-register.ts'
import type { Operation } from './operation.ts'

// Closing the loop of complaints: patterns, follow-up, responsibility, improvement and the reports.

export const improvementOperations: readonly Operation[] = [...patternOperations, ...improvementRegisterOperations]
export const improvementRefusals = { ...patternRefusals, ...improvementRegisterRefusals } as const
export const improvementEvents = { ...patternEvents, ...improvementRegisterEvents } as const
