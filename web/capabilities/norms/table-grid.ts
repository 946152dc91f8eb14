import type { DecisionTable, Row } from '@shouwen/kernels/conditions/index'

export type TableRow = Row<unknown>
export type Grid = {
  rowInputs: string[]
  columnInput: string
  columns: unknown[]
  /** `spans[i]` lines of the i-th input begin here; 0 = inside a span above. */
  rows: { key: string; when: unknown[]; spans: number[]; cells: (TableRow | undefined)[] }[]
}

const MOST_COLUMNS = 6
const FEWEST_ROWS = 6

/**
 * A table that names one value in every cell reads best as a grid: the values of its last question side by side. Undefined for tables
 * with open cells, lists or ranges, whose rows must be read one by one.
 */
export function gridOf(table: DecisionTable<unknown>): Grid | undefined {
  const { hit, inputs, rows } = table
  if (hit !== 'unique' || inputs.length < 2 || rows.length < FEWEST_ROWS) return undefined
  if (rows.some((row) => row.when.some((cell) => typeof cell === 'object' || cell === '-'))) return undefined
  const columns = [...new Set(rows.map((row) => row.when.at(-1)))]
  if (columns.length < 2 || columns.length > MOST_COLUMNS) return undefined
  const lines = Map.groupBy(rows, (row) => JSON.stringify(row.when.slice(0, -1)))
  if (lines.size === rows.length) return undefined
  const sorted = [...lines].map(([key, found]) => ({
    key,
    when: (found[0] as TableRow).when.slice(0, -1) as unknown[],
    cells: columns.map((column) => found.find((row) => row.when.at(-1) === column))
  }))
  return {
    rowInputs: inputs.slice(0, -1),
    columnInput: inputs.at(-1) as string,
    columns,
    rows: sorted.map((line, index) => ({ ...line, spans: line.when.map((_, column) => spanAt(sorted, index, column)) }))
  }
}

/** How many lines from here on say the same in this and all columns before it; 0 when the line above does too. */
function spanAt(lines: readonly { when: unknown[] }[], index: number, column: number): number {
  const head = (at: number) => JSON.stringify(lines[at]?.when.slice(0, column + 1))
  if (index > 0 && head(index - 1) === head(index)) return 0
  let span = 1
  while (index + span < lines.length && head(index + span) === head(index)) span += 1
  return span
}
