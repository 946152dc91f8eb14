import { mask } from '@shouwen/kernels/text/index'
import type { Static } from '@shouwen/contract/operation'
import type { Confirmation, Person, TicketForm, TicketView } from '@shouwen/contract/ticket-schemas'
import { holds } from '#platform/access'
import type { Call } from '#platform/action'
import { visibleClasses } from '#capabilities/people'
import { missingFields } from './forms.ts'
import type { Ticket } from './load-ticket.ts'
import { iso } from './ticket-state.ts'

export type People = Map<string, { name: string; jobNumber: string }>
export type PersonView = Static<typeof Person>

/** A colleague by id; null when there is none. */
export function personOf(people: People, id: string | null): PersonView | null {
  const person = id === null ? undefined : people.get(id)
  return id !== null && person ? { id, ...person } : null
}

/** The people a ticket names. */
export const peopleIn = (ticket: Ticket): (string | null)[] => [
  ticket.first_owner_id,
  ticket.owner_id,
  ticket.assignee_id
]

/** How to reach the customer: whole for who may see it or states a purpose, else in part. `unmasked` names the classes shown by purpose. @norm GV-03 */
export function contactOf(
  call: Call,
  ticket: Ticket
): { contact: Static<typeof TicketView>['contact']; unmasked: string[] } {
  const sees = visibleClasses(call.actor)
  const stated = call.purpose !== null && holds(call.actor, 'customer.unmask')
  const unmasked: string[] = []
  let masked = false
  const shown = (value: string | null, maskClass: 'name' | 'phone' | 'email') => {
    if (value === null || sees.has(maskClass)) return value
    if (stated) {
      unmasked.push(maskClass)
      return value
    }
    masked = true
    return mask(value, maskClass)
  }
  const contact = {
    name: shown(ticket.contact_name, 'name'),
    phone: shown(ticket.contact_phone, 'phone'),
    email: shown(ticket.contact_email, 'email')
  }
  return { contact: { ...contact, masked }, unmasked }
}

/** A ticket as its page shows it. */
export function ticketView(
  ticket: Ticket,
  people: People,
  contact: Static<typeof TicketView>['contact']
): Static<typeof TicketView> {
  const form = ticket.form as TicketForm
  const because = ticket.priority_because as { zh: string; en: string } | null
  return {
    id: ticket.id,
    regionId: ticket.region_id,
    number: ticket.number,
    kind: ticket.kind,
    status: ticket.status,
    statusReason: ticket.status_reason,
    statusAt: ticket.status_at.toISOString(),
    title: ticket.title,
    description: ticket.description,
    form,
    missing: missingFields(ticket.kind, form),
    customerId: ticket.customer_id,
    lineId: ticket.line_id,
    contact,
    channel: ticket.channel,
    source: ticket.source,
    category: ticket.category,
    severity: ticket.severity,
    urgency: ticket.urgency,
    scope: ticket.scope,
    priority: ticket.priority,
    priorityBecause: because ? { zh: because.zh, en: because.en } : null,
    priorityOverridden: ticket.priority_overridden,
    customerGrade: ticket.customer_grade,
    major: ticket.major,
    firstOwner: personOf(people, ticket.first_owner_id),
    owner: personOf(people, ticket.owner_id),
    assignee: personOf(people, ticket.assignee_id),
    queueCode: ticket.queue_code,
    unitId: ticket.unit_id,
    parentId: ticket.parent_id,
    mergedIntoId: ticket.merged_into_id,
    openedAt: ticket.opened_at.toISOString(),
    acceptedAt: iso(ticket.accepted_at),
    firstAnsweredAt: iso(ticket.first_answered_at),
    customerWroteAt: iso(ticket.customer_wrote_at),
    arrivedAt: iso(ticket.arrived_at),
    restoredAt: iso(ticket.restored_at),
    resolvedAt: iso(ticket.resolved_at),
    closedAt: iso(ticket.closed_at),
    reopenedCount: ticket.reopened_count,
    nextDueAt: iso(ticket.next_due_at),
    atRiskAt: iso(ticket.at_risk_at),
    requestedResolutionAt: iso(ticket.requested_resolution_at),
    externalId: ticket.external_id,
    tags: ticket.tags,
    resolution: ticket.resolution,
    rootCause: ticket.root_cause,
    confirmation: ticket.confirmation as Confirmation | null,
    childCount: ticket.child_count,
    version: ticket.version
  }
}
