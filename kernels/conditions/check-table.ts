/** Finds what is wrong with a decision table before anybody relies on it: bad cells, gaps, overlaps, rows that can never decide. */
import { type Cell, cellHolds, type DecisionTable, type Range } from './decision-table.ts'
import { type Fact, type FactSchema, type Facts, type FactValue, factProblem } from './facts.ts'

export type TableReport = {
  /** Cells, inputs or `within` values that do not fit the declared facts; nothing else is reported when there are any. */
  faults: string[]
  /** Cases of the domain that no row answers: one example for each kind of gap. */
  gaps: Facts[]
  /** Pairs of rows that fit the same case, with an example. Wrong only for hit policy unique. */
  overlaps: { rows: [string, string]; at: Facts }[]
  /** Rows that never decide, with the rows that always come before them. */
  unreachable: { row: string; behind: string[] }[]
  /** The table was too large to be checked whole. */
  unfinished: boolean
}

const NODE_BUDGET = 200_000
const REPORTED = 20

/** Checks a table over the declared domains. A table is sound when faults, gaps and unreachable are empty, and overlaps too for `unique`. */
export function checkTable(schema: FactSchema, table: DecisionTable<unknown>): TableReport {
  const report: TableReport = {
    faults: tableFaults(schema, table),
    gaps: [],
    overlaps: [],
    unreachable: [],
    unfinished: false
  }
  if (report.faults.length > 0) return report
  const columns = table.inputs.map((input, column) => classesOf(schema, table, input, column))
  const deciding = new Set<number>()
  const before = table.rows.map(() => new Set<number>())
  const pairs = new Set<string>()
  const seen = new Set<string>()
  let nodes = 0

  const leaf = (rows: readonly number[], at: readonly FactValue[]): void => {
    const first = rows[0]
    if (first === undefined) {
      if (report.gaps.length < REPORTED) report.gaps.push(caseAt(table, at))
      return
    }
    for (const row of table.hit === 'collect' ? rows : [first]) deciding.add(row)
    for (const row of rows) if (row !== first) before[row]?.add(first)
    rows.forEach((left, index) => {
      for (const right of rows.slice(index + 1)) {
        const key = `${left} ${right}`
        if (pairs.has(key) || report.overlaps.length >= REPORTED) continue
        pairs.add(key)
        report.overlaps.push({ rows: [rowId(table, left), rowId(table, right)], at: caseAt(table, at) })
      }
    })
  }
  // Depth first over the columns; a set of surviving rows met before at the same column has nothing new to tell.
  const walk = (column: number, rows: readonly number[], at: readonly FactValue[]): void => {
    const key = `${column}:${rows.join(',')}`
    if (seen.has(key)) return
    seen.add(key)
    if (++nodes > NODE_BUDGET) {
      report.unfinished = true
      return
    }
    const classes = columns[column]
    if (!classes) return leaf(rows, at)
    for (const { witness, fits } of classes)
      walk(
        column + 1,
        rows.filter((row) => fits.has(row)),
        [...at, witness]
      )
  }
  walk(
    0,
    table.rows.map((_, index) => index),
    []
  )
  if (!report.unfinished) {
    report.unreachable = table.rows.flatMap((row, index) =>
      deciding.has(index)
        ? []
        : [
            {
              row: row.id,
              behind: [...(before[index] ?? [])].sort((a, b) => a - b).map((other) => rowId(table, other))
            }
          ]
    )
  }
  return report
}

/** Values of one input that no row tells apart are one class; a witness stands for it. */
function classesOf(schema: FactSchema, table: DecisionTable<unknown>, input: string, column: number) {
  const classes = new Map<string, { witness: FactValue; fits: Set<number> }>()
  for (const witness of witnesses(
    schema[input] as Fact,
    table.within?.[input],
    table.rows.map((row) => row.when[column] ?? '-')
  )) {
    const fits = new Set(
      table.rows.flatMap((row, index) => (cellHolds(row.when[column] ?? '-', witness) ? [index] : []))
    )
    const key = [...fits].join(',')
    if (!classes.has(key)) classes.set(key, { witness, fits })
  }
  return [...classes.values()]
}

