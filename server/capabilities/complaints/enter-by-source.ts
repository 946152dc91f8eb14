import type { Call } from '#platform/action'
import { lockTicket } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { findComplaint, lockComplaint } from './complaint-row.ts'
import { moveLevel } from './move-level.ts'

/** The level on which a complaint of this source stands at once, with its words; null for the customer's own. @norm TK-56 */
export function levelBySource(source: string): string | null {
  const { levels } = rulebook().complaints.levels
  return Object.entries(levels).find(([, level]) => level.sources?.includes(source))?.[0] ?? null
}

/** What comes through an office or the press has escalated outside before we heard of it. */
export async function enterBySource(call: Call, ref: { regionId: number; id: string }): Promise<void> {
  const seen = await findComplaint(call.tx, ref.regionId, ref.id)
  const level = seen && levelBySource(seen.source_code)
  if (!seen || !level || seen.external_level) return
  const ticket = await lockTicket(call, ref)
  const row = await lockComplaint(call, ref)
  if (!row || row.external_level || ticket.kind !== 'complaint') return
  const source = rulebook().complaints.sources.sources[row.source_code]
  await moveLevel(call, ticket, row, { side: 'external', to: level, reason: `来源 ${source?.zh ?? row.source_code} · from ${source?.en ?? row.source_code}` })
}
