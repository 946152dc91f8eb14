import type { CompensationView } from '@shouwen/contract/compensation'
import type { Static } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import type { Ticket } from '#capabilities/tickets'
import { linesOf } from './offer.ts'

const SHOWN = 6

/** What others got lately for the same cause: alike is treated alike. @norm TK-19 */
export async function precedentsOf(call: Call, ticket: Ticket): Promise<Static<typeof CompensationView>['precedents']> {
  if (!ticket.category) return []
  const rows = await call.tx
    .selectFrom('compensation.offer as o')
    .innerJoin('tickets.ticket as t', (join) => join.onRef('t.region_id', '=', 'o.region_id').onRef('t.id', '=', 'o.ticket_id'))
    .selectAll('o')
    .select('t.number')
    .where('o.region_id', '=', ticket.region_id)
    .where('o.category', '=', ticket.category)
    .where('o.ticket_id', '!=', ticket.id)
    .where('o.decided_at', 'is not', null)
    .where('o.kind', '=', 'pay')
    .where('o.state', 'not in', ['rejected', 'declined'])
    .orderBy('o.decided_at', 'desc')
    .limit(SHOWN)
    .execute()
  return rows.map((row) => ({ ticketId: row.ticket_id, ticketNumber: row.number, totalFen: Number(row.total_fen), decidedAt: (row.decided_at as Date).toISOString(), rules: linesOf(row).map(({ code }) => code) }))
}
