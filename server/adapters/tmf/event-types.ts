import type { Call } from '#platform/action'
import type { Told } from '#capabilities/integrations'

/** Which events of an interface an event of ours is: `Create`, `StatusChange` … behind the type of the resource. */
export type EventTypes = (call: Call, told: Told) => Promise<string[]> | string[]

/** The status an event of a ticket brings; others change no status. */
export const statusOfEvent: Record<string, string> = {
  'ticket.accepted': 'inProgress', 'ticket.resumed': 'inProgress', 'ticket.reopened': 'inProgress', 'ticket.waiting': 'pending', 'ticket.held': 'held',
  'ticket.resolved': 'resolved', 'ticket.closed': 'closed', 'ticket.cancelled': 'cancelled', 'ticket.rejected': 'rejected'
}

const ticketChanges = new Set([
  'ticket.edited', 'ticket.noted', 'ticket.answered', 'ticket.progress-told', 'ticket.customer-wrote', 'ticket.prioritised', 'ticket.transferred', 'ticket.merged',
  'ticket.linked', 'ticket.file-attached', 'ticket.confirmed', 'ticket.restored', 'ticket.arrived'
])

export const ticketEvents: EventTypes = (_, { name, data }) => {
  if (name === 'ticket.opened') return ['TroubleTicketCreateEvent']
  if (name === 'record.hidden') return data['resource'] === 'troubleTicket' ? ['TroubleTicketDeleteEvent'] : []
  if (ticketChanges.has(name)) return ['TroubleTicketAttributeValueChangeEvent']
  // Trying to reach a customer is told as waiting too, and a follow-up as reopening: neither is a step of this ticket.
  const stays = (name === 'ticket.waiting' && data['status'] !== 'pending') || data['followUpId'] !== undefined
  if (!(name in statusOfEvent) || stays) return []
  const more = name === 'ticket.resolved' ? ['TroubleTicketResolvedEvent'] : name === 'ticket.waiting' ? ['TroubleTicketInformationRequiredEvent'] : []
  return ['TroubleTicketStatusChangeEvent', ...more]
}

export const customerEvents: EventTypes = (_, { name, data }) => {
  const ours = data['resource'] === 'customer'
  if (name === 'record.hidden') return ours ? ['CustomerDeleteEvent'] : []
  if (name === 'record.shown') return ours ? ['CustomerCreateEvent'] : []
  if (name === 'customer.created') return ['CustomerCreateEvent']
  if (name === 'customer.grade-changed') return ['CustomerAttributeValueChangeEvent']
  if (name !== 'customer.changed') return []
  const fields = Array.isArray(data['fields']) ? (data['fields'] as string[]) : []
  const others = fields.some((field) => field !== 'status' && field !== 'statusReason')
  return [...(fields.includes('status') ? ['CustomerStateChangeEvent'] : []), ...(others ? ['CustomerAttributeValueChangeEvent'] : [])]
}

const partyMoments: Record<string, string> = { 'customer.created': 'Create', 'customer.changed': 'AttributeValueChange' }

export const partyEvents: EventTypes = async (call, { name, regionId, subjectId, data }) => {
  const gone = name === 'record.hidden' && data['resource'] === 'party'
  const moment = gone ? 'Delete' : partyMoments[name]
  if (!moment) return []
  const row = await call.tx.selectFrom('customers.customer').select('kind').where('region_id', '=', regionId).where('id', '=', subjectId).executeTakeFirst()
  return row ? [`${row.kind === 'person' ? 'Individual' : 'Organization'}${moment}Event`] : []
}

const interactionSteps = new Set(['contact.accepted', 'contact.closed', 'contact.resumed', 'contact.returned'])
const interactionChanges = new Set(['contact.message', 'contact.noted', 'contact.transferred', 'contact.described', 'contact.answered', 'contact.away'])

export const interactionEvents: EventTypes = (_, { name, data }) => {
  if (name === 'contact.opened') return ['PartyInteractionCreateEvent']
  if (name === 'record.hidden') return data['resource'] === 'partyInteraction' ? ['PartyInteractionDeleteEvent'] : []
  if (interactionSteps.has(name)) return ['PartyInteractionStatusChangeEvent']
  return interactionChanges.has(name) ? ['PartyInteractionAttributeValueChangeEvent'] : []
}
