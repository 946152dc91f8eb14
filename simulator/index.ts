export { type Centre, createCentre, type QueueView, type ServedContact, type Watcher } from './centre.ts'
export type { Happening, Length, Scenario, Span, Stream, Team } from './scenario.ts'
export { type DayResult, simulateDay } from './simulate-day.ts'
export type { IntervalTally } from './tally.ts'
