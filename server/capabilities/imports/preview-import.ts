import type { ImportMapping } from '@shouwen/contract/import-words'
import type { ImportPreview } from '@shouwen/contract/imports'
import { clocksOf } from '#capabilities/norms'
import { findTicket } from '#capabilities/tickets'
import { type Call, transact, type Upload } from '#platform/action'
import { refuse } from '#platform/refusal'
import { bringInTickets } from './bring-in-tickets.ts'
import { draftMapping, sourceOf } from './create-import.ts'
import { faultOfMapping } from './guess-mapping.ts'
import { knownKeys, type Outcome } from './outcomes.ts'
import { type FaultyRow, isReady, readRow, type ReadyRow } from './read-row.ts'
import { tableKind, tableRows } from './source-file.ts'

const TRIED = 20
const ROWS_NAMED = 20
const WORDS_NAMED = 20
const LOOK_UP = 1000

/**
 * What an import of this file would do: every row is read and checked, and the first ones are really brought in and taken back, so that what
 * is told of priorities and promises is what would be. Writes nothing.
 */
export async function previewImport(
  call: Call,
  file: Upload,
  regionId: number,
  given?: ImportMapping
): Promise<ImportPreview> {
  const mapping = await draftMapping(call, file, given)
  const unusable = faultOfMapping(mapping)
  const region = await call.tx
    .selectFrom('platform.region')
    .select('time_zone')
    .where('id', '=', regionId)
    .executeTakeFirst()
  if (!region) throw refuse('not-found')
  const context = { mapping, source: sourceOf('tickets', mapping), timeZone: region.time_zone, now: call.now }
  const tally = newTally()
  const first: ReadyRow[] = []
  let pending: ReadyRow[] = []
  for await (const { number, record, problem } of tableRows(call.app, file.id, tableKind(file))) {
    tally.see(record)
    if (unusable) continue
    const row: ReadyRow | FaultyRow = problem ? { row: number, fault: problem } : readRow(record, number, context)
    if (!isReady(row)) {
      tally.fault(row)
      continue
    }
    tally.ready(row)
    if (first.length < TRIED) first.push(row)
    pending.push(row)
    if (pending.length < LOOK_UP) continue
    tally.known(
      pending,
      await knownKeys(
        call,
        regionId,
        pending.map(({ key }) => key)
      )
    )
    pending = []
  }
  tally.known(
    pending,
    await knownKeys(
      call,
      regionId,
      pending.map(({ key }) => key)
    )
  )
  return { ...tally.told(mapping), mapping, unusable, tried: await tryOut(call, regionId, first) }
}

/** Thrown to take back what was only tried. */
class TakenBack extends Error {}

async function tryOut(call: Call, regionId: number, rows: ReadyRow[]): Promise<ImportPreview['tried']> {
  let tried: ImportPreview['tried'] = { rows: 0, examples: [], promises: {} }
  const attempt = transact(call.app, { kind: 'system', name: 'import' }, async (bare) => {
    const inner: Call = { ...bare, imported: true }
    const outcomes = await bringInTickets(inner, regionId, rows, true)
    tried = await describe(inner, regionId, outcomes)
    throw new TakenBack()
  })
  await attempt.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return tried
}

async function describe(call: Call, regionId: number, outcomes: Outcome[]): Promise<ImportPreview['tried']> {
  const made = outcomes.filter(({ outcome }) => outcome === 'imported')
  const ids = made.flatMap(({ ticketId }) => ticketId ?? [])
  const promises: Record<string, number> = {}
  for (const clocks of (await clocksOf(call, regionId, 'ticket', ids)).values())
    for (const { state } of clocks) promises[state] = (promises[state] ?? 0) + 1
  const examples = []
  for (const { row, ticketId } of made.slice(0, 5)) {
    const ticket = await findTicket(call.tx, regionId, ticketId as string)
    if (ticket)
      examples.push({
        row,
        title: ticket.title,
        kind: ticket.kind,
        priority: ticket.priority,
        openedAt: ticket.opened_at.toISOString(),
        status: ticket.status
      })
  }
  return { rows: made.length, examples, promises }
}

function newTally() {
  const samples = new Map<string, string[]>()
  const faults = new Map<string, ImportPreview['faults'][number]>()
  const kinds: Record<string, number> = {}
  const seen = new Map<string, Buffer>()
  const count = { total: 0, ready: 0, repeated: 0 }
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const addFault = ({ row, fault, field, word }: FaultyRow) => {
    const key = `${fault} ${field ?? ''}`
    const known = faults.get(key) ?? { fault, field: field ?? null, count: 0, rows: [], words: [] }
    const isNew = word !== undefined && !known.words.includes(word) && known.words.length < WORDS_NAMED
    faults.set(key, {
      ...known,
      count: known.count + 1,
      rows: known.rows.length < ROWS_NAMED ? [...known.rows, row] : known.rows,
      words: isNew ? [...known.words, word] : known.words
    })
  }
  return {
    see(record: Record<string, string>) {
      count.total += 1
      for (const [heading, text] of Object.entries(record)) {
        const known = samples.get(heading) ?? []
        if (samples.size < 200 || samples.has(heading)) samples.set(heading, known)
        if (text !== '' && known.length < 3) known.push(text.slice(0, 80))
      }
    },
    fault: addFault,
    ready(row: ReadyRow) {
      kinds[row.input.kind] = (kinds[row.input.kind] ?? 0) + 1
      earliest = Math.min(earliest, row.openedAt.getTime())
      latest = Math.max(latest, row.openedAt.getTime())
    },
    known(rows: ReadyRow[], keys: Map<string, { contentHash: Buffer | null }>) {
      for (const row of rows) {
        const before = keys.get(row.key)?.contentHash ?? seen.get(row.key)
        if (!before) {
          seen.set(row.key, row.contentHash)
          count.ready += 1
        } else if (before.equals(row.contentHash)) count.repeated += 1
        else addFault({ row: row.row, fault: 'number-used-before', field: 'externalId' })
      }
    },
    told(mapping: ImportMapping) {
      return {
        columns: [...samples].map(([heading, texts]) => ({
          heading,
          field: mapping.columns[heading]?.field ?? null,
          samples: texts
        })),
        ...count,
        faults: [...faults.values()],
        earliest: Number.isFinite(earliest) ? new Date(earliest).toISOString() : null,
        latest: Number.isFinite(latest) ? new Date(latest).toISOString() : null,
        kinds
      }
    }
  }
}
