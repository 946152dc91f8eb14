import type { Channel } from '@shouwen/contract/ticket-words'
import { sql } from 'kysely'
import { actorColumns, type Call } from '#platform/action'
import { insertLate } from '#platform/gathered-writes'
import { refuse } from '#platform/refusal'
import type { Ticket } from './load-ticket.ts'

export type NewNote = {
  kind: 'note' | 'reply' | 'system' | 'customer'
  body: string
  channel?: Channel | null
  mentions?: readonly string[]
  fileIds?: readonly string[]
  visibleToCustomer: boolean
  at?: Date
  /** Who said it, when that is not the caller: words of a customer that came by mail. */
  author?: { actor_kind: string; actor_id: string | null }
}

/** Writes what was said; refuses with `file-missing` when a file was not attached to this ticket. Returns the note's id. */
export async function insertNote(call: Call, ticket: Pick<Ticket, 'region_id' | 'id'>, note: NewNote): Promise<string> {
  const fileIds = [...(note.fileIds ?? [])]
  if (fileIds.length > 0) await checkFiles(call, ticket, fileIds)
  const id = call.app.newId()
  const { actor_kind, actor_id } = note.author ?? actorColumns(call.actor)
  await insertLate(call, 'tickets.note', [
    {
      region_id: ticket.region_id,
      ticket_id: ticket.id,
      at: note.at ?? call.now,
      id,
      kind: note.kind,
      visible_to_customer: note.visibleToCustomer,
      body: note.body,
      channel: note.channel ?? null,
      author_kind: actor_kind,
      author_id: actor_id,
      mentions: [...(note.mentions ?? [])],
      file_ids: fileIds
    }
  ])
  return id
}

async function checkFiles(call: Call, ticket: Pick<Ticket, 'region_id' | 'id'>, fileIds: string[]): Promise<void> {
  const found = await call.tx
    .selectFrom('platform.file')
    .select('id')
    .where('region_id', '=', ticket.region_id)
    .where('subject_id', '=', ticket.id)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`id = any(${fileIds}::uuid[])`)
    .execute()
  if (found.length !== fileIds.length) throw refuse('file-missing')
}
