import * as contract from '@shouwen/contract/corrections'
import { type Route, serve } from '#platform/action'
import { correctionWords } from './correction-rules.ts'
import { listCorrections } from './list-corrections.ts'
import { mendSource } from './mend-source.ts'
import { reportWrongAnswer } from './report-wrong-answer.ts'
import { recordCorrectionTry, tellCorrection, withdrawCorrection } from './settle-correction.ts'

export const routes: Route[] = [
  serve(contract.reportWrongAnswer, reportWrongAnswer),
  serve(contract.listCorrections, listCorrections),
  serve(contract.correctionWords, correctionWords),
  serve(contract.recordCorrectionTry, recordCorrectionTry),
  serve(contract.tellCorrection, tellCorrection),
  serve(contract.withdrawCorrection, withdrawCorrection),
  serve(contract.mendSource, mendSource)
]
