import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type * as portal from '@shouwen/contract/portal-tickets'
import type { FileView } from '@shouwen/contract/ticket-schemas'
import { sql } from 'kysely'
import type { Call, StreamAnswer } from '#platform/action'
import { refuse } from '#platform/refusal'
import { attachToTicket, sendTicketFile } from './attach-files.ts'
import { readTicketFor, type Ticket } from './load-ticket.ts'
import { myRef } from './portal-actor.ts'

/** What a customer may open: what they brought themselves, and what came with words shown to them. */
export async function filesForCustomer(
  call: Call,
  { region_id, id }: Pick<Ticket, 'region_id' | 'id'>
): Promise<Static<typeof FileView>[]> {
  const shown = sql<boolean>`(created_by_kind = 'customer' or exists (
    select from tickets.note n where n.region_id = ${region_id} and n.ticket_id = ${id} and n.visible_to_customer and platform.file.id = any(n.file_ids)))`
  const rows = await call.tx
    .selectFrom('platform.file')
    .select(['id', 'name', 'media_type', 'size', 'created_at'])
    .where('region_id', '=', region_id)
    .where('subject_kind', '=', 'ticket')
    .where('subject_id', '=', id)
    .where('deleted_at', 'is', null)
    .where(shown)
    .orderBy('created_at')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    bytes: Number(row.size),
    at: row.created_at.toISOString()
  }))
}

/** Evidence of the customer: a photograph of a bill, a screenshot. */
export async function attachToMyTicket(
  call: Call,
  { ticketId }: InputOf<typeof portal.attachToMyTicket>
): Promise<OutputOf<typeof portal.attachToMyTicket>> {
  if (call.uploads.length === 0) throw refuse('file-missing')
  return { files: await attachToTicket(call, myRef(call, ticketId), call.uploads) }
}

export async function downloadMyTicketFile(
  call: Call,
  { ticketId, fileId, inline }: InputOf<typeof portal.downloadMyTicketFile>
): Promise<StreamAnswer> {
  const ticket = await readTicketFor(call, 'ticket.read', myRef(call, ticketId))
  if (!(await filesForCustomer(call, ticket)).some((file) => file.id === fileId)) throw refuse('file-missing')
  return sendTicketFile(call, ticket, fileId, inline ?? false)
}
