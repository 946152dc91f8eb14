import type { PlaybookStep } from '@shouwen/kernels/playbook/index'
import type { Selectable } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import type { PlaybooksDeed } from '#platform/schema.gen'
import { surgeRules } from './books.ts'
import { carryOut, type Done, takeBack } from './carry-out.ts'
import { measureEffect } from './measure-effect.ts'
import { answerProposal, type ProposalRow } from './proposals.ts'
import { type Run, tellRun } from './runs.ts'

export type Deed = Selectable<PlaybooksDeed>

/** Carries out what a proposal says and tells the run; whoever calls holds the ground of the region and has checked who may. @norm CC-11 CC-18 */
export async function carryProposalOut(call: Call, run: Run, proposal: ProposalRow, step: PlaybookStep, staffIds?: readonly string[]): Promise<Done> {
  const done = proposal.kind === 'take' ? await take(call, run, proposal, step, staffIds) : await undo(call, run, step)
  await answerProposal(call, proposal, { answer: 'executed', people: done.people, moved: done.moved, passedOver: done.passedOver })
  await audited(call, { verb: 'playbook.execute', regionId: run.regionId, subjectKind: 'proposal', subjectId: proposal.id, detail: { playbook: run.playbookId, step: step.id, kind: proposal.kind, people: done.people } })
  return done
}

/** Said in the history of everybody who is moved. */
const noteOf = (run: Run, step: PlaybookStep): string => `${run.book.zh}：${step.zh} / ${run.book.en}: ${step.en}`.slice(0, 200)

async function take(call: Call, run: Run, proposal: ProposalRow, step: PlaybookStep, staffIds?: readonly string[]): Promise<Done> {
  const deedId = call.app.newId()
  const before = await measureEffect(call, run.regionId, proposal.channel, proposal.queue_codes)
  const done = await carryOut(call, deedId, step, { regionId: run.regionId, queueCodes: proposal.queue_codes }, noteOf(run, step), staffIds)
  const at = call.now.getTime()
  if (done.nobodyFree) {
    await tellRun(call, run, { kind: 'nobody-free', at, step: step.id }, staffId(call.actor))
    return done
  }
  const [first = null] = surgeRules().service.measured_after_minutes
  await call.tx
    .insertInto('playbooks.deed')
    .values({
      region_id: run.regionId,
      id: deedId,
      run_id: run.id,
      proposal_id: proposal.id,
      playbook_id: run.playbookId,
      step_id: step.id,
      channel: proposal.channel,
      taken_at: call.now,
      taken_by: staffId(call.actor),
      people: done.people,
      detail: JSON.stringify({ ...done.detail, passedOver: done.passedOver, queues: proposal.queue_codes }),
      next_effect_at: first === null ? null : new Date(at + first * 60_000)
    })
    .execute()
  await call.tx.insertInto('playbooks.effect').values({ region_id: run.regionId, deed_id: deedId, after_minutes: 0, measured_at: call.now, ...before }).execute()
  await tellRun(call, run, { kind: 'taken', at, step: step.id, people: done.people }, staffId(call.actor))
  await record(call, { name: 'playbook.step-taken', regionId: run.regionId, subjectKind: 'playbook-run', subjectId: run.id, data: { playbook: run.playbookId, step: step.id, deedId, people: done.people, staffIds: done.moved } })
  return done
}

async function undo(call: Call, run: Run, step: PlaybookStep): Promise<Done> {
  const moved = await undoStep(call, run, step)
  return { people: moved.length, nobodyFree: false, moved, passedOver: [], detail: {} }
}

/** Takes a step of a run back and tells the run. @norm CC-18 */
export async function undoStep(call: Call, run: Run, step: PlaybookStep): Promise<string[]> {
  const deeds = await call.tx
    .selectFrom('playbooks.deed')
    .selectAll()
    .where('region_id', '=', run.regionId)
    .where('run_id', '=', run.id)
    .where('step_id', '=', step.id)
    .where('undone_at', 'is', null)
    .orderBy('taken_at', 'desc')
    .execute()
  const moved: string[] = []
  for (const deed of deeds) {
    moved.push(...(await takeBack(call, run.regionId, deed, noteOf(run, step))))
    await call.tx.updateTable('playbooks.deed').set({ undone_at: call.now, undone_by: staffId(call.actor) }).where('region_id', '=', run.regionId).where('id', '=', deed.id).execute()
    await prove(call, {
      kind: 'playbook-step',
      regionId: run.regionId,
      subjectKind: 'playbook-run',
      subjectId: run.id,
      payload: { deed: deed.id, step: step.id, takenAt: deed.taken_at.toISOString(), undoneAt: call.now.toISOString(), undoneBy: staffId(call.actor), returned: moved }
    })
  }
  await tellRun(call, run, { kind: 'undone', at: call.now.getTime(), step: step.id }, staffId(call.actor))
  await record(call, { name: 'playbook.step-undone', regionId: run.regionId, subjectKind: 'playbook-run', subjectId: run.id, data: { playbook: run.playbookId, step: step.id, staffIds: moved } })
  return moved
}
