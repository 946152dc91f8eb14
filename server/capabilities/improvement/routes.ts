import * as register from '@shouwen/contract/improvement-register'
import { type Route, serve } from '#platform/action'
import { declineImprovement, finishImprovement, planImprovement, verifyImprovement } from './carry-out.ts'
import { improvementWords, listImprovements, readImprovement } from './list-improvements.ts'
import { registerImprovementAction } from './register-improvement.ts'

export const routes: Route[] = [
  serve(register.listImprovements, listImprovements),
  serve(register.readImprovement, readImprovement),
  serve(register.improvementWords, improvementWords),
  serve(register.registerImprovement, registerImprovementAction),
  serve(register.planImprovement, planImprovement),
  serve(register.finishImprovement, finishImprovement),
  serve(register.verifyImprovement, verifyImprovement),
  serve(register.declineImprovement, declineImprovement)
]
