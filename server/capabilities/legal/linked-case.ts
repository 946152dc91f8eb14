import type { CaseView } from '@shouwen/contract/legal-cases'
import type { Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { allows, type PlacementColumns } from '#platform/access'
import type { Call } from '#platform/action'
import type { LegalCaseStep, LegalLinkedCase } from '#platform/schema.gen'
import { clocksOf } from '#capabilities/norms'
import type { CaseKind } from '#server/rulebook-legal'
import { appealWindows } from './appeal-window.ts'
import { iso, people } from './ground.ts'
import { legalRules, stepsAfter, worded } from './legal-rules.ts'

export type LinkedCase = Selectable<LegalLinkedCase>
export type Step = Selectable<LegalCaseStep>
type View = Static<typeof CaseView>
type File = View['files'][number]

export const caseColumns: PlacementColumns = {
  regionId: 'c.region_id',
  unitId: 'c.unit_id',
  staffIds: ['c.owner_id', 'c.recorded_by']
}

/** The number we give a case beside its complaint: `HN-20261124-000123-A1`. */
export const numberOf = ({ ticket_number, kind, no }: Pick<LinkedCase, 'ticket_number' | 'kind' | 'no'>) =>
  `${ticket_number}-${kind === 'appeal' ? 'A' : 'L'}${no}`

/** Appeals and lawsuits of one region as pages show them, with their own clocks. @norm TK-41 */
export async function caseViews(call: Call, rows: readonly LinkedCase[]): Promise<View[]> {
  const [first] = rows
  if (!first) return []
  const views: View[] = []
  for (const [regionId, group] of Map.groupBy(rows, (row) => row.region_id))
    views.push(...(await viewsOf(call, regionId, group)))
  const order = new Map(rows.map((row, at) => [row.id, at]))
  return views.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
}

async function viewsOf(call: Call, regionId: number, rows: readonly LinkedCase[]): Promise<View[]> {
  const ids = rows.map((row) => row.id)
  const steps = await stepsOf(call, regionId, ids)
  const files = await filesOf(call, regionId, ids)
  const promises = await clocksOf(call, regionId, 'linked-case', ids)
  const person = await people(call, [
    ...rows.flatMap((row) => [row.owner_id, row.recorded_by]),
    ...steps.map((step) => step.recorded_by)
  ])
  const windowOf = await appealWindows(call)
  const stepsByCase = Map.groupBy(steps, (step) => step.case_id)
  const { authorities, steps: words } = legalRules()
  return rows.map((row) => {
    const kind = row.kind as CaseKind
    const own = stepsByCase.get(row.id) ?? []
    const ownFiles = files.get(row.id) ?? []
    const mayStep =
      row.ended_at === null &&
      allows(call.actor, 'legal.case', { regionId, unitId: row.unit_id, staffIds: [row.owner_id, row.recorded_by] })
    return {
      regionId,
      id: row.id,
      ticketId: row.ticket_id,
      ticketNumber: row.ticket_number,
      number: numberOf(row),
      kind,
      authority: worded(authorities[kind], row.authority),
      authorityNumber: row.authority_number,
      dispute: row.dispute as View['dispute'],
      happenedOn: row.happened_on,
      window:
        kind === 'appeal' && row.happened_on
          ? windowOf(row.dispute as View['dispute'], row.happened_on, own[0]?.at ?? row.recorded_at)
          : null,
      state: worded(words[kind], row.state),
      claimFen: row.claim_fen === null ? null : Number(row.claim_fen),
      owner: person(row.owner_id),
      recordedBy: person(row.recorded_by),
      recordedAt: row.recorded_at.toISOString(),
      endedAt: iso(row.ended_at),
      steps: own.map((step) => ({
        id: step.id,
        ...worded(words[kind], step.step),
        at: step.at.toISOString(),
        note: step.note,
        files: ownFiles.filter((file) => step.file_ids.includes(file.id)),
        by: person(step.recorded_by),
        recordedAt: step.recorded_at.toISOString()
      })),
      files: ownFiles,
      promises: promises.get(row.id) ?? [],
      next: mayStep
        ? stepsAfter(kind, row.state).map(([code, { zh, en, ends }]) => ({ code, zh, en, ends: ends === true }))
        : [],
      version: row.version
    }
  })
}

/** One case as pages show it. */
export async function caseView(call: Call, row: LinkedCase): Promise<View> {
  const [view] = await caseViews(call, [row])
  return view as View
}

/** The steps of cases in order. */
export function stepsOf(call: Pick<Call, 'tx'>, regionId: number, caseIds: readonly string[]): Promise<Step[]> {
  return call.tx
    .selectFrom('legal.case_step')
    .selectAll()
    .where('region_id', '=', regionId)
    .where(sql<boolean>`case_id = any(${[...caseIds]}::uuid[])`)
    .orderBy('at')
    .orderBy('id')
    .limit(1000)
    .execute()
}

async function filesOf(call: Call, regionId: number, caseIds: readonly string[]): Promise<Map<string, File[]>> {
  const rows = await call.tx
    .selectFrom('platform.file')
    .select(['id', 'subject_id', 'name', 'media_type', 'size', 'created_at'])
    .where('region_id', '=', regionId)
    .where(sql<boolean>`subject_id = any(${[...caseIds]}::uuid[])`)
    .where('subject_kind', '=', 'linked-case')
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .limit(500)
    .execute()
  const files = rows.map((row) => ({
    caseId: row.subject_id,
    file: {
      id: row.id,
      name: row.name,
      mediaType: row.media_type,
      bytes: Number(row.size),
      at: row.created_at.toISOString()
    }
  }))
  return new Map([...Map.groupBy(files, ({ caseId }) => caseId)].map(([id, own]) => [id, own.map(({ file }) => file)]))
}
