import { decodeText } from './decode-text.ts'
import { atMostBytes, atMostRows, type RowProblem, type TableLimits, type TableRow } from './table.ts'

/**
 * Reads one JSON object a line. Numbers and yes/no become text, null becomes '', nested values their JSON.
 * Empty lines are passed over. Refuses table-too-large.
 */
export function readJsonl(source: AsyncIterable<Uint8Array>, limits: TableLimits): AsyncGenerator<TableRow> {
  return atMostRows(rows(source, limits), limits)
}

async function* rows(source: AsyncIterable<Uint8Array>, limits: TableLimits): AsyncGenerator<TableRow> {
  let number = 0
  for await (const line of lines(decodeText(atMostBytes(source, limits.maxBytes)), limits.maxCellLength * 8)) {
    number += 1
    if (line.tooLong) yield { number, record: {}, problem: 'cell-too-long' }
    else if (line.text.trim() !== '') yield toTableRow(number, line.text, limits)
  }
}

function toTableRow(number: number, line: string, limits: TableLimits): TableRow {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { number, record: {}, problem: 'not-json' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { number, record: {}, problem: 'not-an-object' }
  const cells = Object.entries(value)
  let problem: RowProblem | undefined
  if (cells.length > limits.maxColumns) problem = 'too-many-cells'
  const record = Object.fromEntries(
    cells.slice(0, limits.maxColumns).map(([key, cell]) => {
      const text = toText(cell)
      if (text.length > limits.maxCellLength) problem = 'cell-too-long'
      else if (text.includes('\0') || text.includes('\ufffd') || !text.isWellFormed())
        problem ??= 'unreadable-characters'
      return [key.slice(0, 200), text.slice(0, limits.maxCellLength)]
    })
  )
  return problem ? { number, record, problem } : { number, record }
}

function toText(value: unknown): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Cuts text into lines; of a line beyond `maxLength` only the fact is kept. */
async function* lines(texts: AsyncIterable<string>, maxLength: number) {
  let pending = ''
  let tooLong = false
  for await (const text of texts) {
    const pieces = text.split('\n')
    for (const [at, piece] of pieces.entries()) {
      if (at > 0) {
        yield { text: pending, tooLong }
        pending = ''
        tooLong = false
      }
      if (pending.length + piece.length > maxLength) {
        tooLong = true
        pending = ''
      } else if (!tooLong) pending += piece
    }
  }
  if (pending !== '' || tooLong) yield { text: pending, tooLong }
}
