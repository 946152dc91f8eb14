import type { ImportMapping } from '@shouwen/contract/import-words'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { isTransient } from '#platform/database'
import { record } from '#platform/events'
import { writeGathered } from '#platform/gathered-writes'
import { Refusal } from '#platform/refusal'
import { bringInMails, mailRows } from './bring-in-mails.ts'
import { bringInTickets } from './bring-in-tickets.ts'
import { changeImport, findImport, type Import, type ImportRef, lockImport } from './import-row.ts'
import { countOutcomes, type Outcome, writeOutcomes } from './outcomes.ts'
import { type FaultyRow, readRow, type ReadyRow } from './read-row.ts'
import { sourceFiles, tableKind, tableRows } from './source-file.ts'

const BATCH = 200

export type RunOptions = { onBatch?: (progress: Import) => void; signal?: AbortSignal }

/**
 * Goes on with a running import until its file is at its end, or somebody stopped it. Each batch is one transaction with the new position, so
 * whatever interrupts it (a killed worker, a lost database), the next call goes on with the next row. Nothing of it leaves the house.
 */
export async function runImport(app: App, ref: ImportRef, options: RunOptions = {}): Promise<Import> {
  const found = await findImport(app.db, ref)
  if (!found) throw new Error('there is no such import')
  let now: Import = found
  try {
    for await (const batch of batches(app, found)) {
      if (options.signal?.aborted) return now
      const next = await handleBatch(app, now, batch)
      if (!next) return (await findImport(app.db, ref)) ?? now
      now = next
      options.onBatch?.(now)
    }
    return await finish(app, ref, 'done', null)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return finish(app, ref, 'failed', error.code)
  }
}

type Batch = { position: number; run: (call: Call, careful: boolean) => Promise<Outcome[]>; rows: number }

/** The batches that are still to be handled. */
async function* batches(app: App, one: Import): AsyncGenerator<Batch> {
  const files = await sourceFiles({ tx: app.db }, one)
  if (one.kind === 'mail') {
    const { ownAddresses = [] } = one.mapping as ImportMapping
    yield* cutUp(mailRows(files), one.position, (call, rows) => bringInMails(call, one, rows, ownAddresses))
    return
  }
  const [file] = files
  if (file) {
    const region = await app.db
      .selectFrom('platform.region')
      .select('time_zone')
      .where('id', '=', one.region_id)
      .executeTakeFirstOrThrow()
    const context = { mapping: one.mapping as ImportMapping, source: one.source, timeZone: region.time_zone }
    yield* cutUp(tableRows(app, file.blob, tableKind(file)), one.position, (call, rows, careful) => {
      const read = rows.map(({ number, record, problem }): ReadyRow | FaultyRow =>
        problem ? { row: number, fault: problem } : readRow(record, number, { ...context, now: call.now })
      )
      return bringInTickets(call, one.region_id, read, careful)
    })
  }
}

async function* cutUp<Row>(
  rows: AsyncIterable<Row>,
  from: number,
  run: (call: Call, rows: Row[], careful: boolean) => Promise<Outcome[]>
): AsyncGenerator<Batch> {
  let position = 0
  let batch: Row[] = []
  const cut = (): Batch => {
    const whole = batch
    batch = []
    return { position: position - whole.length, rows: whole.length, run: (call, careful) => run(call, whole, careful) }
  }
  for await (const row of rows) {
    position += 1
    if (position <= from) continue
    batch.push(row)
    if (batch.length === BATCH) yield cut()
  }
  if (batch.length > 0) yield cut()
}

/** One batch, together; when one of its rows fails in the database, once more row by row. Null: the import is no longer ours to go on with. */
async function handleBatch(app: App, one: Import, batch: Batch): Promise<Import | null> {
  try {
    return await inTransaction(app, one, batch, false)
  } catch (error) {
    if (isTransient(error)) throw error
    return inTransaction(app, one, batch, true)
  }
}

function inTransaction(
  app: App,
  { region_id, id, kind }: Import,
  batch: Batch,
  careful: boolean
): Promise<Import | null> {
  return transact(app, { kind: 'system', name: 'import' }, async (bare) => {
    const call: Call = { ...bare, imported: true, ...(careful || kind === 'mail' ? {} : { gathered: new Map() }) }
    const locked = await lockImport(call, { regionId: region_id, id })
    if (locked.state !== 'running' || locked.position !== batch.position) return null
    const outcomes = await batch.run(call, careful)
    await writeGathered(call)
    await writeOutcomes(call, locked, outcomes)
    const counts = countOutcomes(outcomes)
    const after = await changeImport(call, locked, {
      position: locked.position + batch.rows,
      imported: locked.imported + counts.imported,
      repeated: locked.repeated + counts.repeated,
      failed: locked.failed + counts.failed
    })
    await record(
      { ...call, gathered: undefined },
      { name: 'import.progressed', regionId: region_id, subjectKind: 'import', subjectId: id, data: counts }
    )
    return after
  })
}

async function finish(app: App, ref: ImportRef, state: 'done' | 'failed', failure: string | null): Promise<Import> {
  return transact(app, { kind: 'system', name: 'import' }, async (call) => {
    const locked = await lockImport(call, ref)
    if (locked.state !== 'running') return locked
    const ended = await changeImport(call, locked, {
      state,
      failure,
      finished_at: call.now,
      total: state === 'done' ? locked.position : locked.total
    })
    await record(call, {
      name: 'import.finished',
      regionId: ref.regionId,
      subjectKind: 'import',
      subjectId: ref.id,
      data: { state }
    })
    return ended
  })
}
