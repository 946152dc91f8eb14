import type * as contract from '@shouwen/contract/imports'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { ImportState } from '@shouwen/contract/import-words'
import { regionsFor } from '#platform/access'
import type { Call } from '#platform/action'
import { enqueue } from '#platform/jobs'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import { sql } from 'kysely'
import { createImport } from './create-import.ts'
import {
  changeImport,
  findImport,
  type Import,
  importView,
  importViews,
  lockImport,
  permitImport
} from './import-row.ts'
import { previewImport as preview } from './preview-import.ts'

/** What an import would do. */
export async function previewImport(
  call: Call,
  { regionId, mapping }: InputOf<typeof contract.previewImport>
): Promise<OutputOf<typeof contract.previewImport>> {
  permitImport(call, regionId)
  const [file] = call.uploads
  if (!file || call.uploads.length > 1) throw refuse('import-file-missing')
  return preview({ ...call, tx: call.app.db }, file, regionId, mapping)
}

/** Takes the files and lets a worker bring them in. */
export async function startImport(
  call: Call,
  { regionId, kind, mapping }: InputOf<typeof contract.startImport>
): Promise<OutputOf<typeof contract.startImport>> {
  permitImport(call, regionId)
  const one = await createImport(call, { regionId, kind, mapping, files: call.uploads })
  await enqueueRun(call, one)
  return importView(call, one)
}

export async function getImport(
  call: Call,
  { regionId, importId }: InputOf<typeof contract.getImport>
): Promise<OutputOf<typeof contract.getImport>> {
  permitImport(call, regionId)
  const one = await findImport(call.tx, { regionId, id: importId })
  if (!one) throw refuse('not-found')
  return importView(call, one)
}

/** Imports of the regions the reader may import into, newest first. */
export async function listImports(
  call: Call,
  { regionId, limit = 50, cursor }: InputOf<typeof contract.listImports>
): Promise<OutputOf<typeof contract.listImports>> {
  const after = openTimeCursor(cursor)
  const regions = regionsFor(call.actor, 'import.run')
  const rows = await call.tx
    .selectFrom('imports.import')
    .selectAll()
    .$if(regions !== null, (query) => query.where(sql<boolean>`region_id = any(${regions ?? []}::int[])`))
    .$if(regionId !== undefined, (query) => query.where('region_id', '=', regionId as number))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const views = await importViews(call, rows)
  return pageOf(
    rows,
    limit,
    (row) => views[rows.indexOf(row)] as (typeof views)[number],
    (row) => [row.created_at.toISOString(), row.id]
  )
}

export async function stopImport(
  call: Call,
  input: InputOf<typeof contract.stopImport>
): Promise<OutputOf<typeof contract.stopImport>> {
  return step(call, input, ['running'], 'stopped')
}

export async function resumeImport(
  call: Call,
  input: InputOf<typeof contract.resumeImport>
): Promise<OutputOf<typeof contract.resumeImport>> {
  return step(call, input, ['stopped', 'failed'], 'running', enqueueRun)
}

export async function undoImport(
  call: Call,
  input: InputOf<typeof contract.undoImport>
): Promise<OutputOf<typeof contract.undoImport>> {
  return step(call, input, ['done', 'stopped', 'failed'], 'undoing', enqueueUndo)
}

type Verb = { regionId: number; importId: string }

/** Steps an import from one of the states given; refuses with `import-state-not-possible`. */
export async function step(
  call: Call,
  { regionId, importId }: Verb,
  from: ImportState[],
  to: ImportState,
  then?: (call: Call, one: Import) => Promise<void>
) {
  permitImport(call, regionId)
  const one = await lockImport(call, { regionId, id: importId })
  if (!from.includes(one.state)) throw refuse('import-state-not-possible', { state: one.state })
  const after = await changeImport(call, one, { state: to, failure: null, finished_at: null })
  await then?.(call, after)
  return importView(call, after)
}

async function enqueueRun(call: Call, { region_id, id }: Import): Promise<void> {
  await enqueue(call, { kind: 'imports.run', key: id, payload: { regionId: region_id, importId: id } })
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
}

async function enqueueUndo(call: Call, { region_id, id }: Import): Promise<void> {
  await enqueue(call, { kind: 'imports.undo', key: id, payload: { regionId: region_id, importId: id } })
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
}
