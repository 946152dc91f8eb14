import { streamXlsxRows } from 'hucre/xlsx'
import { refuse, Refusal } from '../refusal.ts'
import { atMostBytes, atMostRows, readHeadings, type TableLimits, type TableRow, toRow } from './table.ts'
import { checkUnpackedSize } from './unpacked-size.ts'

/**
 * Reads the first sheet of an XLSX workbook; the first written row is the heading. Formulas give their stored result. The file
 * is held in memory (it is bounded), and is unpacked once for its size before anything in it is believed. Refuses table-too-large, table-unreadable.
 */
export function readXlsx(source: AsyncIterable<Uint8Array>, limits: TableLimits): AsyncGenerator<TableRow> {
  return atMostRows(rows(source, limits), limits)
}

async function* rows(source: AsyncIterable<Uint8Array>, limits: TableLimits): AsyncGenerator<TableRow> {
  const chunks: Uint8Array[] = []
  for await (const chunk of atMostBytes(source, limits.maxBytes)) chunks.push(chunk)
  const archive = new Uint8Array(Buffer.concat(chunks))
  let headings: string[] | undefined
  try {
    await checkUnpackedSize(archive, limits.maxUnpackedBytes)
    for await (const { index, values } of streamXlsxRows(archive)) {
      const cells = values.map(toText)
      if (headings) {
        const row = toRow(index + 1, headings, cells, limits)
        if (row) yield row
      } else if (cells.some((cell) => cell.trim() !== '')) headings = readHeadings(cells, limits)
    }
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'file-type-mismatch') throw error
    throw refuse('table-unreadable', { reason: 'not-a-workbook' })
  }
  if (!headings) readHeadings([], limits)
}

function toText(value: string | number | boolean | Date | null): string {
  if (value === null) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dateText(value)
  if (typeof value === 'number') return numberText(value)
  return String(value)
}

/** Workbooks know no time zone: the date is read as written. A date before the first is a time of day. */
function dateText(date: Date): string {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString()
  const time = rounded.slice(11, 19)
  return time === '00:00:00' ? rounded.slice(0, 10) : `${rounded.slice(0, 10)} ${time}`
}

/** Long numbers are account numbers, never 1.3e+21; what a cell computed as 0.30000000000000004 was meant as 0.3. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return ''
  if (Number.isInteger(value)) return BigInt(value).toString()
  const text = String(Number(value.toPrecision(15)))
  return text.includes('e') ? value.toFixed(15).replace(/0+$/, '') : text
}
