import { improvementRegisterEvents, improvementRegisterOperations, improvementRegisterRefusals } from './improvement-register.ts'
import type { Operation } from './operation.ts'

// Closing the loop of complaints: patterns, follow-up, responsibility, improvement and the reports.

export const improvementOperations: readonly Operation[] = [...improvementRegisterOperations]
export const improvementRefusals = { ...improvementRegisterRefusals } as const
export const improvementEvents = { ...improvementRegisterEvents } as const
