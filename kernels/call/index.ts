export { connections, hears, hearsMusic } from './hears.ts'
export { isServed, type Move, move, type MoveName, type Mover, moves, movesOf } from './move.ts'
export { type Call, type CallState, callStates, type Leg, type LegState, type MonitorMode, monitorModes, type Party } from './types.ts'
