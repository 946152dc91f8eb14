import type { InputOf } from '@shouwen/contract/operation'
import type { downloadImportFaults as contract } from '@shouwen/contract/imports'
import { Readable } from 'node:stream'
import type { Call, StreamAnswer } from '#platform/action'
import type { App } from '#platform/app-type'
import { refuse } from '#platform/refusal'
import { type Column, tableBytes } from '#platform/tabular/index'
import { headingsOf } from './create-import.ts'
import { findImport, type Import, permitImport } from './import-row.ts'
import { sourceFiles, tableKind, tableRows } from './source-file.ts'

type FaultRecord = Record<string, string>

/** The rows that were not imported as CSV: the columns of the file as they were, after them what was wrong. Corrected, it can be imported again. */
export async function* faultBytes(app: App, one: Import): AsyncGenerator<Uint8Array> {
  const [file] = await sourceFiles({ tx: app.db }, one)
  const headings =
    one.kind === 'tickets' && file
      ? await headingsOf({ app }, { id: file.blob, name: file.name, kind: file.kind } as never)
      : []
  const columns: Column[] = [...headings, ...added].map((key) => ({ key, heading: key }))
  yield* tableBytes('csv', columns, faultRows(app, one))
}

/** Headings of the columns that say what was wrong. */
const added = ['#', 'fault', 'field'] as const

async function* faultRows(app: App, one: Import): AsyncGenerator<FaultRecord> {
  const faults = faultsOf(app, one)
  let fault = (await faults.next()).value
  const files = await sourceFiles({ tx: app.db }, one)
  const told = (found: NonNullable<typeof fault>, record: FaultRecord): FaultRecord => ({
    ...record,
    '#': String(found.row),
    fault: found.fault ?? '',
    field: found.field ?? ''
  })
  if (one.kind === 'mail') {
    for (; fault; fault = (await faults.next()).value) yield told(fault, { field: files[fault.row - 1]?.name ?? '' })
    return
  }
  const [file] = files
  if (!file) return
  for await (const { number, record } of tableRows(app, file.blob, tableKind(file))) {
    if (!fault) return
    if (number !== fault.row) continue
    yield told(fault, record)
    fault = (await faults.next()).value
  }
}

/** Faults in the order of the rows, a page at a time. */
async function* faultsOf(
  app: App,
  { region_id, id }: Import
): AsyncGenerator<{ row: number; fault: string | null; field: string | null }, undefined> {
  for (let after = -1; ; ) {
    const rows = await app.db
      .selectFrom('imports.row_outcome')
      .select(['row', 'fault', 'field'])
      .where('region_id', '=', region_id)
      .where('import_id', '=', id)
      .where('outcome', '=', 'failed')
      .where('row', '>', after)
      .orderBy('row')
      .limit(1000)
      .execute()
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < 1000) return undefined
    after = last.row
  }
}

export async function downloadImportFaults(
  call: Call,
  { regionId, importId }: InputOf<typeof contract>
): Promise<StreamAnswer> {
  permitImport(call, regionId)
  const one = await findImport(call.tx, { regionId, id: importId })
  if (!one) throw refuse('not-found')
  return {
    stream: Readable.from(faultBytes(call.app, one)),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="import-faults.csv"',
      'x-content-type-options': 'nosniff'
    }
  }
}
