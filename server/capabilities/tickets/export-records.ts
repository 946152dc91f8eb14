import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type {
  downloadExport as download,
  ExportView,
  listExports as list,
  removeExport as remove,
  startExport as start
} from '@shouwen/contract/ticket-export'
import type { Selectable } from 'kysely'
import type { Call, StreamAnswer } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { downloadHead } from '#platform/files-download'
import { enqueue } from '#platform/jobs'
import { refuse } from '#platform/refusal'
import type { TicketsExport } from '#platform/schema.gen'
import { listOfView } from './bulk-selection.ts'
import { classesIn, type ExportColumnName } from './export-rows.ts'
import { settleOrder } from './list-filter.ts'
import { type Person, personCalling } from './list-views.ts'
import { forgetFile } from './export-files.ts'
import { remember } from './work-later.ts'

export type ExportRow = Selectable<TicketsExport>
type View = Static<typeof ExportView>

const DAYS_KEPT = 3

/** Orders a file of a list or view; a worker writes it. Who, what for and which personal data is written to the audit. @norm GV-03 */
export async function startExport(call: Call, input: InputOf<typeof start>): Promise<OutputOf<typeof start>> {
  const me = personCalling(call)
  if (input.filter !== undefined && input.viewKey !== undefined) throw refuse('bulk-selection-unclear')
  const view =
    input.viewKey === undefined
      ? { filter: input.filter ?? {}, sort: undefined }
      : await listOfView(call, me, input.viewKey)
  const { filter, sort } = settleOrder(view.filter, input.sort ?? view.sort)
  const running = await call.tx
    .selectFrom('tickets.export')
    .select('id')
    .where('region_id', '=', me.regionId)
    .where('staff_id', '=', me.id)
    .where('state', '=', 'running')
    .executeTakeFirst()
  if (running) throw refuse('export-already-running')
  const { classes, masked } = classesIn(call, input.columns)
  const row = await call.tx
    .insertInto('tickets.export')
    .values({
      region_id: me.regionId,
      id: call.app.newId(),
      staff_id: me.id,
      filter: JSON.stringify(filter),
      sort,
      columns: input.columns,
      format: input.format,
      language: input.language,
      purpose: input.purpose,
      state: 'running',
      masked,
      created_at: call.now,
      expires_at: new Date(call.now.getTime() + DAYS_KEPT * 86_400_000)
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await enqueue(call, {
    kind: 'tickets.export',
    key: row.id,
    regionId: me.regionId,
    maxAttempts: 3,
    payload: { regionId: me.regionId, exportId: row.id, by: remember(me) }
  })
  await audited(call, {
    verb: 'ticket.export-asked',
    regionId: me.regionId,
    subjectKind: 'export',
    subjectId: row.id,
    fields: input.columns,
    purpose: input.purpose,
    detail: { filter, classes, masked }
  })
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
  return viewOf(row)
}

/** The actor's exports, newest first. */
export async function listExports(call: Call): Promise<OutputOf<typeof list>> {
  const me = personCalling(call)
  const rows = await call.tx
    .selectFrom('tickets.export')
    .selectAll()
    .where('region_id', '=', me.regionId)
    .where('staff_id', '=', me.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return { items: rows.map(viewOf) }
}

/** Sends the file to who asked for it, as long as it has not expired; every fetching is audited. @norm GV-03 */
export async function downloadExport(call: Call, { exportId }: InputOf<typeof download>): Promise<StreamAnswer> {
  const me = personCalling(call)
  const row = await ownExport(call, me, exportId)
  if (row.state !== 'done' || !row.file_id || row.expires_at <= call.now)
    throw refuse('export-not-ready', { state: row.state })
  const file = await call.tx
    .selectFrom('platform.file')
    .select(['sha256', 'name', 'size'])
    .where('region_id', '=', me.regionId)
    .where('id', '=', row.file_id)
    .executeTakeFirst()
  if (!file) throw refuse('file-missing')
  const stored = {
    id: (file.sha256 as Buffer).toString('hex'),
    name: file.name,
    kind: row.format,
    bytes: Number(file.size)
  }
  const { stream } = await call.app.files.get(stored.id)
  await audited(call, {
    verb: 'ticket.export-fetched',
    regionId: me.regionId,
    subjectKind: 'export',
    subjectId: exportId,
    purpose: row.purpose
  })
  const { status, headers } = downloadHead(stored)
  return { stream, headers, status }
}

/** Takes the file away before its time. */
export async function removeExport(call: Call, { exportId }: InputOf<typeof remove>): Promise<OutputOf<typeof remove>> {
  const me = personCalling(call)
  const row = await ownExport(call, me, exportId)
  await call.tx
    .updateTable('tickets.export')
    .set({ state: 'expired', file_id: null, finished_at: row.finished_at ?? call.now })
    .where('region_id', '=', me.regionId)
    .where('id', '=', exportId)
    .execute()
  if (row.file_id) await forgetFile(call, me.regionId, row.file_id)
  await audited(call, {
    verb: 'ticket.export-removed',
    regionId: me.regionId,
    subjectKind: 'export',
    subjectId: exportId
  })
  await exportWentOn(call, me.regionId, exportId)
  return {}
}

/** An export belongs to who asked for it; refuses with `not-found` for others. */
async function ownExport(call: Call, me: Person, exportId: string): Promise<ExportRow> {
  const row = await call.tx
    .selectFrom('tickets.export')
    .selectAll()
    .where('region_id', '=', me.regionId)
    .where('id', '=', exportId)
    .executeTakeFirst()
  if (row?.staff_id !== me.id) throw refuse('not-found')
  return row
}

/** Tells pages that show the export to read again. */
export async function exportWentOn(call: Call, regionId: number, exportId: string): Promise<void> {
  await record(call, { name: 'export.changed', regionId, subjectKind: 'export', subjectId: exportId })
}

function viewOf(row: ExportRow): View {
  return {
    id: row.id,
    state: row.state,
    format: row.format,
    columns: row.columns as ExportColumnName[],
    purpose: row.purpose,
    masked: row.masked,
    total: row.total,
    done: row.done,
    bytes: row.bytes === null ? null : Number(row.bytes),
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString()
  }
}
