import type { TicketVerb } from '@shouwen/contract/ticket-words'
import { allows, type Permitted, type Placement, type PlacementColumns, permit } from '#platform/access'
import type { Actor, Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { Ticket } from './load-ticket.ts'
import { keptAway } from './recusal.ts'
import { verbPossible } from './ticket.ts'

type Placed = Pick<Ticket, 'region_id' | 'unit_id' | 'first_owner_id' | 'owner_id' | 'assignee_id'>

/** Where a ticket stands for permissions: the unit that has it, and as "own" whoever was asked first, answers for it or works on it. */
export function ticketPlacement(ticket: Placed): Placement {
  return {
    regionId: ticket.region_id,
    unitId: ticket.unit_id,
    staffIds: [ticket.first_owner_id, ticket.owner_id, ticket.assignee_id]
  }
}

/** The same for a WHERE clause over tickets.ticket under an alias. */
export function ticketScopeColumns(alias: string): PlacementColumns {
  return {
    regionId: `${alias}.region_id`,
    unitId: `${alias}.unit_id`,
    staffIds: [`${alias}.first_owner_id`, `${alias}.owner_id`, `${alias}.assignee_id`]
  }
}

/** What customers may do with their own tickets. */
const customerVerbs = new Set([
  'ticket.read',
  'ticket.write-as-customer',
  'ticket.confirm',
  'ticket.reopen',
  'ticket.cancel'
])

/**
 * Checks a verb on a ticket; refuses with `not-permitted`, with `not-found` when the actor may not read it, and with
 * `ticket-avoids-person` when they must stay away from the matter. @norm TK-26
 */
export function permitTicket<T extends Ticket>(call: Call, verb: string, ticket: T): Permitted<T & Placement> {
  const placed = { ...ticket, ...ticketPlacement(ticket) }
  if (call.actor.kind !== 'customer') {
    const allowed = permit(call, verb, placed, 'ticket.read')
    if (keptAway(call.actor, verb, ticket)) throw refuse('ticket-avoids-person')
    return allowed
  }
  if (ticket.customer_id !== call.actor.id || ticket.region_id !== call.actor.regionId) throw refuse('not-found')
  if (!customerVerbs.has(verb)) throw refuse('not-permitted', { verb })
  return placed as Permitted<T & Placement>
}

/** The permission behind each thing one can do. */
export const permissionOf: Record<TicketVerb, string> = {
  answer: 'ticket.answer',
  note: 'ticket.note',
  edit: 'ticket.status',
  take: 'ticket.accept',
  assign: 'ticket.assign',
  'hand-over': 'ticket.assign',
  wait: 'ticket.status',
  hold: 'ticket.status',
  resume: 'ticket.status',
  arrive: 'ticket.status',
  restore: 'ticket.status',
  resolve: 'ticket.resolve',
  cancel: 'ticket.status',
  reject: 'ticket.status',
  confirm: 'ticket.answer',
  close: 'ticket.close',
  reopen: 'ticket.reopen',
  task: 'ticket.task',
  merge: 'ticket.merge',
  split: 'ticket.merge',
  link: 'ticket.note'
}

/** What the actor can do with the ticket now: permitted, and possible in its status. */
export function abilitiesOf(actor: Actor, ticket: Ticket): TicketVerb[] {
  const at = ticketPlacement(ticket)
  return (Object.keys(permissionOf) as TicketVerb[]).filter((verb) => {
    if (keptAway(actor, permissionOf[verb], ticket) || !verbPossible(verb, ticket.status) || !allows(actor, permissionOf[verb], at)) return false
    return verb !== 'arrive' && verb !== 'restore' ? true : ticket.kind === 'fault'
  })
}
