export type CsvRecord = {
  /** 1 for the first record of the file. */
  number: number
  cells: string[]
  /** false: the file ended inside a quoted cell. */
  closed: boolean
}

export type CsvCutter = {
  /** The records that ended within this piece of text. */
  feed(text: string): CsvRecord[]
  /** The last record, if the file did not end with a line end. */
  end(): CsvRecord[]
}

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Cuts CSV text (RFC 4180; any line end; a quote inside an unquoted cell is text) into records, piece by piece. A cell longer
 * than the limit is cut one unit beyond it, so that it shows; of cells beyond `maxCells` only the last written one is kept.
 */
export function csvCutter(separator: string, limits: { maxCells: number; maxCellLength: number }): CsvCutter {
  const separatorCode = separator.charCodeAt(0)
  let place: 'start' | 'plain' | 'quoted' | 'after-quote' = 'start'
  let afterReturn = false
  let cells: string[] = []
  let cell = ''
  let number = 0

  function add(text: string) {
    const room = limits.maxCellLength + 1 - cell.length
    if (room > 0) cell += text.length > room ? text.slice(0, room) : text
  }
  function endCell() {
    if (cells.length < limits.maxCells) cells.push(cell)
    else if (cell !== '') cells[limits.maxCells - 1] = cell
    cell = ''
    place = 'start'
  }
  function endRecord(closed: boolean): CsvRecord {
    endCell()
    number += 1
    const record = { number, cells, closed }
    cells = []
    return record
  }

  function feed(text: string): CsvRecord[] {
    const records: CsvRecord[] = []
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (place === 'quoted') {
        if (code !== quote) continue
        add(text.slice(from, at))
        from = at + 1
        place = 'after-quote'
      } else if (place === 'after-quote' && code === quote) {
        from = at
        place = 'quoted'
      } else if (code === lineFeed && afterReturn) {
        afterReturn = false
        from = at + 1
      } else {
        afterReturn = false
        if (code === separatorCode) {
          add(text.slice(from, at))
          endCell()
          from = at + 1
        } else if (code === lineFeed || code === carriageReturn) {
          add(text.slice(from, at))
          records.push(endRecord(true))
          from = at + 1
          afterReturn = code === carriageReturn
        } else if (code === quote && place === 'start') {
          from = at + 1
          place = 'quoted'
        } else {
          place = 'plain'
        }
      }
    }
    add(text.slice(from))
    return records
  }

  function end(): CsvRecord[] {
    if (place === 'start' && cells.length === 0) return []
    return [endRecord(place !== 'quoted')]
  }

  return { feed, end }
}

/** The separator a heading line uses most outside quotes; a comma when it uses none. */
export function separatorOf(headingLine: string): string {
  const bare = headingLine.replace(/"[^"]*"/g, '')
  let best = ','
  let most = 0
  for (const separator of [',', ';', '\t', '|']) {
    const count = bare.split(separator).length - 1
    if (count > most) {
      best = separator
      most = count
    }
  }
  return best
}
