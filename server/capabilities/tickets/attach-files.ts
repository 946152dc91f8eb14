import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { FileView } from '@shouwen/contract/ticket-schemas'
import type { attachFiles as contract, downloadFile as download } from '@shouwen/contract/ticket-attention'
import { actorColumns, type Call, type StreamAnswer, type Upload } from '#platform/action'
import type { StoredFile } from '#platform/files'
import { downloadHead } from '#platform/files-download'
import { mediaKinds } from '#platform/media-type'
import { refuse } from '#platform/refusal'
import { recordTicketEvents } from './happened.ts'
import { type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'
import { ticketToRead } from './read-permission.ts'

/** Attaches the files that came with the call. */
export async function attachFiles(
  call: Call,
  { ticketId }: InputOf<typeof contract>
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.note', ticketId)
  if (call.uploads.length === 0) throw refuse('file-missing')
  return { files: await keepFiles(call, ticket, call.uploads) }
}

/** Attaches stored files to a ticket (for mail and chat, whose files come another way). */
export async function attachToTicket(
  call: Call,
  ref: TicketRef,
  files: readonly Upload[]
): Promise<Static<typeof FileView>[]> {
  return keepFiles(
    call,
    await ticketFor(call, call.actor.kind === 'customer' ? 'ticket.write-as-customer' : 'ticket.note', ref),
    files
  )
}

async function keepFiles(call: Call, ticket: Ticket, files: readonly Upload[]): Promise<Static<typeof FileView>[]> {
  if (files.length === 0) return []
  const { actor_kind, actor_id } = actorColumns(call.actor)
  const rows = files.map((file) => ({
    region_id: ticket.region_id,
    id: call.app.newId(),
    sha256: Buffer.from(file.id, 'hex'),
    size: file.bytes,
    media_type: file.mediaType,
    name: file.name,
    subject_kind: 'ticket',
    subject_id: ticket.id,
    created_by_kind: actor_kind,
    created_by: actor_id,
    created_at: call.now
  }))
  await call.tx.insertInto('platform.file').values(rows).execute()
  await recordTicketEvents(
    call,
    ticket,
    [{ name: 'ticket.file-attached', data: { fileIds: rows.map((row) => row.id) } }],
    call.now
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.size,
    at: call.now.toISOString()
  }))
}

/** The files of a ticket, oldest first. */
export async function filesOf(
  call: Call,
  ticket: Pick<Ticket, 'region_id' | 'id'>
): Promise<Static<typeof FileView>[]> {
  const rows = await fileQuery(call, ticket).orderBy('created_at').limit(200).execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    bytes: Number(row.size),
    at: row.created_at.toISOString()
  }))
}

/** Sends an attachment to whoever may read the ticket. */
export async function downloadTicketFile(call: Call, input: InputOf<typeof download>): Promise<StreamAnswer> {
  return sendTicketFile(call, await ticketToRead(call, input.ticketId), input.fileId, input.inline ?? false)
}

/** Sends an attachment of a ticket the caller may read; refuses with `file-missing`. */
export async function sendTicketFile(call: Call, ticket: Pick<Ticket, 'region_id' | 'id'>, fileId: string, inline: boolean): Promise<StreamAnswer> {
  const row = await fileQuery(call, ticket).where('id', '=', fileId).executeTakeFirst()
  const kind = row && kindOf(row.media_type)
  if (!row || !kind) throw refuse('file-missing')
  const file = { id: (row.sha256 as Buffer).toString('hex'), name: row.name, kind, bytes: Number(row.size) }
  const head = downloadHead(file, { inline })
  const { stream } = await call.app.files.get(file.id)
  return { stream, headers: head.headers }
}

function fileQuery(call: Call, ticket: Pick<Ticket, 'region_id' | 'id'>) {
  return call.tx
    .selectFrom('platform.file')
    .select(['id', 'name', 'media_type', 'size', 'sha256', 'created_at'])
    .where('region_id', '=', ticket.region_id)
    .where('subject_id', '=', ticket.id)
    .where('deleted_at', 'is', null)
}

function kindOf(mediaType: string): StoredFile['kind'] | undefined {
  return (Object.keys(mediaKinds) as StoredFile['kind'][]).find((kind) => mediaKinds[kind].mediaType === mediaType)
}
