import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { startPlaybook as startOperation, stopPlaybook as stopOperation } from '@shouwen/contract/playbooks'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { undoStep } from './answer-run.ts'
import { channelOf, getPlaybook, getStep, nextStep } from './books.ts'
import { holdGround } from './ground.ts'
import { permitAnswer } from './may-answer.ts'
import { answerProposal, openProposalOf, propose } from './proposals.ts'
import { queuesToHelp } from './queues-to-help.ts'
import { endRun, liveRuns, startRun } from './runs.ts'
import { settingsOf } from './settings.ts'

/** Puts the next step, or the one named, before the supervisor though no figure calls for it. @norm WF-24 */
export async function startPlaybook(call: Call, { regionId, playbookId, stepId }: InputOf<typeof startOperation>): Promise<OutputOf<typeof startOperation>> {
  const settings = await settingsOf(call.tx, regionId)
  const playbook = settings.book(getPlaybook(playbookId))
  await holdGround(call, regionId)
  const live = (await liveRuns(call.tx, regionId)).get(playbookId)
  const book = live?.book ?? playbook
  const taken = live?.state.taken.map((one) => one.step) ?? []
  const step = stepId ? getStep(book, stepId) : nextStep(book, live?.state ?? null)
  if (!step || taken.includes(step.id)) throw refuse('playbook-step-in-force')
  const help = await queuesToHelp(call, regionId, channelOf(step))
  if (!help) throw refuse('queue-of-playbook-unknown')
  await permitAnswer(call, { region_id: regionId, unit_id: help.unitId }, step)
  if (settings.of(playbookId).mode === 'off') throw refuse('playbook-off')
  if (live && (await openProposalOf(call, live))) throw refuse('proposal-open')
  const run = live ?? (await startRun(call, regionId, book, staffId(call.actor)))
  const proposal = await propose(call, run, { kind: 'take', step: step.id, reasons: [] }, staffId(call.actor))
  if (!proposal) throw refuse('queue-of-playbook-unknown')
  return { proposalId: proposal.id }
}

/** Takes everything back at once, the last step first, and ends the run. @norm CC-18 */
export async function stopPlaybook(call: Call, { regionId, playbookId, reason }: InputOf<typeof stopOperation>): Promise<OutputOf<typeof stopOperation>> {
  getPlaybook(playbookId)
  await holdGround(call, regionId)
  const run = (await liveRuns(call.tx, regionId)).get(playbookId)
  if (!run) throw refuse('playbook-not-running')
  const { unit_id } = await lastProposalOf(call, regionId, run.id)
  const steps = run.state.taken.map((one) => getStep(run.book, one.step)).reverse()
  permit(call, 'playbook.execute', { regionId, unitId: unit_id })
  for (const step of steps) await permitAnswer(call, { region_id: regionId, unit_id }, step)
  const open = await openProposalOf(call, run)
  if (open) await answerProposal(call, open, { answer: 'withdrawn', note: reason })
  for (const step of steps) await undoStep(call, run, step)
  await endRun(call, run)
  await audited(call, { verb: 'playbook.stop', regionId, subjectKind: 'playbook-run', subjectId: run.id, purpose: reason.slice(0, 200), detail: { playbook: playbookId, undone: steps.map((step) => step.id) } })
  return { undone: steps.map((step) => step.id) }
}

async function lastProposalOf(call: Call, regionId: number, runId: string): Promise<{ unit_id: string }> {
  const row = await call.tx.selectFrom('playbooks.proposal').select('unit_id').where('region_id', '=', regionId).where('run_id', '=', runId).orderBy('proposed_at', 'desc').limit(1).executeTakeFirst()
  if (!row) throw refuse('playbook-not-running')
  return row
}
