import { type Call, staffId } from '#platform/action'
import { parametersOf } from '#capabilities/norms'
import { staffInUnit, staffOver, staffWithRole } from '#capabilities/people'
import type { Change } from './happened.ts'
import type { Ticket } from './load-ticket.ts'
import { findQueue, giveOut } from './route-ticket.ts'

/**
 * Who has the ticket when these people no longer may: whoever's turn it is in its queue, else the nearest supervisor. Empty when none of
 * them had it. @norm TK-26
 */
export async function holdersWithout(call: Call, ticket: Ticket, avoid: readonly string[]): Promise<Pick<Change, 'owner_id' | 'assignee_id'>> {
  const lost = (id: string | null) => id !== null && avoid.includes(id)
  if (!lost(ticket.owner_id) && !lost(ticket.assignee_id)) return {}
  const next = lost(ticket.assignee_id) ? await nextHolder(call, ticket, avoid) : ticket.assignee_id
  const owner = lost(ticket.owner_id) ? (next ?? (await supervisorOf(call, ticket, avoid))) : ticket.owner_id
  return { assignee_id: next, owner_id: owner }
}

async function nextHolder(call: Call, ticket: Ticket, avoid: readonly string[]): Promise<string | null> {
  const queue = ticket.queue_code ? await findQueue(call, ticket.region_id, ticket.queue_code) : null
  return (queue ? await giveOut(call, queue, avoid) : null) ?? (await supervisorOf(call, ticket, avoid))
}

/** The nearest who may decide such matters: whoever acts when they are one of them, else over the ticket's unit, else in its region; failing all, a colleague. */
async function supervisorOf(call: Call, ticket: Ticket, avoid: readonly string[]): Promise<string | null> {
  const { supervisors } = await parametersOf(call, 'recusal')
  const roles = (supervisors as string[] | undefined) ?? []
  const over = ticket.unit_id ? await staffOver(call.tx, ticket.unit_id, roles) : []
  const free = [...over, ...(await staffWithRole(call.tx, ticket.region_id, roles))].map(({ id }) => id).filter((id) => !avoid.includes(id))
  const acting = staffId(call.actor)
  if (acting && free.includes(acting)) return acting
  if (free[0]) return free[0]
  const colleagues = ticket.unit_id ? await staffInUnit(call.tx, ticket.unit_id) : []
  // With nobody rather than with who must stay away: the unit's queue shows it, and the leaders above.
  return colleagues.find(({ id }) => !avoid.includes(id))?.id ?? null
}
