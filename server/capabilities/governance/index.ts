import type { checkEvidence as contract } from '@shouwen/contract/governance'
import { checkEvidence } from '@shouwen/contract/governance'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, type Route, serve } from '#platform/action'
import type { App } from '#platform/app-type'
import { verifyEvidence } from '#platform/evidence'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'

/** Recomputes a stretch of the evidence chain: what was promised and how it ended is as it was written. @norm GV-03 */
function check(call: Call, { fromNo, limit }: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  return verifyEvidence(call.tx, fromNo ?? 1, limit ?? 200)
}

export const routes: Route[] = [serve(checkEvidence, check)]
export const reactions: Reaction[] = []
export const repeating: Repeating[] = []
export async function prepare(_app: App): Promise<void> {}
