export { readTable, tableKindOf } from './read-table.ts'
export {
  defaultTableLimits,
  type RowProblem,
  type TableKind,
  type TableLimits,
  type TableRow
} from './table.ts'
export { type Cell, type Column, type Rows, tableBytes, type WrittenKind, writeTableFile } from './write-table.ts'
