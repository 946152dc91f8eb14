import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeXlsxStream } from 'hucre/xlsx'
import { escapeFormula } from './formula.ts'

/** A date is written in the time zone it is given in: pass text when the reader's zone matters. */
export type Cell = string | number | boolean | Date | null | undefined
export type Column = { key: string; heading: string }
export type Rows = AsyncIterable<Record<string, Cell>> | Iterable<Record<string, Cell>>
export type WrittenKind = 'csv' | 'xlsx'

/** The bytes of a table file, made while they are read: hand them to `blobs.put` or to a response. Memory does not grow with the rows. */
export function tableBytes(kind: WrittenKind, columns: Column[], rows: Rows): AsyncGenerator<Uint8Array> {
  return kind === 'csv' ? csvBytes(columns, rows) : xlsxBytes(columns, rows)
}

/** Writes a table file to a path of our own choosing. */
export async function writeTableFile(path: string, kind: WrittenKind, columns: Column[], rows: Rows): Promise<void> {
  await pipeline(Readable.from(tableBytes(kind, columns, rows)), createWriteStream(path))
}

const piecesOf = 65_536

/** RFC 4180 with a byte order mark, without which Excel reads Chinese in the wrong encoding. Cells that look like formulas are defused. */
async function* csvBytes(columns: Column[], rows: Rows): AsyncGenerator<Uint8Array> {
  let text = `\ufeff${columns.map((column) => csvCell(column.heading)).join(',')}\r\n`
  for await (const row of rows) {
    text += `${columns.map((column) => csvCell(row[column.key])).join(',')}\r\n`
    if (text.length < piecesOf) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

function csvCell(cell: Cell): string {
  const text = typeof cell === 'string' ? escapeFormula(cell) : cellText(cell)
  return /[",\r\n\t;|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function cellText(cell: Exclude<Cell, string>): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString() : String(cell)
}

/** What a workbook cell may hold; longer ones make Excel call the whole file damaged. */
const maxCellLength = 32_767

/** One sheet; text stays text (a workbook computes only what is marked as a formula), so nothing needs defusing. Line ends become \n. */
async function* xlsxBytes(columns: Column[], rows: Rows): AsyncGenerator<Uint8Array> {
  async function* lines() {
    for await (const row of rows) yield columns.map((column) => xlsxCell(row[column.key]))
  }
  const stream = writeXlsxStream(lines(), {
    name: 'Sheet1',
    columns: columns.map((column) => ({ header: column.heading })),
    freezePane: { rows: 1 }
  })
  yield* stream as unknown as AsyncIterable<Uint8Array>
}

function xlsxCell(cell: Cell): string | number | boolean | null {
  if (typeof cell !== 'string') return cell === undefined || cell instanceof Date ? cellText(cell) : cell
  const text = cell.toWellFormed().replace(notInXml, '').replace(/\r\n?/g, '\n').replace(looksEscaped, '_x005F_')
  return text.length > maxCellLength ? `${text.slice(0, maxCellLength - 1)}…`.toWellFormed() : text
}

/** Workbooks read `_x0041_` as the character of that number; only its underscore written so stays text. */
const looksEscaped = /_(?=x[0-9A-Fa-f]{4}_)/g

/** Characters XML 1.0 forbids, and the other control characters, which no spreadsheet shows. */
const notInXml = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu
