import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { getTicket, lockTicket, type Ticket } from './load-ticket.ts'

/** Locks two tickets of one region, always the smaller id first, so that two people who join the same pair do not block each other for good. */
export async function lockPair(call: Call, oneId: string, otherId: string): Promise<{ one: Ticket; other: Ticket }> {
  if (oneId === otherId) throw refuse('ticket-parent-loop')
  const [{ region_id: regionId }, { region_id: otherRegionId }] = [
    await getTicket(call, oneId),
    await getTicket(call, otherId)
  ]
  if (regionId !== otherRegionId) throw refuse('ticket-other-region')
  const [first, second] = [oneId, otherId].sort() as [string, string]
  const locked = new Map<string, Ticket>()
  for (const id of [first, second]) locked.set(id, await lockTicket(call, { regionId, id }))
  return { one: locked.get(oneId) as Ticket, other: locked.get(otherId) as Ticket }
}
