export { createRouter } from './create-router.ts'
export { estimateWaitSeconds, type Throughput } from './estimate-wait.ts'
export { scoreOf, stepAt } from './place.ts'
export { type Replay, type ReplayAgent, type ReplayContact, replayDay, type ReplayOutcome } from './replay-day.ts'
export { reasonText, reasonWords } from './reasons.ts'
export {
  type Agent,
  type Contact,
  type Decision,
  type Explanation,
  PASSED_OVER_MOST,
  type PassedOver,
  type Reason,
  type ReasonCode,
  type Router,
  type RoutingRules,
  type Step
} from './types.ts'
