import { createReadStream } from 'node:fs'
import { type TableKind, tableKindOf } from '#platform/tabular/index'
import { readTable, type TableRow } from '#platform/tabular/index'
import { actorColumns, type Call, type Upload } from '#platform/action'
import type { App } from '#platform/app-type'
import { mediaKinds } from '#platform/media-type'
import { refuse } from '#platform/refusal'
import type { Import } from './import-row.ts'

export const importFileLimit = 100 * 1024 * 1024

/** Takes a file of this machine into the store, as an upload would. */
export function storeFile(app: App, path: string, name: string): Promise<Upload> {
  return app.files.put(createReadStream(path), { name, limit: importFileLimit })
}

/** Rows of one insert; PostgreSQL takes 65,535 parameters a statement. */
const MOST_ROWS = 1000

/** Keeps what was uploaded with the import, in the order given. */
export async function keepSource(
  call: Call,
  { region_id, id }: Pick<Import, 'region_id' | 'id'>,
  uploads: readonly Upload[]
): Promise<void> {
  const { actor_kind, actor_id } = actorColumns(call.actor)
  const rows = uploads.map((upload) => ({
    region_id,
    id: call.app.newId(),
    sha256: Buffer.from(upload.id, 'hex'),
    size: upload.bytes,
    media_type: upload.mediaType,
    name: upload.name,
    subject_kind: 'import',
    subject_id: id,
    created_by_kind: actor_kind,
    created_by: actor_id,
    created_at: call.now
  }))
  for (let from = 0; from < rows.length; from += MOST_ROWS)
    await call.tx
      .insertInto('platform.file')
      .values(rows.slice(from, from + MOST_ROWS))
      .execute()
}

/** The files of an import, in their order. */
export async function sourceFiles(
  call: Pick<Call, 'tx'>,
  { region_id, id }: Pick<Import, 'region_id' | 'id'>
): Promise<{ name: string; blob: string; kind: string }[]> {
  const rows = await call.tx
    .selectFrom('platform.file')
    .select(['name', 'sha256', 'media_type'])
    .where('region_id', '=', region_id)
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ name: row.name, blob: row.sha256.toString('hex'), kind: kindOf(row.media_type) }))
}

const kindOf = (mediaType: string) =>
  Object.entries(mediaKinds).find(([, entry]) => entry.mediaType === mediaType)?.[0] ?? ''

/** The kind of table an upload is; refuses with `table-unreadable` for anything else. */
export function tableKind(upload: { name: string; kind: string }): TableKind {
  if (upload.kind === 'csv' || upload.kind === 'jsonl' || upload.kind === 'xlsx') return upload.kind
  const named = tableKindOf(upload.name)
  if (upload.kind === 'txt' && named) return named
  throw refuse('table-unreadable', { reason: 'not-a-table' })
}

/** The rows of a stored table from the beginning. */
export async function* tableRows(app: App, blob: string, kind: TableKind): AsyncGenerator<TableRow> {
  const { stream } = await app.files.get(blob)
  try {
    yield* readTable(kind, stream)
  } finally {
    stream.destroy()
  }
}
