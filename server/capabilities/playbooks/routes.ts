import * as playbooks from '@shouwen/contract/playbooks'
import { type Route, serve } from '#platform/action'
import { answerCallIn, listMyCallIns } from './answer-call-in.ts'
import { declineProposal, executeProposal } from './execute-proposal.ts'
import { listPlaybooks } from './list-playbooks.ts'
import { listProposals } from './list-proposals.ts'
import { listPlaybookRuns } from './list-runs.ts'
import { approveAutomatic, setGround, setPlaybook } from './set-playbook.ts'
import { startPlaybook, stopPlaybook } from './start-playbook.ts'
import { tryPlaybook } from './try-playbook.ts'

export const routes: Route[] = [
  serve(playbooks.listPlaybooks, listPlaybooks),
  serve(playbooks.listProposals, listProposals),
  serve(playbooks.executeProposal, executeProposal),
  serve(playbooks.declineProposal, declineProposal),
  serve(playbooks.tryPlaybook, tryPlaybook),
  serve(playbooks.startPlaybook, startPlaybook),
  serve(playbooks.stopPlaybook, stopPlaybook),
  serve(playbooks.setPlaybook, setPlaybook),
  serve(playbooks.approveAutomatic, approveAutomatic),
  serve(playbooks.setGround, setGround),
  serve(playbooks.listPlaybookRuns, listPlaybookRuns),
  serve(playbooks.answerCallIn, answerCallIn),
  serve(playbooks.listMyCallIns, listMyCallIns)
]
