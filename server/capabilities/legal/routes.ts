import * as contract from '@shouwen/contract/legal'
import { type Route, serve } from '#platform/action'
import { attachCaseFiles, downloadCaseFile } from './case-files.ts'
import { changeLinkedCase, openLinkedCase, recordCaseStep } from './case-steps.ts'
import { liftHold, listHolds, placeHold } from './holds.ts'
import { endLabel, labelMalicious, listLabels } from './labels.ts'
import { legalWords } from './legal-rules.ts'
import { listLinkedCases } from './list-cases.ts'
import { downloadPack, listPacks, makePack, revealRedactions } from './pack-records.ts'
import { readComplaintProof } from './proof.ts'
import { decideReferral, listReferrals, referToLegal, withdrawReferral } from './referrals.ts'
import { readEvidenceKey } from './signing-key.ts'
import { decideStatement, draftStatement, listStatements } from './statements.ts'

export const routes: Route[] = [
  serve(contract.legalWords, legalWords),
  serve(contract.referToLegal, referToLegal),
  serve(contract.listReferrals, listReferrals),
  serve(contract.decideReferral, decideReferral),
  serve(contract.withdrawReferral, withdrawReferral),
  serve(contract.labelMalicious, labelMalicious),
  serve(contract.endLabel, endLabel),
  serve(contract.listLabels, listLabels),
  serve(contract.draftStatement, draftStatement),
  serve(contract.decideStatement, decideStatement),
  serve(contract.listStatements, listStatements),
  serve(contract.openLinkedCase, openLinkedCase),
  serve(contract.listLinkedCases, listLinkedCases),
  serve(contract.recordCaseStep, recordCaseStep),
  serve(contract.changeLinkedCase, changeLinkedCase),
  serve(contract.attachCaseFiles, attachCaseFiles),
  serve(contract.downloadCaseFile, downloadCaseFile),
  serve(contract.placeHold, placeHold),
  serve(contract.listHolds, listHolds),
  serve(contract.liftHold, liftHold),
  serve(contract.makePack, makePack),
  serve(contract.listPacks, listPacks),
  serve(contract.downloadPack, downloadPack),
  serve(contract.revealRedactions, revealRedactions, { secretAnswer: true }),
  serve(contract.readEvidenceKey, readEvidenceKey),
  serve(contract.readComplaintProof, readComplaintProof)
]
