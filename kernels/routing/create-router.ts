import { createScanRouter } from './testing/scan-router.ts'
import type { Router, RoutingRules } from './types.ts'

/** A router without anybody. */
export function createRouter(rules: RoutingRules): Router {
  return createScanRouter(rules)
}
