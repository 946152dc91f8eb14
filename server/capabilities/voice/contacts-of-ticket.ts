import { sql } from 'kysely'
import type { Call } from '#platform/action'

/** How many contacts belong to a ticket, and how many calls of them are recorded: what can be shown later. */
export async function contactsOfTicket(tx: Call['tx'], regionId: number, ticketId: string): Promise<{ contacts: number; recordings: number }> {
  const { rows } = await sql<{ contacts: number; recordings: number }>`
    select count(distinct v.id)::int as contacts, count(r.id) filter (where r.state = 'kept')::int as recordings
    from contacts.conversation v
    left join voice.call c on c.region_id = v.region_id and c.conversation_id = v.id
    left join voice.recording r on r.region_id = c.region_id and r.call_id = c.id
    where v.region_id = ${regionId} and v.ticket_id = ${ticketId}`.execute(tx)
  return rows[0] ?? { contacts: 0, recordings: 0 }
}
