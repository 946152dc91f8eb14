import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { declineProposal as declineOperation, executeProposal as executeOperation } from '@shouwen/contract/playbooks'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { staffNames } from '#capabilities/people'
import { carryProposalOut } from './answer-run.ts'
import { getStep } from './books.ts'
import { holdGround } from './ground.ts'
import { permitAnswer } from './may-answer.ts'
import { answerProposal, lockProposal } from './proposals.ts'
import { liveRuns, type Run, tellRun } from './runs.ts'

async function runOf(call: Call, regionId: number, runId: string): Promise<Run> {
  const run = [...(await liveRuns(call.tx, regionId)).values()].find((one) => one.id === runId)
  if (!run) throw refuse('proposal-answered')
  return run
}

/** The supervisor says yes: what the step says is done now, for the list as it is or as they changed it. @norm CC-11 WF-24 */
export async function executeProposal(call: Call, { regionId, proposalId, staffIds }: InputOf<typeof executeOperation>): Promise<OutputOf<typeof executeOperation>> {
  await holdGround(call, regionId)
  const proposal = await lockProposal(call, regionId, proposalId)
  const run = await runOf(call, regionId, proposal.run_id)
  const step = getStep(run.book, proposal.step_id)
  await permitAnswer(call, proposal, step)
  const { people, moved, passedOver, nobodyFree, detail } = await carryProposalOut(call, run, proposal, step, staffIds)
  const names = await staffNames(call.tx, passedOver.map((one) => one.staffId))
  return {
    people,
    moved: [...moved],
    nobodyFree,
    pausedCampaigns: campaignsIn(detail),
    passedOver: passedOver.map(({ staffId, freedom }) => ({ person: { id: staffId, name: names.get(staffId)?.name ?? '', jobNumber: names.get(staffId)?.jobNumber ?? '' }, freedom }))
  }
}

/** Names of the campaigns a step left without people. */
export const campaignsIn = (detail: unknown): string[] => (detail as { campaigns?: string[] }).campaigns ?? []

/** The supervisor says not now, and why; asked again when the reason has held for its time once more. */
export async function declineProposal(call: Call, { regionId, proposalId, reason }: InputOf<typeof declineOperation>): Promise<OutputOf<typeof declineOperation>> {
  await holdGround(call, regionId)
  const proposal = await lockProposal(call, regionId, proposalId)
  const run = await runOf(call, regionId, proposal.run_id)
  const step = getStep(run.book, proposal.step_id)
  await permitAnswer(call, proposal, step)
  await tellRun(call, run, { kind: 'declined', at: call.now.getTime(), step: step.id }, call.actor.kind === 'staff' ? call.actor.id : null)
  await answerProposal(call, proposal, { answer: 'declined', note: reason })
  await audited(call, { verb: 'playbook.decline', regionId, subjectKind: 'proposal', subjectId: proposalId, purpose: reason.slice(0, 200), detail: { playbook: run.playbookId, step: step.id } })
  return {}
}
