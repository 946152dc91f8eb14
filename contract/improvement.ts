import { reportOperations, reportRefusals } from './complaint-reports.ts'
import { loopEvents, loopOperations, loopRefusals } from './improvement-loop.ts'
import { massEvents, massOperations, massRefusals } from './improvement-mass.ts'
import { patternEvents, patternOperations, patternRefusals } from './improvement-patterns.ts'
import { improvementRegisterEvents, improvementRegisterOperations, improvementRegisterRefusals } from './improvement-register.ts'
import { signalEvents, signalOperations, signalRefusals } from './improvement-signals.ts'
import type { Operation } from './operation.ts'

// Closing the loop of complaints: patterns, follow-up, responsibility, improvement and the reports.

export const improvementOperations: readonly Operation[] = [...loopOperations, ...reportOperations, ...patternOperations, ...massOperations, ...signalOperations, ...improvementRegisterOperations]
export const improvementRefusals = { ...loopRefusals, ...reportRefusals, ...patternRefusals, ...massRefusals, ...signalRefusals, ...improvementRegisterRefusals } as const
export const improvementEvents = { ...loopEvents, ...patternEvents, ...massEvents, ...signalEvents, ...improvementRegisterEvents } as const
