import { removeContacts } from '#capabilities/contacts'
import { withdrawImported } from '#capabilities/tickets'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { record } from '#platform/events'
import { changeImport, findImport, type Import, type ImportRef, lockImport } from './import-row.ts'

const BATCH = 200

/**
 * Takes back every ticket of an import that nobody has touched since, with its promises and its conversation; the others are kept and
 * counted. The keys become free, so the file can be brought in again. Goes on where it was when interrupted.
 */
export async function undoImport(app: App, ref: ImportRef, onBatch?: (progress: Import) => void): Promise<Import> {
  for (;;) {
    const { one, left } = await takeBack(app, ref)
    onBatch?.(one)
    if (left === 0) break
  }
  return (await findImport(app.db, ref)) as Import
}

function takeBack(app: App, ref: ImportRef): Promise<{ one: Import; left: number }> {
  return transact(app, { kind: 'system', name: 'import' }, async (bare) => {
    const call: Call = { ...bare, imported: true }
    const one = await lockImport(call, ref)
    if (one.state !== 'undoing') return { one, left: 0 }
    const rows = await call.tx
      .selectFrom('imports.row_outcome')
      .select(['row', 'ticket_id', 'conversation_id', 'at'])
      .where('region_id', '=', ref.regionId)
      .where('import_id', '=', ref.id)
      .where('outcome', '=', 'imported')
      .orderBy('row')
      .limit(BATCH)
      .execute()
    const taken: typeof rows = []
    for (const row of rows) if (!row.ticket_id || (await withdrawImported(call, { regionId: ref.regionId, id: row.ticket_id }, row.at))) taken.push(row)
    await removeContacts(call, ref.regionId, taken.flatMap(({ conversation_id }) => conversation_id ?? []))
    const kept = rows.filter((row) => !taken.includes(row))
    await mark(call, ref, taken.map(({ row }) => row), 'undone')
    await mark(call, ref, kept.map(({ row }) => row), 'kept')
    const over = rows.length < BATCH
    const after = await changeImport(call, one, { undone: one.undone + taken.length, kept: one.kept + kept.length, ...(over ? { state: 'undone' as const, finished_at: call.now } : {}) })
    if (over) await record(call, { name: 'import.undone', regionId: ref.regionId, subjectKind: 'import', subjectId: ref.id, data: { undone: after.undone, kept: after.kept } })
    return { one: after, left: over ? 0 : rows.length }
  })
}

async function mark(call: Call, ref: ImportRef, rows: number[], outcome: 'undone' | 'kept'): Promise<void> {
  if (rows.length === 0) return
  await call.tx
    .updateTable('imports.row_outcome')
    .set({ outcome })
    .where('region_id', '=', ref.regionId)
    .where('import_id', '=', ref.id)
    .where('row', 'in', rows)
    .execute()
}
