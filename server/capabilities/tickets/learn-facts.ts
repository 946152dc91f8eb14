import type { GivenFacts } from '@shouwen/kernels/conditions/index'
import type { Permitted } from '#platform/access'
import type { Call } from '#platform/action'
import { applyToClocks } from '#capabilities/norms'
import { clockSubject, happened } from './happened.ts'
import { lockTicket, type Ticket, type TicketRef } from './load-ticket.ts'
import { byTheTable } from './set-priority.ts'
import { openStatuses } from './ticket.ts'
import { type Facts, factsOf } from './ticket-facts.ts'

/** What others have found out about a ticket: yes or no each. */
export type Learnt = Partial<Record<'repeat' | 'media' | 'focus', boolean>>

/**
 * Facts that follow from elsewhere enter the ticket, and the table decides its priority again. The caller has asked who may.
 * @norm TK-05
 */
export async function learnFacts(call: Call, ref: TicketRef, learnt: Learnt): Promise<void> {
  const ticket = await lockTicket(call, ref)
  const before = ticket.facts as Facts
  if (Object.entries(learnt).every(([name, yes]) => (before[name] === true) === yes)) return
  const facts = Object.fromEntries(Object.entries({ ...before, ...learnt }).filter(([, value]) => value !== false)) as Facts
  const open = (openStatuses as readonly string[]).includes(ticket.status)
  const change = open ? await byTheTable(call, { ...ticket, facts }) : {}
  const moved = change.priority !== undefined && change.priority !== ticket.priority
  const because = (change.priority_because as { zh?: string } | undefined)?.zh ?? ''
  await happened(call, ticket as Permitted<Ticket>, moved ? [{ name: 'ticket.prioritised', reason: because, data: { from: ticket.priority, to: change.priority } }] : [], { facts, ...(moved ? change : {}) })
}

/**
 * Lets the promises of a ticket hear of an event that is no step of the ticket itself, with facts of that event. `answerable` answers for
 * what begins when that is not who has the ticket.
 */
export async function tellPromises(
  call: Call,
  ref: TicketRef,
  event: string,
  { facts = {}, answerable = {} }: { facts?: GivenFacts; answerable?: { assigneeId?: string; unitId?: string } } = {}
): Promise<void> {
  const ticket = await lockTicket(call, ref)
  const { nextDueAt, atRiskAt } = await applyToClocks(call, {
    event,
    at: call.now,
    subject: { ...clockSubject(ticket), ...answerable },
    facts: { ...factsOf(ticket), ...facts }
  })
  await call.tx
    .updateTable('tickets.ticket')
    .set({ next_due_at: nextDueAt, at_risk_at: atRiskAt })
    .where('region_id', '=', ticket.region_id)
    .where('id', '=', ticket.id)
    .execute()
}

/** These people hear of the ticket from now on; those who are kept away from it do not. */
export async function addFollowers(call: Call, ticket: Pick<Ticket, 'region_id' | 'id' | 'avoid_staff_ids'>, staffIds: readonly string[]): Promise<void> {
  const followers = staffIds.filter((id) => !ticket.avoid_staff_ids.includes(id))
  if (followers.length === 0) return
  await call.tx
    .insertInto('tickets.follower')
    .values(followers.map((staff_id) => ({ region_id: ticket.region_id, ticket_id: ticket.id, staff_id, since: call.now })))
    .onConflict((conflict) => conflict.columns(['region_id', 'ticket_id', 'staff_id']).doNothing())
    .execute()
}

/** What the history of a ticket says of how it was treated: how often it was passed on, and what the customer wrote, newest first. */
export async function ticketPast(tx: Call['tx'], { regionId, id }: TicketRef): Promise<{ transfers: number; customerWords: string[] }> {
  const passed = await tx
    .selectFrom('tickets.handover')
    .select((eb) => eb.fn.countAll().as('times'))
    .where('region_id', '=', regionId)
    .where('ticket_id', '=', id)
    .where('status', 'in', ['accepted', 'assigned'])
    .executeTakeFirst()
  const words = await tx
    .selectFrom('tickets.note')
    .select('body')
    .where('region_id', '=', regionId)
    .where('ticket_id', '=', id)
    .where('kind', '=', 'customer')
    .orderBy('at', 'desc')
    .limit(20)
    .execute()
  return { transfers: Number(passed?.times ?? 0), customerWords: words.map(({ body }) => body) }
}