/** Values that between them meet every way the cells can divide the domain. */
function witnesses(fact: Fact, within: readonly FactValue[] | undefined, cells: readonly Cell[]): readonly FactValue[] {
  if (within) return within
  if (fact.type === 'yes-no') return [false, true]
  if (fact.type === 'text') {
    const named = fact.values ? Object.keys(fact.values) : [...new Set(cells.flatMap(textsIn)), '(other)']
    return fact.optional ? [...new Set([...named, ''])] : named
  }
  const bounds = [...new Set([fact.min, fact.max, ...cells.flatMap(numbersIn)])]
    .filter((n) => n >= fact.min && n <= fact.max)
    .sort((a, b) => a - b)
  return bounds.flatMap((bound, index) => {
    const next = bounds[index + 1]
    return next === undefined ? [bound] : [bound, (bound + next) / 2]
  })
}

function textsIn(cell: Cell): string[] {
  if (Array.isArray(cell)) return cell.filter((value): value is string => typeof value === 'string')
  return typeof cell === 'string' && cell !== '-' ? [cell] : []
}

function numbersIn(cell: Cell): number[] {
  if (typeof cell === 'number') return [cell]
  if (typeof cell !== 'object') return []
  return (Array.isArray(cell) ? cell : Object.values(cell as Range)).filter(
    (value): value is number => typeof value === 'number'
  )
}

function tableFaults(schema: FactSchema, table: DecisionTable<unknown>): string[] {
  const faults: string[] = []
  const ids = new Set<string>()
  for (const input of table.inputs) if (!Object.hasOwn(schema, input)) faults.push(`unknown fact ${input}`)
  for (const [name, values] of Object.entries(table.within ?? {})) {
    if (!table.inputs.includes(name)) faults.push(`within names ${name}, which is no input`)
    for (const value of values) {
      const problem = factProblem(name, schema[name], value)
      if (problem) faults.push(`within: ${problem}`)
    }
  }
  for (const row of table.rows) {
    if (ids.has(row.id)) faults.push(`row ${row.id} appears twice`)
    ids.add(row.id)
    if (row.when.length !== table.inputs.length)
      faults.push(`row ${row.id} has ${row.when.length} cells for ${table.inputs.length} inputs`)
    row.when.forEach((cell, column) => {
      const input = table.inputs[column]
      if (input !== undefined)
        faults.push(...cellFaults(input, schema[input], cell).map((fault) => `row ${row.id}: ${fault}`))
    })
  }
  return faults
}

function cellFaults(input: string, fact: Fact | undefined, cell: Cell): string[] {
  if (!fact || cell === '-') return []
  if (typeof cell === 'object' && !Array.isArray(cell)) {
    if (fact.type !== 'number') return [`${input} is not a number and takes no range`]
    const { from = -Infinity, above = -Infinity, to = Infinity, below = Infinity } = cell as Range
    const empty =
      Math.max(from, above) > Math.min(to, below) ||
      (Math.max(from, above) === Math.min(to, below) && (above >= from || below <= to))
    return empty && Number.isFinite(Math.max(from, above)) ? [`${input} has an empty range`] : []
  }
  const values = (Array.isArray(cell) ? cell : [cell]) as readonly FactValue[]
  return values.flatMap((value) => factProblem(input, fact, value) ?? [])
}

function caseAt(table: DecisionTable<unknown>, at: readonly FactValue[]): Facts {
  return Object.fromEntries(table.inputs.map((input, column) => [input, at[column] as FactValue]))
}

function rowId(table: DecisionTable<unknown>, index: number): string {
  return table.rows[index]?.id ?? String(index)
}
