import type { listOutboundContacts as listOperation } from '@shouwen/contract/outbound'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import { staffNames } from '#capabilities/people'
import { smsDeliveries } from '#capabilities/sms'
import { getTicket, permitTicket } from '#capabilities/tickets'

type Output = OutputOf<typeof listOperation>

/** How the customer of a ticket was turned to; or every call by exception, for whoever manages. @norm CC-20 */
export async function listOutboundContacts(call: Call, input: InputOf<typeof listOperation>): Promise<Output> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const ticket = input.ticketId ? permitTicket(call, 'ticket.read', await getTicket(call, input.ticketId)) : null
  if (!ticket && !input.exceptions) throw refuse('required-field-missing', { fields: ['ticketId', 'exceptions'] })
  const regionId = ticket?.region_id ?? input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : 0)
  const rows = await call.tx
    .selectFrom('outbound.contact as c')
    .selectAll('c')
    .where('c.region_id', '=', regionId)
    .$if(ticket !== null, (query) => query.where('c.ticket_id', '=', ticket?.id as string))
    .$if(ticket === null, (query) =>
      query.where('c.tied_to', '=', 'exception').where(scopeFilter(call.actor, 'outbound.manage', { regionId: 'c.region_id', unitId: 'c.unit_id' }))
    )
    .$if(after !== null, (query) => query.where(sql<boolean>`(c.began_at, c.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('c.began_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute()
  const names = await staffNames(call.tx, rows.map((row) => row.staff_id))
  const sms = await smsDeliveries(call.tx, regionId, rows.map((row) => row.sms_id))
  return pageOf(
    rows,
    limit,
    (row): Output['items'][number] => {
      const person = names.get(row.staff_id ?? '')
      return {
        id: row.id,
        tiedTo: row.tied_to,
        purpose: row.purpose,
        channel: row.channel,
        staff: row.staff_id && person ? { id: row.staff_id, ...person } : null,
        beganAt: row.began_at.toISOString(),
        endedAt: row.ended_at?.toISOString() ?? null,
        result: row.result,
        note: row.note,
        exceptionReason: row.exception_reason,
        exceptionNumber: row.exception_number,
        sms: sms.get(row.sms_id ?? '') ?? null
      }
    },
    (row) => [row.began_at.toISOString(), row.id]
  )
}
