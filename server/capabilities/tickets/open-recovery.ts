import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { happened } from './happened.ts'
import { insertLink } from './link-tickets.ts'
import { findTicket, type Ticket, type TicketRef } from './load-ticket.ts'
import { enterTicket } from './open-ticket.ts'
import { followUpOf } from './reopen-ticket.ts'
import { findQueue } from './route-ticket.ts'

export type Recovery = { title: string; description: string; at: Date; data: Record<string, unknown> }

/**
 * Opens the ticket in which a dissatisfied customer is won back: it stands beside the one that disappointed, goes to the same queue or
 * unit, and its promise counts from the bad word, not from when we noticed. @norm SP-20 KP-13
 */
export async function openRecovery(
  call: Call,
  of: TicketRef,
  { title, description, at, data }: Recovery
): Promise<Ticket> {
  const before = await findTicket(call.tx, of.regionId, of.id)
  if (!before) throw refuse('not-found')
  permit(call, 'ticket.open', { regionId: before.region_id, unitId: before.unit_id })
  const queue = before.queue_code ? await findQueue(call, before.region_id, before.queue_code) : null
  const given = {
    ...followUpOf(before, ''),
    kind: 'request' as const,
    category: undefined,
    form: { wanted: title },
    source: 'survey' as const,
    tags: ['recovery'],
    title,
    description,
    ...(queue ? { queueCode: queue.code } : {})
  }
  const recovery = await enterTicket(call, given, { byMachine: true, firstOwnerId: null, avoidStaffIds: before.avoid_staff_ids, occurredAt: at })
  await insertLink(call, recovery, before.id, 'follow-up')
  const unit = recovery.unit_id === null ? { unit_id: before.unit_id } : {}
  return happened(call, recovery, [{ name: 'survey.low-score', data: { ...data, ofId: before.id } }], unit, at)
}
