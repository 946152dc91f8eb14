import type { Static } from '@shouwen/contract/operation'
import type { PauseAsk } from '@shouwen/contract/ticket-pauses'
import type { Selectable } from 'kysely'
import { allows } from '#platform/access'
import { type Actor, type Call, staffId } from '#platform/action'
import type { TicketsPauseAsk } from '#platform/schema.gen'
import { rulebook } from '#server/rulebook'
import { ticketPlacement } from './access.ts'
import type { Ticket } from './load-ticket.ts'
import { iso } from './ticket-state.ts'
import { type People, personOf } from './ticket-view.ts'

export type Ask = Selectable<TicketsPauseAsk>
type Standing = Pick<Ticket, 'region_id' | 'unit_id' | 'first_owner_id' | 'owner_id' | 'assignee_id' | 'status' | 'status_at'>

/** Whether a pause for this reason waits for a second person. */
export function needsApproval(reason: string | null | undefined): boolean {
  return reason != null && rulebook().pauseReasons[reason]?.approval === true
}

/**
 * Asks a second person for a pause, unless the ticket as it stands already has one asked or approved. The promises run on.
 * `ticket` is as it stands after the step that asks.
 */
export async function askForPause(call: Call, ticket: Ticket, reason: string, detail: string | null): Promise<void> {
  const stands = rulebook().pauseReasons[reason]?.status
  if (!stands) return
  const known = await call.tx
    .selectFrom('tickets.pause_ask')
    .select('id')
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('ticket_status', '=', ticket.status)
    .where('ticket_status_at', '=', ticket.status_at)
    .where((is) => is.or([is('approved', 'is', null), is('approved', '=', true)]))
    .limit(1)
    .executeTakeFirst()
  if (known) return
  await call.tx
    .insertInto('tickets.pause_ask')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      stands,
      reason,
      detail,
      ticket_status: ticket.status,
      ticket_status_at: ticket.status_at,
      asked_by: staffId(call.actor),
      asked_at: call.now
    })
    .execute()
}

/** Open as long as nobody decided and the ticket stands as it stood. */
export function stateOfAsk(ask: Ask, ticket: Pick<Ticket, 'status' | 'status_at'>): Static<typeof PauseAsk>['state'] {
  if (ask.approved !== null) return ask.approved ? 'approved' : 'declined'
  const stands = ask.ticket_status === ticket.status && ask.ticket_status_at.getTime() === ticket.status_at.getTime()
  return stands ? 'open' : 'lapsed'
}

/** Those whose promise it is cannot give themselves more time: neither whoever asked, nor the owner, nor whoever works on it. */
export function isTheirOwn(actor: Actor, ask: Ask, ticket: Pick<Ticket, 'owner_id' | 'assignee_id'>): boolean {
  const me = staffId(actor)
  return me === null || [ask.asked_by, ticket.owner_id, ticket.assignee_id].includes(me)
}

/** An ask as the contract shows it. */
export function askView(call: Call, ask: Ask, ticket: Standing, people: People): Static<typeof PauseAsk> {
  const state = stateOfAsk(ask, ticket)
  return {
    id: ask.id,
    ticketId: ask.ticket_id,
    reason: ask.reason,
    detail: ask.detail,
    askedBy: personOf(people, ask.asked_by),
    askedAt: ask.asked_at.toISOString(),
    state,
    decidedBy: personOf(people, ask.decided_by),
    decidedAt: iso(ask.decided_at),
    note: ask.note,
    mine:
      state === 'open' &&
      !isTheirOwn(call.actor, ask, ticket) &&
      allows(call.actor, 'pause.approve', ticketPlacement(ticket))
  }
}

export const peopleInAsk = (ask: Ask): (string | null)[] => [ask.asked_by, ask.decided_by]
