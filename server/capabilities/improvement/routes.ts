import * as reports from '@shouwen/contract/complaint-reports'
import * as loop from '@shouwen/contract/improvement-loop'
import * as masses from '@shouwen/contract/improvement-mass'
import * as patterns from '@shouwen/contract/improvement-patterns'
import * as signals from '@shouwen/contract/improvement-signals'
import * as register from '@shouwen/contract/improvement-register'
import { type Route, serve } from '#platform/action'
import { declineImprovement, finishImprovement, planImprovement, verifyImprovement } from './carry-out.ts'
import { complaintReport, listReportComplaints } from './complaint-report.ts'
import { exportComplaintReport } from './export-complaint-report.ts'
import { answerObjection, decideSignal, objectToSignal } from './decide-signal.ts'
import { listFollowUps, recordFollowUp, recordFollowUpTry } from './follow-ups.ts'
import { improvementWords, listImprovements, readImprovement } from './list-improvements.ts'
import { planLoop, readLoop } from './loop.ts'
import { answerForTicket, listMasses, readMass } from './mass-view.ts'
import { askForPerson, decideAsPerson, listPersonAsks } from './person-asks.ts'
import { registerImprovementAction } from './register-improvement.ts'
import { listSameMatters, readSameMatter } from './same-matter-view.ts'
import { reviewRepeat, settleSameMatter } from './settle-same-matter.ts'
import { answerRuling, arbitrateRuling, proposeRuling, withdrawRuling } from './rulings.ts'
import { listSignals, mySignals } from './signal-view.ts'
import { acknowledgeMassReport, decideMass, reportMass } from './steer-mass.ts'
import { approveAnswer, tellMass, withdrawAnswer, writeAnswer } from './unified-answer.ts'

export const routes: Route[] = [
  serve(patterns.listSameMatters, listSameMatters),
  serve(patterns.readSameMatter, readSameMatter),
  serve(patterns.settleSameMatter, settleSameMatter),
  serve(patterns.reviewRepeat, reviewRepeat),
  serve(masses.listMasses, listMasses),
  serve(masses.readMass, readMass),
  serve(masses.decideMass, decideMass),
  serve(masses.reportMass, reportMass),
  serve(masses.acknowledgeMassReport, acknowledgeMassReport),
  serve(masses.writeAnswer, writeAnswer),
  serve(masses.approveAnswer, approveAnswer),
  serve(masses.withdrawAnswer, withdrawAnswer),
  serve(masses.tellMass, tellMass),
  serve(masses.answerForTicket, answerForTicket),
  serve(signals.listSignals, listSignals),
  serve(signals.decideSignal, decideSignal),
  serve(signals.answerObjection, answerObjection),
  serve(signals.mySignals, mySignals),
  serve(signals.objectToSignal, objectToSignal),
  serve(signals.askForPerson, askForPerson),
  serve(signals.listPersonAsks, listPersonAsks),
  serve(signals.decideAsPerson, decideAsPerson),
  serve(loop.readLoop, readLoop),
  serve(loop.planLoop, planLoop),
  serve(loop.listFollowUps, listFollowUps),
  serve(loop.recordFollowUp, recordFollowUp),
  serve(loop.recordFollowUpTry, recordFollowUpTry),
  serve(loop.proposeRuling, proposeRuling),
  serve(loop.answerRuling, answerRuling),
  serve(loop.arbitrateRuling, arbitrateRuling),
  serve(loop.withdrawRuling, withdrawRuling),
  serve(reports.complaintReport, complaintReport),
  serve(reports.listReportComplaints, listReportComplaints),
  serve(reports.exportComplaintReport, exportComplaintReport),
  serve(register.listImprovements, listImprovements),
  serve(register.readImprovement, readImprovement),
  serve(register.improvementWords, improvementWords),
  serve(register.registerImprovement, registerImprovementAction),
  serve(register.planImprovement, planImprovement),
  serve(register.finishImprovement, finishImprovement),
  serve(register.verifyImprovement, verifyImprovement),
  serve(register.declineImprovement, declineImprovement)
]
