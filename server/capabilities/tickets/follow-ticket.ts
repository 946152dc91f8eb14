import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { followTicket as following, unfollowTicket as leaving } from '@shouwen/contract/ticket-attention'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { ticketToRead } from './read-permission.ts'

/** Hears of a ticket from now on without owning it. */
export async function followTicket(
  call: Call,
  { ticketId }: InputOf<typeof following>
): Promise<OutputOf<typeof following>> {
  const ticket = await ticketToRead(call, ticketId)
  await call.tx
    .insertInto('tickets.follower')
    .values({ region_id: ticket.region_id, ticket_id: ticket.id, staff_id: me(call), since: call.now })
    .onConflict((conflict) => conflict.columns(['region_id', 'ticket_id', 'staff_id']).doNothing())
    .execute()
  return {}
}

export async function unfollowTicket(
  call: Call,
  { ticketId }: InputOf<typeof leaving>
): Promise<OutputOf<typeof leaving>> {
  const ticket = await ticketToRead(call, ticketId)
  await call.tx
    .deleteFrom('tickets.follower')
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('staff_id', '=', me(call))
    .execute()
  return {}
}

function me(call: Call): string {
  const id = staffId(call.actor)
  if (!id) throw refuse('not-permitted')
  return id
}
