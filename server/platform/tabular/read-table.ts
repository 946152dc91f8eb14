import { readCsv } from './read-csv.ts'
import { readJsonl } from './read-jsonl.ts'
import { readXlsx } from './read-xlsx.ts'
import { defaultTableLimits, type TableKind, type TableLimits, type TableRow } from './table.ts'

/**
 * Reads a table file of a known kind row by row. A bad row carries its `problem` and does not stop the others; a file that is
 * no table or is beyond the limits is refused (table-unreadable, table-too-large), possibly after rows were given out.
 */
export function readTable(
  kind: TableKind,
  source: AsyncIterable<Uint8Array>,
  limits: Partial<TableLimits> = {}
): AsyncGenerator<TableRow> {
  return readers[kind](source, { ...defaultTableLimits, ...limits })
}

const readers = { csv: readCsv, jsonl: readJsonl, xlsx: readXlsx }

/** The kind a file name stands for; undefined when it is no table. */
export function tableKindOf(fileName: string): TableKind | undefined {
  const extension = /\.(csv|txt|jsonl|ndjson|xlsx)$/i.exec(fileName)?.[1]?.toLowerCase()
  if (extension === undefined) return undefined
  if (extension === 'xlsx') return 'xlsx'
  return extension === 'csv' || extension === 'txt' ? 'csv' : 'jsonl'
}
