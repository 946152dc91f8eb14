import type { TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import { sql } from 'kysely'
import { callOf, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { audited } from '#platform/audit'
import { type ClaimedJob, work } from '#platform/jobs'
import { Refusal, refuse } from '#platform/refusal'
import { tableBytes } from '#platform/tabular/index'
import { keepFile } from './export-files.ts'
import { exportWentOn } from './export-records.ts'
import { columnsFor, exportable, type ExportColumnName, exportRows } from './export-rows.ts'
import { resolveFilter } from './list-filter.ts'
import { countQuery } from './list-streams.ts'
import { actorAgain, type Remembered } from './work-later.ts'

export type ExportJob = { regionId: number; exportId: string; by: Remembered }

/** Tickets and bytes one file may hold. */
const MOST_ROWS = 200_000
const MOST_BYTES = 500 * 1024 * 1024

/** Writes the file while reading the tickets, page by page: memory does not grow with it. A second try begins anew. */
export async function runExport(app: App, { regionId, exportId, by }: ExportJob): Promise<void> {
  const actor = await actorAgain(app, by)
  const call = callOf(app, app.db, actor)
  const row = await app.db
    .selectFrom('tickets.export')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', exportId)
    .executeTakeFirst()
  if (row?.state !== 'running') return
  const { format, language } = row
  const columns = row.columns as ExportColumnName[]
  const filter = await resolveFilter(call, regionId, row.filter as TicketFilter)
  const sort = row.sort as TicketSort
  const { rows: counted } = await sql<{
    total: number
  }>`select ${countQuery(call, regionId, filter, sort, MOST_ROWS, [exportable(call)])} as total`.execute(app.db)
  const total = counted[0]?.total ?? 0
  if (total > MOST_ROWS) throw refuse('export-too-large', { most: MOST_ROWS })
  const progress = (done: number) => noteProgress(app, regionId, exportId, { done, total: Math.max(done, total) })
  await progress(0)
  const rows = exportRows(call, { regionId, filter, sort, language, most: MOST_ROWS }, progress)
  const name = `tickets-${call.now.toISOString().slice(0, 10)}.${format}`
  const file = await app.files.put(tableBytes(format, columnsFor(columns, language), rows), {
    name,
    limit: MOST_BYTES,
    allowed: [format]
  })
  await transact(app, actor, async (last) => {
    const fileId = await keepFile(last, regionId, exportId, actor.id, file)
    await last.tx
      .updateTable('tickets.export')
      .set({ state: 'done', file_id: fileId, bytes: file.bytes, finished_at: last.now })
      .where('region_id', '=', regionId)
      .where('id', '=', exportId)
      .where('state', '=', 'running')
      .execute()
    await audited(last, {
      verb: 'ticket.exported',
      regionId,
      subjectKind: 'export',
      subjectId: exportId,
      fields: columns,
      purpose: row.purpose,
      detail: { masked: row.masked, bytes: file.bytes }
    })
    await exportWentOn(last, regionId, exportId)
  })
}

async function noteProgress(
  app: App,
  regionId: number,
  exportId: string,
  progress: { done: number; total: number }
): Promise<void> {
  const row = await app.db
    .updateTable('tickets.export')
    .set(progress)
    .where('region_id', '=', regionId)
    .where('id', '=', exportId)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  if (!row) throw refuse('export-not-ready')
}

/** What can never succeed, and the last try, end the export as failed, so that another can be asked for. */
async function runOrFail(app: App, job: ExportJob, { attempts, maxAttempts }: ClaimedJob): Promise<void> {
  try {
    await runExport(app, job)
  } catch (error) {
    const refused = error instanceof Refusal
    if (refused || attempts >= maxAttempts)
      await app.db
        .updateTable('tickets.export')
        .set({ state: 'failed', finished_at: app.clock.now() })
        .where('region_id', '=', job.regionId)
        .where('id', '=', job.exportId)
        .where('state', '=', 'running')
        .execute()
    if (!refused) throw error
  }
}

/** Registers how an export is written. */
export function registerExportJob(): void {
  work({
    kind: 'tickets.export',
    mode: 'outside',
    run: (call, payload, job) => runOrFail(call.app, payload as ExportJob, job)
  })
}
