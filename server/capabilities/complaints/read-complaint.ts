import type { ComplaintView } from '@shouwen/contract/complaint-schemas'
import type { readComplaint as contract } from '@shouwen/contract/complaints'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { ticketToRead } from '#capabilities/tickets'
import { getComplaint } from './complaint-row.ts'
import { sourceView } from './complaint-source.ts'

/** What a complaint has beside its ticket, for whoever may read the ticket. @norm TK-01 TK-02 */
export async function readComplaint(call: Call, { ticketId }: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketToRead(call, ticketId)
  const row = await getComplaint(call, ticket)
  return {
    ticketId: ticket.id,
    regionId: ticket.region_id,
    source: sourceView(row.source_code),
    sourceNumber: row.source_number,
    sourceFields: row.source_fields as ComplaintView['sourceFields'],
    receivedAt: row.received_at?.toISOString() ?? null
  }
}
