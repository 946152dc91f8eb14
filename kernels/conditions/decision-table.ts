/** Decision tables: rows of cells, read by the norms to pick a limit, a priority or a route. The row id is the explanation. */
import type { FactValue, Facts, Phrase } from './facts.ts'

export type Range = { from?: number; above?: number; to?: number; below?: number }

/** '-' any value · a value · a list of values · a range of numbers. */
export type Cell = FactValue | readonly (string | number)[] | Range

export type Row<Gives> = {
  id: string
  when: readonly Cell[]
  gives: Gives
  /** The value is our reading of a gap in the source and waits for confirmation. */
  assumed?: boolean
  why?: Phrase
}

export type DecisionTable<Gives = Readonly<Record<string, FactValue>>> = {
  /** unique: at most one row fits · first: rows are read from the top · collect: every row that fits. */
  hit: 'unique' | 'first' | 'collect'
  inputs: readonly string[]
  /** The part of a fact's domain the table must answer for. */
  within?: Readonly<Record<string, readonly FactValue[]>>
  rows: readonly Row<Gives>[]
}

/** Says whether one value lies in one cell. */
export function cellHolds(cell: Cell, value: FactValue | undefined): boolean {
  if (cell === '-') return true
  if (value === undefined) return false
  if (Array.isArray(cell)) return (cell as readonly FactValue[]).includes(value)
  if (typeof cell === 'object') return typeof value === 'number' && inRange(cell as Range, value)
  return cell === value
}

/** Says whether every cell of a row holds. */
export function rowHolds(table: Pick<DecisionTable<unknown>, 'inputs'>, row: Row<unknown>, facts: Facts): boolean {
  return table.inputs.every((input, column) => cellHolds(row.when[column] ?? '-', facts[input]))
}

/** The rows that decide, in table order: none or one for unique and first, any number for collect. */
export function decide<Gives>(table: DecisionTable<Gives>, facts: Facts): readonly Row<Gives>[] {
  if (table.hit === 'collect') return table.rows.filter((row) => rowHolds(table, row, facts))
  const row = table.rows.find((candidate) => rowHolds(table, candidate, facts))
  return row ? [row] : []
}

function inRange(range: Range, value: number): boolean {
  return (
    (range.from === undefined || value >= range.from) &&
    (range.above === undefined || value > range.above) &&
    (range.to === undefined || value <= range.to) &&
    (range.below === undefined || value < range.below)
  )
}
