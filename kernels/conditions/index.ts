/** Conditions and decision tables: pure, the same in the browser, the server and the simulator. */
export * from './check-table.ts'
export * from './clause.ts'
export * from './clause-limit.ts'
export { type Conditions, conditionsOver } from './condition.ts'
export * from './decision-table.ts'
export * from './explain-condition.ts'
export * from './facts.ts'
export * from './run-clause.ts'
