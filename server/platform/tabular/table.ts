import { refuse } from '../refusal.ts'

/** The three kinds of table file the product reads; CSV and XLSX it also writes. */
export type TableKind = 'csv' | 'jsonl' | 'xlsx'

/** What is wrong with one row; the others are still good. */
export type RowProblem =
  | 'too-many-cells'
  | 'cell-too-long'
  | 'quote-not-closed'
  | 'unreadable-characters'
  | 'not-json'
  | 'not-an-object'

/**
 * One row of a table: `number` as a spreadsheet shows it (the heading is row 1; of JSONL the line). Every cell is text:
 * dates `2026-11-24` or `2026-11-24 09:30:00`, yes/no `true`/`false`, absent ''. With a `problem` the record holds what could be read.
 */
export type TableRow = { number: number; record: Record<string, string>; problem?: RowProblem }

export type TableLimits = {
  /** Bytes of the file as it arrives. */
  maxBytes: number
  /** Bytes after unpacking (XLSX). */
  maxUnpackedBytes: number
  maxRows: number
  maxColumns: number
  /** UTF-16 units of one cell, and of one line of JSONL times the columns. */
  maxCellLength: number
}

export const defaultTableLimits: TableLimits = {
  maxBytes: 100 * 1024 * 1024,
  maxUnpackedBytes: 400 * 1024 * 1024,
  maxRows: 1_000_000,
  maxColumns: 200,
  maxCellLength: 32_768
}

/** Headings as keys: trimmed, the empty named by their place, repeated ones numbered (`备注`, `备注 2`). Refuses table-unreadable, table-too-large. */
export function readHeadings(cells: string[], limits: TableLimits): string[] {
  const used = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  if (used === 0) throw refuse('table-unreadable', { reason: 'no-heading' })
  if (used > limits.maxColumns) throw refuse('table-too-large', { columns: limits.maxColumns })
  const taken = new Set<string>()
  return cells.slice(0, used).map((cell, at) => {
    const wanted = cell.trim().slice(0, 200) || `column ${at + 1}`
    let heading = wanted
    for (let count = 2; taken.has(heading); count++) heading = `${wanted} ${count}`
    taken.add(heading)
    return heading
  })
}

/** Pairs cells with headings; undefined for a row in which nothing is written. */
export function toRow(number: number, headings: string[], cells: string[], limits: TableLimits): TableRow | undefined {
  if (cells.every((cell) => cell === '')) return undefined
  let problem: RowProblem | undefined
  if (cells.slice(headings.length).some((cell) => cell !== '')) problem = 'too-many-cells'
  const record = Object.fromEntries(
    headings.map((heading, at) => {
      const cell = cells[at] ?? ''
      if (cell.length > limits.maxCellLength) problem = 'cell-too-long'
      else if (cell.includes('\ufffd') || cell.includes('\0')) problem ??= 'unreadable-characters'
      return [heading, cell.slice(0, limits.maxCellLength)]
    })
  )
  return problem ? { number, record, problem } : { number, record }
}

/** Passes rows on until there are more than allowed. Refuses table-too-large. */
export async function* atMostRows(rows: AsyncIterable<TableRow>, limits: TableLimits): AsyncGenerator<TableRow> {
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count > limits.maxRows) throw refuse('table-too-large', { rows: limits.maxRows })
    yield row
  }
}

/** Passes bytes on until there are more than allowed. Refuses table-too-large. */
export async function* atMostBytes(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    if (bytes > maxBytes) throw refuse('table-too-large', { bytes: maxBytes })
    yield chunk
  }
}
