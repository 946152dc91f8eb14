import type { Call } from '#platform/action'
import { conversationsOfTicket } from '#capabilities/contacts'

export type CallOfTicket = { id: string; answeredAt: Date | null; endedAt: Date | null; /** Who let go first. */ endedBy: 'customer' | 'agent' | 'system' | null }

/** The calls of a ticket, the newest first: when they were answered and who let go (SC-13). */
export async function callsOfTicket(call: Call, ref: { regionId: number; id: string }): Promise<CallOfTicket[]> {
  const conversations = await conversationsOfTicket(call, ref, 'phone')
  if (conversations.length === 0) return []
  const rows = await call.tx
    .selectFrom('voice.call')
    .select(['id', 'answered_at', 'ended_at', 'ended_by'])
    .where('region_id', '=', ref.regionId)
    .where('conversation_id', 'in', conversations.map((one) => one.id))
    .orderBy('started_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({ id: row.id, answeredAt: row.answered_at, endedAt: row.ended_at, endedBy: row.ended_by as CallOfTicket['endedBy'] }))
}
