import { changeStatus } from '@shouwen/contract/ticket-work'
import { sql } from 'kysely'
import { removeRecord } from '#capabilities/integrations'
import { ticketScopeColumns } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { act } from '../acting.ts'
import type { Attribute } from '../attribute.ts'
import type { Json } from '../condition.ts'
import { fault } from '../fault.ts'
import { type Ref, type Resource, shapes, shown } from '../resource.ts'
import { createTicket } from './create.ts'
import { filters } from './filters.ts'
import { lockTicketRow, renderTickets } from './render.ts'
import { changeTicket } from './update.ts'
import { fromVersion5, toVersion5 } from './version5.ts'

/** TMF621 version 4: the tickets of the product. */
export const troubleTicket: Resource = {
  name: 'troubleTicket',
  type: 'TroubleTicket',
  attributes: shapes({
    text: 'description externalId name priority severity statusChangeReason ticketType status',
    instant: 'creationDate expectedResolutionDate lastUpdate requestedResolutionDate resolutionDate statusChangeDate',
    object: 'channel',
    list: 'attachment note relatedEntity relatedParty statusChange troubleTicketRelationship'
  }),
  permissions: { read: 'ticket.read', create: 'ticket.open', update: 'ticket.status', remove: 'ticket.status' },
  source: {
    from: sql`tickets.ticket t`,
    where: shown('troubleTicket', sql`t.region_id`, sql`t.id`),
    region: sql`t.region_id`,
    id: sql`t.id`,
    at: sql`t.opened_at`,
    placement: ticketScopeColumns('t')
  },
  filters,
  render: renderTickets,
  create: createTicket,
  update: changeTicket,
  remove: removeTicket
}

const { externalId: externalIdText, 'relatedParty.id': party, 'relatedEntity.id': entity, 'statusChange.status': steps, ...sameFilters } = filters.own

/** TMF621 version 5: the same tickets in its words. */
export const troubleTicket5: Resource = {
  ...troubleTicket,
  attributes: shapes({
    text: 'description name priority severity statusChangeReason ticketType status',
    instant: 'creationDate expectedResolutionDate lastUpdate requestedResolutionDate resolutionDate statusChangeDate',
    object: 'channel troubleTicketSpecification',
    list: 'attachment externalIdentifier note relatedEntity relatedParty statusChangeHistory troubleTicketCharacteristic troubleTicketRelationship'
  }),
  filters: {
    ...filters,
    computed: new Set([...filters.computed, 'troubleTicketCharacteristic']),
    own: {
      ...sameFilters,
      'externalIdentifier.id': externalIdText as Attribute,
      'relatedParty.partyOrPartyRole.id': party as Attribute,
      'relatedEntity.entity.id': entity as Attribute,
      'statusChangeHistory.status': steps as Attribute
    }
  },
  render: async (call, refs, wanted) => {
    const tickets = await renderTickets(call, refs, (name) => wanted(name) || (name === 'statusChange' && wanted('statusChangeHistory')), true)
    return tickets.map(toVersion5)
  },
  create: (call, body) => createTicket(call, fromVersion5(body)),
  update: (call, ref, present, wanted) => changeTicket(call, ref, fromVersion5(present), fromVersion5(wanted))
}

/**
 * Takes back a ticket that came by this interface and nobody has begun: it is cancelled and no longer shown here. Anything else is
 * history, and is cancelled or closed by its status instead.
 */
async function removeTicket(call: Call, ref: Ref): Promise<void> {
  const row = await lockTicketRow(call, ref)
  if ((row.tmf as Json)['$origin'] !== 'tmf' || row.status !== 'acknowledged')
    throw fault(409, 'ticket-not-removable', 'Only a ticket opened by this interface that nobody has begun can be deleted; cancel it instead')
  await removeRecord(call, ref, 'troubleTicket')
  await act(call, changeStatus, { ticketId: ref.id, to: 'cancelled', reason: 'deleted through TMF621' })
}
