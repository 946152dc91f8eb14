import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listPauseAsks as ofTicket, listPausesToDecide as ofMine } from '@shouwen/contract/ticket-pauses'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { staffNames } from '#capabilities/people'
import { ticketScopeColumns } from './access.ts'
import { personCalling } from './list-views.ts'
import { askView, peopleInAsk } from './pause-asks.ts'
import { ticketToRead } from './read-permission.ts'

const MOST = 20

/** The pauses asked for a ticket, the newest first. */
export async function listPauseAsks(call: Call, input: InputOf<typeof ofTicket>): Promise<OutputOf<typeof ofTicket>> {
  const ticket = await ticketToRead(call, input.ticketId)
  const asks = await call.tx
    .selectFrom('tickets.pause_ask')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  const people = await staffNames(call.tx, asks.flatMap(peopleInAsk))
  return { items: asks.map((ask) => askView(call, ask, ticket, people)) }
}

/** Open pauses of the tickets for which the reader is the second person, those that wait longest first. */
export async function listPausesToDecide(call: Call, input: InputOf<typeof ofMine>): Promise<OutputOf<typeof ofMine>> {
  const me = personCalling(call)
  const rows = await call.tx
    .selectFrom('tickets.pause_ask as a')
    .innerJoin('tickets.ticket as t', (join) =>
      join.onRef('t.region_id', '=', 'a.region_id').onRef('t.id', '=', 'a.ticket_id')
    )
    .selectAll('a')
    .select(['t.number', 't.title', 't.unit_id', 't.first_owner_id', 't.owner_id', 't.assignee_id', 't.status', 't.status_at'])
    .where('a.region_id', '=', me.regionId)
    .where('a.approved', 'is', null)
    .whereRef('a.ticket_status', '=', 't.status')
    .whereRef('a.ticket_status_at', '=', 't.status_at')
    .where('a.asked_by', 'is distinct from', me.id)
    .where('t.owner_id', 'is distinct from', me.id)
    .where('t.assignee_id', 'is distinct from', me.id)
    .where(scopeFilter(call.actor, 'pause.approve', ticketScopeColumns('t')))
    .orderBy('a.asked_at')
    .orderBy('a.id')
    .limit(input.limit ?? MOST)
    .execute()
  const people = await staffNames(call.tx, rows.flatMap(peopleInAsk))
  return { items: rows.map((row) => ({ ...askView(call, row, row, people), number: row.number, title: row.title })) }
}
