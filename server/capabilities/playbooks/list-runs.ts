import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { PassedOver, RunView } from '@shouwen/contract/playbook-schemas'
import type { listPlaybookRuns as runsOperation } from '@shouwen/contract/playbooks'
import type { Playbook } from '@shouwen/kernels/playbook/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { timeWorked } from '#capabilities/floor'
import { clocksOf } from '#capabilities/norms'
import { campaignsIn } from './execute-proposal.ts'
import { permitSomewhere } from './may-answer.ts'
import { personNames } from './person-names.ts'

type Passed = { staffId: string; freedom: PassedOver['freedom'] }
const nullable = (at: Date | null) => at?.toISOString() ?? null

/** Runs, the newest first, with what each step did: whom it moved, who answered, and the queue before and after. @norm CC-11 CC-18 */
export async function listPlaybookRuns(call: Call, { regionId, playbookId, limit = 20, cursor }: InputOf<typeof runsOperation>): Promise<OutputOf<typeof runsOperation>> {
  permitSomewhere(call, 'playbook.read', regionId)
  const after = openTimeCursor(cursor)
  const rows = await call.tx
    .selectFrom('playbooks.run')
    .selectAll()
    .where('region_id', '=', regionId)
    .where((where) => where.exists(where.selectFrom('playbooks.proposal').select('id').whereRef('run_id', '=', 'playbooks.run.id').where('region_id', '=', regionId)))
    .$if(playbookId !== undefined, (query) => query.where('playbook_id', '=', playbookId as string))
    .$if(after !== null, (query) => query.where(sql<boolean>`(started_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const parts = await partsOf(call, regionId, rows.slice(0, limit).map((row) => row.id))
  const viewOf = (row: (typeof rows)[number]): RunView => {
    const book = row.book as unknown as Playbook
    const stepWords = (id: string) => {
      const step = book.steps.find((one) => one.id === id)
      return { zh: step?.zh ?? id, en: step?.en ?? id }
    }
    return {
      id: row.id,
      playbookId: row.playbook_id,
      playbook: { zh: book.zh, en: book.en },
      startedAt: row.started_at.toISOString(),
      startedBy: parts.names.person(row.started_by),
      endedAt: nullable(row.ended_at),
      deeds: parts.deeds
        .filter((deed) => deed.run_id === row.id)
        .map((deed) => ({
          id: deed.id,
          stepId: deed.step_id,
          step: stepWords(deed.step_id),
          norms: [...(book.steps.find((one) => one.id === deed.step_id)?.norms ?? [])],
          takenAt: deed.taken_at.toISOString(),
          takenBy: parts.names.person(deed.taken_by),
          undoneAt: nullable(deed.undone_at),
          undoneBy: parts.names.person(deed.undone_by),
          people: parts.moves
            .filter((move) => move.deed_id === deed.id)
            .map((move) => ({ person: parts.names.known(move.staff_id), fromState: move.from_state, returnedAt: nullable(move.returned_at), returnedTo: move.returned_to })),
          passedOver: ((deed.detail as { passedOver?: Passed[] }).passedOver ?? []).map(({ staffId, freedom }) => ({ person: parts.names.known(staffId), freedom })),
          pausedCampaigns: campaignsIn(deed.detail),
          callIns: parts.callIns
            .filter((one) => one.deed_id === deed.id)
            .map((one) => ({ id: one.id, person: parts.names.known(one.staff_id), kind: one.kind, minutes: one.minutes, answer: one.answer, answeredAt: nullable(one.answered_at), minutesWorked: parts.worked.get(one.id) ?? 0 })),
          effects: parts.effects
            .filter((effect) => effect.deed_id === deed.id)
            .map((effect) => ({
              afterMinutes: effect.after_minutes,
              measuredAt: effect.measured_at.toISOString(),
              waiting: effect.waiting,
              longestWaitSeconds: effect.longest_wait_seconds,
              answered: effect.answered,
              answeredWithin: effect.answered_within,
              abandoned: effect.abandoned,
              agents: effect.agents
            }))
        })),
      proposals: parts.proposals
        .filter((one) => one.run_id === row.id)
        .map((one) => ({
          id: one.id,
          kind: one.kind,
          step: stepWords(one.step_id),
          proposedAt: one.proposed_at.toISOString(),
          answeredAt: nullable(one.answered_at),
          answer: one.answer,
          answeredBy: parts.names.person(one.answered_by),
          note: one.note,
          promise: parts.promises.get(one.id)?.[0]?.state ?? null
        }))
    }
  }
  return pageOf(rows, limit, viewOf, (row) => [row.started_at.toISOString(), row.id])
}

/** Everything the runs of a page consist of, one statement per table. */
async function partsOf(call: Call, regionId: number, runIds: readonly string[]) {
  const ids = [...runIds]
  const deeds = await call.tx.selectFrom('playbooks.deed').selectAll().where('region_id', '=', regionId).where(sql<boolean>`run_id = any(${ids}::uuid[])`).orderBy('taken_at').execute()
  const deedIds = deeds.map((deed) => deed.id)
  const ofDeeds = sql<boolean>`deed_id = any(${deedIds}::uuid[])`
  const moves = await call.tx.selectFrom('playbooks.move').selectAll().where('region_id', '=', regionId).where(ofDeeds).orderBy('moved_at').orderBy('staff_id').execute()
  const effects = await call.tx.selectFrom('playbooks.effect').selectAll().where('region_id', '=', regionId).where(ofDeeds).orderBy('after_minutes').execute()
  const callIns = await call.tx.selectFrom('playbooks.call_in').selectAll().where('region_id', '=', regionId).where(ofDeeds).orderBy('rank').execute()
  const proposals = await call.tx.selectFrom('playbooks.proposal').selectAll().where('region_id', '=', regionId).where(sql<boolean>`run_id = any(${ids}::uuid[])`).orderBy('proposed_at').execute()
  const promises = await clocksOf(call, regionId, 'proposal', proposals.map((one) => one.id))
  const passed = deeds.flatMap((deed) => ((deed.detail as { passedOver?: Passed[] }).passedOver ?? []).map((one) => one.staffId))
  const runs = await call.tx.selectFrom('playbooks.run').select('started_by').where('region_id', '=', regionId).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
  const names = await personNames(call.tx, [
    ...deeds.flatMap((deed) => [deed.taken_by, deed.undone_by]),
    ...moves.map((move) => move.staff_id),
    ...callIns.map((one) => one.staff_id),
    ...proposals.map((one) => one.answered_by),
    ...runs.map((run) => run.started_by),
    ...passed
  ])
  const worked = new Map<string, number>()
  for (const one of callIns)
    if (one.answer === 'accepted' && one.answered_at) {
      const time = (await timeWorked(call, regionId, [one.staff_id], one.answered_at)).get(one.staff_id)
      worked.set(one.id, Math.min(one.minutes, Math.floor((time?.seconds ?? 0) / 60)))
    }
  return { deeds, moves, effects, callIns, proposals, promises, names, worked }
}
