export {
  type Forecast,
  type ForecastPlan,
  type ForecastPoint,
  forecastQueue,
  type QueueState
} from './forecast-queue.ts'
export { type Bound, type FloorCounts, type FloorFigures, floorFigures, levelOf, type LevelRule, occupancyOf, serviceCountsOf } from './floor-figures.ts'
export { estimateWait, type QueueAhead, type WaitEstimate } from './estimate-wait.ts'
export { performanceWithPatience } from './erlang-a.ts'
export { erlangB } from './erlang-b.ts'
export { erlangC, performanceWithoutPatience } from './erlang-c.ts'
export {
  type ServiceCounts,
  serviceLevel,
  type ServiceLevelFormula,
  serviceLevelFormulas,
  sumCounts
} from './service-level.ts'
export { agentsRequired, performanceOf, type StaffingTarget } from './staffing.ts'
export { offeredLoad, type Performance, type Traffic } from './traffic.ts'
