import { csvCutter, type CsvCutter, type CsvRecord, separatorOf } from './csv-cutter.ts'
import { decodeText } from './decode-text.ts'
import { unescapeFormula } from './formula.ts'
import { atMostBytes, atMostRows, readHeadings, type TableLimits, type TableRow, toRow } from './table.ts'

/**
 * Reads CSV as it is found in offices: any encoding `decodeText` knows, separated by comma, semicolon, tab or bar
 * (whichever the heading uses most). Empty lines are passed over. Refuses table-too-large, table-unreadable.
 */
export function readCsv(source: AsyncIterable<Uint8Array>, limits: TableLimits): AsyncGenerator<TableRow> {
  return atMostRows(rows(source, limits), limits)
}

async function* rows(source: AsyncIterable<Uint8Array>, limits: TableLimits): AsyncGenerator<TableRow> {
  let headings: string[] | undefined
  for await (const { number, cells, closed } of records(decodeText(atMostBytes(source, limits.maxBytes)), limits)) {
    if (!headings) {
      if (cells.some((cell) => cell.trim() !== '')) headings = readHeadings(cells.map(unescapeFormula), limits)
      continue
    }
    const row = toRow(number, headings, cells.map(unescapeFormula), limits)
    if (row) yield closed ? row : { ...row, problem: 'quote-not-closed' }
  }
  if (!headings) readHeadings([], limits)
}

/** Enough to hold any heading line. */
const beginningLength = 65_536

async function* records(texts: AsyncIterable<string>, limits: TableLimits): AsyncGenerator<CsvRecord> {
  let cutter: CsvCutter | undefined
  let beginning = ''
  const begin = () => {
    const heading = /^\s*([^\r\n]*)/.exec(beginning)?.[1] ?? ''
    return csvCutter(separatorOf(heading), { maxCells: limits.maxColumns + 1, maxCellLength: limits.maxCellLength })
  }
  for await (const text of texts) {
    if (cutter) {
      yield* cutter.feed(text)
      continue
    }
    beginning += text
    if (beginning.length < beginningLength && !/\S[^\r\n]*[\r\n]/.test(beginning)) continue
    cutter = begin()
    yield* cutter.feed(beginning)
  }
  if (!cutter) {
    cutter = begin()
    yield* cutter.feed(beginning)
  }
  yield* cutter.end()
}
