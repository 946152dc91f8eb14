import * as contract from '@shouwen/contract/compensation'
import { type Route, serve } from '#platform/action'
import { answerOffer } from './answer-offer.ts'
import { setBudget } from './budget.ts'
import { decideCompensation } from './decide.ts'
import { confirmDelivery, retryDelivery } from './deliver.ts'
import { listCompensation, listSpClaims } from './list-compensation.ts'
import { proposeCompensation, refuseCompensation } from './propose.ts'
import { compensationWords, readCompensation } from './read-compensation.ts'
import { recordFindings } from './record-findings.ts'

export const routes: Route[] = [
  serve(contract.compensationWords, compensationWords),
  serve(contract.readCompensation, readCompensation),
  serve(contract.recordFindings, recordFindings),
  serve(contract.proposeCompensation, proposeCompensation),
  serve(contract.refuseCompensation, refuseCompensation),
  serve(contract.decideCompensation, decideCompensation),
  serve(contract.answerCompensation, answerOffer),
  serve(contract.retryDelivery, retryDelivery),
  serve(contract.confirmDelivery, confirmDelivery),
  serve(contract.listCompensation, listCompensation),
  serve(contract.listSpClaims, listSpClaims),
  serve(contract.setCompensationBudget, setBudget)
]
