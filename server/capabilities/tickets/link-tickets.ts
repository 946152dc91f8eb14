import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { LinkView } from '@shouwen/contract/ticket-schemas'
import type { linkTickets as contract, unlinkTickets as removal } from '@shouwen/contract/ticket-links'
import type { LinkKind } from '@shouwen/contract/ticket-words'
import { sql } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { recordTicketEvents } from './happened.ts'
import { type Ticket, ticketFor } from './load-ticket.ts'
import { ticketToRead } from './read-permission.ts'

/** Says how a ticket belongs to another one the person can read. */
export async function linkTickets(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.note', input.ticketId)
  const other = await ticketToRead(call, input.otherId)
  if (other.region_id !== ticket.region_id) throw refuse('ticket-other-region')
  if (other.id === ticket.id) throw refuse('ticket-parent-loop')
  await insertLink(call, ticket, other.id, input.kind)
  await recordTicketEvents(
    call,
    ticket,
    [{ name: 'ticket.linked', data: { otherId: other.id, link: input.kind } }],
    call.now
  )
  return {}
}

/** Takes back a link a person made; what merging and splitting left stays. */
export async function unlinkTickets(call: Call, input: InputOf<typeof removal>): Promise<OutputOf<typeof removal>> {
  const ticket = await ticketFor(call, 'ticket.note', input.ticketId)
  await call.tx
    .deleteFrom('tickets.link')
    .where('region_id', '=', ticket.region_id)
    .where('from_id', '=', ticket.id)
    .where('to_id', '=', input.otherId)
    .where('kind', 'in', ['duplicate', 'related', 'caused-by'])
    .execute()
  await recordTicketEvents(
    call,
    ticket,
    [{ name: 'ticket.linked', data: { otherId: input.otherId, removed: true } }],
    call.now
  )
  return {}
}

/** Writes a link; the same one twice is one. */
export async function insertLink(
  call: Call,
  from: Pick<Ticket, 'region_id' | 'id'>,
  toId: string,
  kind: LinkKind
): Promise<void> {
  await call.tx
    .insertInto('tickets.link')
    .values({
      region_id: from.region_id,
      from_id: from.id,
      to_id: toId,
      kind,
      created_by: staffId(call.actor),
      created_at: call.now
    })
    .onConflict((conflict) => conflict.columns(['region_id', 'from_id', 'to_id', 'kind']).doNothing())
    .execute()
}

/** The tickets a ticket belongs with, both ways. */
export async function linksOf(
  call: Call,
  ticket: Pick<Ticket, 'region_id' | 'id'>
): Promise<Static<typeof LinkView>[]> {
  const { rows } = await sql<Static<typeof LinkView>>`
    select l.kind, l.direction, t.id as "ticketId", t.number, t.title, t.status
    from (
      (select kind, 'from-this' as direction, to_id as other, created_at from tickets.link where region_id = ${ticket.region_id} and from_id = ${ticket.id} limit 100)
      union all
      (select kind, 'to-this', from_id, created_at from tickets.link where region_id = ${ticket.region_id} and to_id = ${ticket.id} limit 100)
    ) as l
    join tickets.ticket t on t.region_id = ${ticket.region_id} and t.id = l.other
    order by l.created_at`.execute(call.tx)
  return rows
}
