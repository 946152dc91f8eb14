import { sql } from 'kysely'
import type { Actor, Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { Ticket } from './load-ticket.ts'

type Avoiding = Pick<Ticket, 'avoid_staff_ids'>

/** Must the person stay away from the matter? @norm TK-26 */
export function isRecused(ticket: Avoiding, staffId: string | null): boolean {
  return staffId !== null && ticket.avoid_staff_ids.includes(staffId)
}

/** What a person who must stay away may still do: see what their places let them see, and give their own account. */
const left = new Set(['ticket.read', 'ticket.note'])

/** Does recusal keep the actor from the verb? */
export function keptAway(actor: Actor, verb: string, ticket: Avoiding): boolean {
  return actor.kind === 'staff' && isRecused(ticket, actor.id) && !left.has(verb)
}

/** Refuses with `ticket-avoids-person` when whoever acts must stay away from the matter. */
export function refuseRecused(actor: Actor, ticket: Avoiding): void {
  if (actor.kind === 'staff' && isRecused(ticket, actor.id)) throw refuse('ticket-avoids-person')
}

/** Refuses with `ticket-avoids-person` when one of them would have the matter though they must stay away from it. */
export function checkHolders(ticket: Pick<Ticket, 'avoid_staff_ids' | 'owner_id' | 'assignee_id'>): void {
  if (isRecused(ticket, ticket.owner_id) || isRecused(ticket, ticket.assignee_id)) throw refuse('ticket-avoids-person')
}

/** Whom a customer is not to meet: everybody kept away from a matter of theirs that is not ended. @norm TK-26 */
export async function avoidedByCustomer(tx: Call['tx'], regionId: number, customerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct unnest(avoid_staff_ids) as id from tickets.ticket
    where region_id = ${regionId} and customer_id = ${customerId} and avoid_staff_ids <> '{}' and status not in ('closed', 'cancelled', 'rejected')`.execute(tx)
  return rows.map((row) => row.id)
}
