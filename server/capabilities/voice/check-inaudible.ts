import { sql } from 'kysely'
import { assignTask, findTicket, noteTicket } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { react } from '#platform/reactions'
import type { CallRow } from './load-call.ts'
import { voiceRules } from './voice-rules.ts'

/**
 * The same caller was let go unheard again within a day: somebody reaches them by calling out or by a text message. A task of the ticket, once in that time. @norm CC-26
 */
export const checkInaudibleAgain = react({
  name: 'voice.check-inaudible-again',
  events: ['call.ended'],
  async handle(call, event) {
    const row = await call.tx.selectFrom('voice.call').selectAll().where('region_id', '=', event.regionId).where('id', '=', event.subjectId).executeTakeFirst()
    if (row?.end_reason !== 'inaudible' || !row.ended_at) return
    const { repeat, check } = voiceRules().inaudible
    const times = await unheardBefore(call, row, new Date(row.ended_at.getTime() - repeat.hours * 3_600_000))
    if (times !== repeat.times) return
    await askForCheck(call, row, check.zh, times)
  }
})

/** How often the caller was let go unheard since then, this time included: known by the customer, else by the number they gave. */
async function unheardBefore(call: Call, row: CallRow, since: Date): Promise<number> {
  const { rows } = await sql<{ times: number }>`
    select count(*)::int as times from voice.call c
      join contacts.conversation o on o.region_id = c.region_id and o.id = c.conversation_id
      join contacts.conversation this on this.region_id = c.region_id and this.id = ${row.conversation_id}
    where c.region_id = ${row.region_id} and c.end_reason = 'inaudible' and c.ended_at > ${since} and c.ended_at <= ${row.ended_at}
      and case when this.customer_id is not null then o.customer_id = this.customer_id
        else coalesce(o.visitor_contact, o.claimed_number) = coalesce(this.visitor_contact, this.claimed_number) end`.execute(call.tx)
  return rows[0]?.times ?? 0
}

async function askForCheck(call: Call, row: CallRow, words: string, times: number): Promise<void> {
  const conversation = await call.tx.selectFrom('contacts.conversation').select('ticket_id').where('region_id', '=', row.region_id).where('id', '=', row.conversation_id).executeTakeFirst()
  const ticket = conversation?.ticket_id ? await findTicket(call.tx, row.region_id, conversation.ticket_id) : null
  if (!ticket) return
  const detail = `同一来电 ${times} 次听不清楚，已按规范挂机。${words}。`
  const isOver = ticket.status === 'closed' || ticket.status === 'cancelled' || ticket.status === 'rejected'
  if (isOver || !ticket.unit_id) await noteTicket(call, { regionId: row.region_id, id: ticket.id }, { body: detail })
  else await assignTask(call, { ticketId: ticket.id, title: words.slice(0, 200), detail, unitId: ticket.unit_id })
}
