import type { Call } from '#platform/action'
import { getTicket, permitTicket, type Ticket } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'

/** rulebook/compensation/compensation.yaml */
export const compensationRules = () => rulebook().compensation

/** The complaint's ticket, permitted for a verb of compensation; whoever must keep away from it may read and do nothing else. @norm TK-26 */
export async function caseTicket(call: Call, verb: string, which: string | { regionId: number; id: string }): Promise<Ticket> {
  return permitTicket(call, verb, await getTicket(call, which))
}

/** The finding beside a ticket, or null. */
export async function findingOf(tx: Call['tx'], regionId: number, ticketId: string) {
  const row = await tx.selectFrom('compensation.finding').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).executeTakeFirst()
  return row ?? null
}

/** The offers of a ticket, the newest first. */
export const offersOf = (tx: Call['tx'], regionId: number, ticketId: string) =>
  tx.selectFrom('compensation.offer').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).orderBy('version', 'desc').limit(50).execute()
