import type { Static } from '@shouwen/contract/operation'
import type { TicketState } from '@shouwen/contract/ticket-schemas'
import type { Ticket } from './load-ticket.ts'

/** A ticket after a verb, as the contract shows it. */
export function stateOf(ticket: Ticket): Static<typeof TicketState> {
  return {
    id: ticket.id,
    regionId: ticket.region_id,
    number: ticket.number,
    status: ticket.status,
    priority: ticket.priority,
    version: ticket.version,
    queueCode: ticket.queue_code,
    unitId: ticket.unit_id,
    ownerId: ticket.owner_id,
    assigneeId: ticket.assignee_id,
    nextDueAt: iso(ticket.next_due_at),
    atRiskAt: iso(ticket.at_risk_at)
  }
}

export function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
