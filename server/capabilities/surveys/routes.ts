import * as contract from '@shouwen/contract/surveys'
import { type Route, serve } from '#platform/action'
import { answerMySurvey, answerSurvey, readSurvey } from './answer-survey.ts'
import { listSurveys } from './list-surveys.ts'
import { listCustomerSurveys, listMySurveys } from './own-surveys.ts'
import { summariseSurveys } from './summarise-surveys.ts'

export const routes: Route[] = [
  serve(contract.readSurvey, readSurvey),
  serve(contract.answerSurvey, answerSurvey),
  serve(contract.listMySurveys, listMySurveys),
  serve(contract.answerMySurvey, answerMySurvey),
  serve(contract.listSurveys, listSurveys),
  serve(contract.summariseSurveys, summariseSurveys),
  serve(contract.listCustomerSurveys, listCustomerSurveys)
]
