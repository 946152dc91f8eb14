import type { PlaybookReason, Proposal } from '@shouwen/kernels/playbook/index'
import type { Selectable } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import type { PlaybooksProposal } from '#platform/schema.gen'
import { refuse } from '#platform/refusal'
import { applyToClocks } from '#capabilities/norms'
import { channelOf, getStep } from './books.ts'
import { queuesToHelp } from './queues-to-help.ts'
import type { Run } from './runs.ts'

export type ProposalRow = Selectable<PlaybooksProposal>
export type StoredReason = { code: Exclude<PlaybookReason['code'], 'last-first'> | 'by-hand'; reasons: readonly PlaybookReason[] }

/** The proposal of a run that waits for its answer. */
export async function openProposalOf(call: Call, run: Run): Promise<ProposalRow | undefined> {
  return call.tx.selectFrom('playbooks.proposal').selectAll().where('region_id', '=', run.regionId).where('run_id', '=', run.id).where('answer', 'is', null).executeTakeFirst()
}

/** A proposal that waits for its answer, locked. Refuses with `not-found` and `proposal-answered`. */
export async function lockProposal(call: Call, regionId: number, id: string): Promise<ProposalRow> {
  const row = await call.tx.selectFrom('playbooks.proposal').selectAll().where('region_id', '=', regionId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw refuse('not-found')
  if (row.answer !== null) throw refuse('proposal-answered', { answer: row.answer })
  return row
}

/**
 * Puts a step before the supervisor, and starts the clock of the promise to act at once; null when no queue is known to help.
 * @param by who asks for it by hand
 */
export async function propose(call: Call, run: Run, { kind, step: stepId, reasons }: Pick<Proposal, 'kind' | 'step'> & { reasons: readonly PlaybookReason[] }, by: string | null = null): Promise<ProposalRow | null> {
  const channel = channelOf(getStep(run.book, stepId))
  const help = await queuesToHelp(call, run.regionId, channel)
  if (!help) return null
  const first = reasons.map((one) => one.code).find((code) => code !== 'last-first')
  const reason: StoredReason = { code: first ?? 'by-hand', reasons }
  const row = await call.tx
    .insertInto('playbooks.proposal')
    .values({
      region_id: run.regionId,
      id: call.app.newId(),
      run_id: run.id,
      playbook_id: run.playbookId,
      kind,
      step_id: stepId,
      unit_id: help.unitId,
      channel,
      queue_codes: help.codes,
      reason: JSON.stringify(reason),
      proposed_at: call.now,
      proposed_by: by
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tell(call, row, 'playbook.proposed')
  return row
}

export type Answer = { answer: 'executed' | 'declined' | 'withdrawn'; note?: string | null; people?: number; moved?: readonly string[]; passedOver?: readonly { staffId: string; freedom: string }[] }

/** Writes what became of a proposal: row, clock, event and evidence. The caller has told the run. @norm CC-11 WF-24 */
export async function answerProposal(call: Call, proposal: ProposalRow, { answer, note = null, ...what }: Answer): Promise<void> {
  await call.tx
    .updateTable('playbooks.proposal')
    .set({ answer, answered_at: call.now, answered_by: staffId(call.actor), note })
    .where('region_id', '=', proposal.region_id)
    .where('id', '=', proposal.id)
    .execute()
  await tell(call, proposal, answer === 'withdrawn' ? 'playbook.withdrawn' : 'playbook.answered', { answer })
  const { playbook_id, step_id, kind, reason, queue_codes } = proposal
  await prove(call, {
    kind: 'playbook-proposal',
    regionId: proposal.region_id,
    subjectKind: 'proposal',
    subjectId: proposal.id,
    payload: {
      run: proposal.run_id,
      playbook: playbook_id,
      step: step_id,
      kind,
      reason,
      queues: queue_codes,
      proposedAt: proposal.proposed_at.toISOString(),
      proposedBy: proposal.proposed_by,
      answer,
      answeredAt: call.now.toISOString(),
      answeredBy: staffId(call.actor),
      note,
      ...what
    }
  })
}

async function tell(call: Call, row: ProposalRow, name: 'playbook.proposed' | 'playbook.answered' | 'playbook.withdrawn', data: Record<string, unknown> = {}): Promise<void> {
  const { region_id, id, unit_id, playbook_id, step_id, kind } = row
  const subject = { kind: 'proposal', id, regionId: region_id, unitId: unit_id, ownerId: null }
  await applyToClocks(call, { event: name, at: call.now, subject, facts: { channel: row.channel }, fresh: name === 'playbook.proposed' })
  await record(call, { name, regionId: region_id, subjectKind: 'proposal', subjectId: id, data: { playbook: playbook_id, step: step_id, kind, unitId: unit_id, runId: row.run_id, ...data } })
}
