import type { ImportView } from '@shouwen/contract/import-words'
import type { Selectable } from 'kysely'
import { staffNames } from '#capabilities/people'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { ImportsImport } from '#platform/schema.gen'

export type Import = Selectable<ImportsImport>
export type ImportRef = { regionId: number; id: string }

/** The import, or null. */
export async function findImport(tx: Call['tx'], { regionId, id }: ImportRef): Promise<Import | null> {
  return (
    (await tx
      .selectFrom('imports.import')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .executeTakeFirst()) ?? null
  )
}

/** The import, locked: its batches and verbs take turns. Refuses with `not-found`. */
export async function lockImport(call: Call, { regionId, id }: ImportRef): Promise<Import> {
  const row = await call.tx
    .selectFrom('imports.import')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row
}

/** Changes an import the caller has locked. */
export async function changeImport(
  call: Call,
  { region_id, id }: Pick<Import, 'region_id' | 'id'>,
  to: Partial<Omit<Import, 'region_id' | 'id' | 'mapping'>>
): Promise<Import> {
  return call.tx
    .updateTable('imports.import')
    .set({ ...to, updated_at: call.now })
    .where('region_id', '=', region_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Checks that the actor may bring data into the region. */
export function permitImport(call: Call, regionId: number): void {
  permit(call, 'import.run', { regionId })
}

/** Imports as the contract shows them, in the order given. */
export async function importViews(call: Pick<Call, 'tx'>, imports: readonly Import[]): Promise<ImportView[]> {
  const names = await staffNames(
    call.tx,
    imports.map((one) => one.created_by)
  )
  return imports.map((one) => {
    const person = one.created_by ? names.get(one.created_by) : undefined
    return {
      id: one.id,
      regionId: one.region_id,
      kind: one.kind,
      source: one.source,
      fileName: one.file_name,
      state: one.state,
      total: one.total,
      position: one.position,
      imported: one.imported,
      repeated: one.repeated,
      failed: one.failed,
      undone: one.undone,
      kept: one.kept,
      failure: one.failure,
      createdBy: one.created_by && person ? { id: one.created_by, ...person } : null,
      createdAt: one.created_at.toISOString(),
      finishedAt: one.finished_at?.toISOString() ?? null
    }
  })
}

export async function importView(call: Pick<Call, 'tx'>, one: Import): Promise<ImportView> {
  return (await importViews(call, [one]))[0] as ImportView
}
