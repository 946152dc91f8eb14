import { advance, type Playbook, type PlaybookInput, type PlaybookState, type Proposal, restingState } from '@shouwen/kernels/playbook/index'
import { createHash } from 'node:crypto'
import type { Call } from '#platform/action'
import { canonical } from '#platform/canonical'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { isStirring } from './books.ts'

/** A playbook under way: its state follows from its inputs alone, under the playbook as it was when it began. */
export type Run = { regionId: number; id: string; playbookId: string; book: Playbook; state: PlaybookState; inputs: number; startedAt: Date; startedBy: string | null }

type Row = { region_id: number; id: string; playbook_id: string; book: unknown; state: unknown; inputs: number; started_at: Date; started_by: string | null }

const runOf = (row: Row): Run => ({
  regionId: row.region_id,
  id: row.id,
  playbookId: row.playbook_id,
  book: row.book as Playbook,
  state: row.state as PlaybookState,
  inputs: row.inputs,
  startedAt: row.started_at,
  startedBy: row.started_by
})

/** The runs under way in a region by playbook. Whoever changes one holds the ground of the region. */
export async function liveRuns(tx: Call['tx'], regionId: number): Promise<Map<string, Run>> {
  const rows = await tx.selectFrom('playbooks.run').selectAll().where('region_id', '=', regionId).where('ended_at', 'is', null).execute()
  return new Map(rows.map((row) => [row.playbook_id, runOf(row)]))
}

/** Begins a run at rest. @param by who started it by hand */
export async function startRun(call: Call, regionId: number, book: Playbook, by: string | null): Promise<Run> {
  const row = { region_id: regionId, id: call.app.newId(), playbook_id: book.id, book: JSON.stringify(book), state: JSON.stringify(restingState), inputs: 0, started_at: call.now, started_by: by }
  await call.tx.insertInto('playbooks.run').values(row).execute()
  return runOf({ ...row, book, state: restingState })
}

/** Tells a run something: what was seen, or what people did. Kept in order, so that the run can be computed again. */
export async function tellRun(call: Call, run: Run, input: PlaybookInput, by: string | null = null): Promise<Proposal | null> {
  const { state, proposal } = advance(run.book, run.state, input)
  run.inputs += 1
  run.state = state
  await call.tx.insertInto('playbooks.input').values({ region_id: run.regionId, run_id: run.id, no: run.inputs, input: JSON.stringify(input), by }).execute()
  await call.tx
    .updateTable('playbooks.run')
    .set({ state: JSON.stringify(state), inputs: run.inputs })
    .where('region_id', '=', run.regionId)
    .where('id', '=', run.id)
    .execute()
  return proposal
}

/** Everything a run was told, in order. */
export async function inputsOf(tx: Call['tx'], regionId: number, runId: string): Promise<PlaybookInput[]> {
  const rows = await tx.selectFrom('playbooks.input').select('input').where('region_id', '=', regionId).where('run_id', '=', runId).orderBy('no').execute()
  return rows.map((row) => row.input as PlaybookInput)
}

/**
 * Ends a run when everything is as before: nothing in force and nothing that calls for a step. One in which nothing was ever proposed is
 * forgotten; of any other the evidence holds the hash of all it was told.
 */
export async function endRun(call: Call, run: Run): Promise<void> {
  const proposed = await call.tx.selectFrom('playbooks.proposal').select('id').where('region_id', '=', run.regionId).where('run_id', '=', run.id).limit(1).executeTakeFirst()
  if (!proposed) {
    await call.tx.deleteFrom('playbooks.input').where('region_id', '=', run.regionId).where('run_id', '=', run.id).execute()
    await call.tx.deleteFrom('playbooks.run').where('region_id', '=', run.regionId).where('id', '=', run.id).execute()
    return
  }
  await call.tx.updateTable('playbooks.run').set({ ended_at: call.now }).where('region_id', '=', run.regionId).where('id', '=', run.id).execute()
  const inputs = await inputsOf(call.tx, run.regionId, run.id)
  const digest = createHash('sha256').update(canonical({ book: run.book, inputs })).digest('hex')
  await prove(call, {
    kind: 'playbook-run',
    regionId: run.regionId,
    subjectKind: 'playbook-run',
    subjectId: run.id,
    payload: { playbook: run.playbookId, startedAt: run.startedAt.toISOString(), endedAt: call.now.toISOString(), inputs: inputs.length, digest }
  })
  await record(call, { name: 'playbook.run-ended', regionId: run.regionId, subjectKind: 'playbook-run', subjectId: run.id, data: { playbook: run.playbookId } })
}

/** Nothing in force and nothing in sight. */
export const isOver = ({ book, state }: Run): boolean => state.taken.length === 0 && !isStirring(book, state)
