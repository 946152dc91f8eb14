import type { listComplaintSources as contract } from '@shouwen/contract/complaint-intake'
import type { OutputOf } from '@shouwen/contract/operation'
import { rulebook } from '#server/rulebook'
import { sources, sourceView } from './complaint-source.ts'

/** Every source with its number, fields and clauses, and the levels, as the rulebook has them. @norm TK-01 TK-56 */
export async function listComplaintSources(): Promise<OutputOf<typeof contract>> {
  const levels = Object.entries(rulebook().complaints.levels.levels).map(([code, { side, zh, en }]) => ({ side, word: { code, zh, en } }))
  const of = (side: string) => levels.flatMap((level) => (level.side === side ? [level.word] : []))
  return {
    items: Object.entries(sources()).map(([code, source]) => ({ ...sourceView(code), byHand: !source.machine })),
    levels: { internal: of('internal'), external: of('external') }
  }
}
