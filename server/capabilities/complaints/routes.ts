import * as contract from '@shouwen/contract/complaints'
import { type Route, serve } from '#platform/action'
import { escalateComplaint } from './escalate-complaint.ts'
import { findComplaintByNumber } from './find-by-number.ts'
import { listComplaints } from './list-complaints.ts'
import { listEscalations, listUnanalysed } from './list-escalations.ts'
import { listComplaintSources } from './list-sources.ts'
import { analyseEscalation } from './analyse-escalation.ts'
import { answerForCity, handToCity, takeBackFromCity } from './city-branch.ts'
import { classifyComplaint, confirmEvidence } from './classify-complaint.ts'
import { readComplaint, readComplaintChoices } from './read-complaint.ts'
import { submitComplaint } from './submit-complaint.ts'
import { takeComplaint } from './take-complaint.ts'

export const routes: Route[] = [
  serve(contract.listComplaintSources, listComplaintSources),
  serve(contract.takeComplaint, takeComplaint),
  serve(contract.findComplaintByNumber, findComplaintByNumber),
  serve(contract.listComplaints, listComplaints),
  serve(contract.readComplaintChoices, readComplaintChoices),
  serve(contract.readComplaint, readComplaint),
  serve(contract.classifyComplaint, classifyComplaint),
  serve(contract.confirmEvidence, confirmEvidence),
  serve(contract.listEscalations, listEscalations),
  serve(contract.escalateComplaint, escalateComplaint),
  serve(contract.submitComplaint, submitComplaint),
  serve(contract.handToCity, handToCity),
  serve(contract.answerForCity, answerForCity),
  serve(contract.takeBackFromCity, takeBackFromCity),
  serve(contract.analyseEscalation, analyseEscalation),
  serve(contract.listUnanalysed, listUnanalysed)
]
