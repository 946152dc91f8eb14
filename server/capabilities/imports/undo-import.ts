import { removeContacts, removeMails } from '#capabilities/contacts'
import { withdrawImported } from '#capabilities/tickets'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { record } from '#platform/events'
import { isHeld } from '#platform/holds'
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
      .select((eb) => [
        'row',
        'key',
        'ticket_id',
        'conversation_id',
        // Several mails of one import touch one ticket: the last of them counts.
        eb
          .selectFrom('imports.row_outcome as same')
          .select((inner) => inner.fn.max('same.at').as('at'))
          .whereRef('same.region_id', '=', 'imports.row_outcome.region_id')
          .whereRef('same.import_id', '=', 'imports.row_outcome.import_id')
          .whereRef('same.ticket_id', '=', 'imports.row_outcome.ticket_id')
          .as('at')
      ])
      .where('region_id', '=', ref.regionId)
      .where('import_id', '=', ref.id)
      .where('outcome', '=', 'imported')
      .orderBy('row')
      .limit(BATCH)
      .execute()
    const taken: typeof rows = []
    for (const row of rows) if (await takenBack(call, ref.regionId, row)) taken.push(row)
    if (one.kind === 'mail')
      await removeMails(
        call,
        ref.regionId,
        taken.flatMap(({ key }) => key ?? [])
      )
    await removeContacts(
      call,
      ref.regionId,
      taken.flatMap(({ conversation_id }) => conversation_id ?? [])
    )
    const kept = rows.filter((row) => !taken.includes(row))
    await mark(
      call,
      ref,
      taken.map(({ row }) => row),
      'undone'
    )
    await mark(
      call,
      ref,
      kept.map(({ row }) => row),
      'kept'
    )
    const over = rows.length < BATCH
    const after = await changeImport(call, one, {
      undone: one.undone + taken.length,
      kept: one.kept + kept.length,
      ...(over ? { state: 'undone' as const, finished_at: call.now } : {})
    })
    if (over)
      await record(call, {
        name: 'import.undone',
        regionId: ref.regionId,
        subjectKind: 'import',
        subjectId: ref.id,
        data: { undone: after.undone, kept: after.kept }
      })
    return { one: after, left: over ? 0 : rows.length }
  })
}

/** A mail that joined a thread of ours stays there; one that was passed over left nothing but its record. */
async function takenBack(
  call: Call,
  regionId: number,
  { ticket_id, conversation_id, at }: { ticket_id: string | null; conversation_id: string | null; at: Date | null }
): Promise<boolean> {
  if (!ticket_id) return conversation_id === null
  if (await isHeld(call.tx, regionId, [{ kind: 'conversation', id: conversation_id }])) return false
  return at !== null && withdrawImported(call, { regionId, id: ticket_id }, at)
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
