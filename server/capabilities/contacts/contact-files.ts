import type { ContactFile } from '@shouwen/contract/contact-words'
import { sql } from 'kysely'
import { actorColumns, type Call, type StreamAnswer, type Upload } from '#platform/action'
import { downloadHead } from '#platform/files-download'
import { type MediaKind, mediaKinds } from '#platform/media-type'
import { refuse } from '#platform/refusal'
import { chatRules } from './chat-rules.ts'
import type { Conversation } from './load-conversation.ts'

type Kept = { id: string; name: string; media_type: string; size: number; sha256: Buffer }

/** Keeps the files that came with the call; a message names them afterwards. Refuses with `too-many-files` or `file-too-large`. */
export async function keepUploads(
  call: Call,
  conversation: Conversation,
  uploads: readonly Upload[] = call.uploads
): Promise<ContactFile[]> {
  const { files_per_message, file_bytes } = chatRules().limits
  if (uploads.length === 0) throw refuse('file-missing')
  if (uploads.length > files_per_message) throw refuse('too-many-files', { limit: files_per_message })
  if (uploads.some((upload) => upload.bytes > file_bytes)) throw refuse('file-too-large', { limit: file_bytes })
  const { actor_kind, actor_id } = actorColumns(call.actor)
  const rows = uploads.map((upload) => ({
    region_id: conversation.region_id,
    id: call.app.newId(),
    sha256: Buffer.from(upload.id, 'hex'),
    size: upload.bytes,
    media_type: upload.mediaType,
    name: upload.name,
    subject_kind: 'contact',
    subject_id: conversation.id,
    created_by_kind: actor_kind,
    created_by: actor_id,
    created_at: call.now
  }))
  await call.tx.insertInto('platform.file').values(rows).execute()
  return rows.map((row) => ({ id: row.id, name: row.name, mediaType: row.media_type, bytes: row.size }))
}

/** What messages say about their files, by id. */
export async function filesById(
  call: Call,
  regionId: number,
  fileIds: readonly string[]
): Promise<Map<string, ContactFile>> {
  const rows = await rowsOf(call, regionId, fileIds)
  return new Map(
    rows.map((row) => [row.id, { id: row.id, name: row.name, mediaType: row.media_type, bytes: Number(row.size) }])
  )
}

/** Files as uploads, to be attached elsewhere too: equal contents share one blob. */
export async function uploadsOf(call: Call, regionId: number, fileIds: readonly string[]): Promise<Upload[]> {
  const rows = await rowsOf(call, regionId, fileIds)
  return rows.flatMap((row) => {
    const kind = kindOf(row.media_type)
    return kind
      ? [{ id: row.sha256.toString('hex'), name: row.name, kind, mediaType: row.media_type, bytes: Number(row.size) }]
      : []
  })
}

/** Sends a file of the conversation; refuses with `file-missing` for one that was in no message the reader may see. */
export async function downloadFrom(
  call: Call,
  conversation: Conversation,
  fileId: string,
  { inline = false, notes = false }
): Promise<StreamAnswer> {
  const shown = await call.tx
    .selectFrom('contacts.message')
    .select('id')
    .where('region_id', '=', conversation.region_id)
    .where('conversation_id', '=', conversation.id)
    .where(sql<boolean>`${fileId}::uuid = any(file_ids)`)
    .$if(!notes, (query) => query.where('direction', '!=', 'note'))
    .limit(1)
    .executeTakeFirst()
  const [row] = shown ? await rowsOf(call, conversation.region_id, [fileId]) : []
  const kind = row && kindOf(row.media_type)
  if (!row || !kind) throw refuse('file-missing')
  const file = { id: row.sha256.toString('hex'), name: row.name, kind, bytes: Number(row.size) }
  const { stream } = await call.app.files.get(file.id)
  return { stream, headers: downloadHead(file, { inline }).headers }
}

async function rowsOf(call: Call, regionId: number, fileIds: readonly string[]): Promise<Kept[]> {
  if (fileIds.length === 0) return []
  return call.tx
    .selectFrom('platform.file')
    .select(['id', 'name', 'media_type', 'size', 'sha256'])
    .where('region_id', '=', regionId)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`id = any(${[...new Set(fileIds)]}::uuid[])`)
    .execute()
}

function kindOf(mediaType: string): MediaKind | undefined {
  return (Object.keys(mediaKinds) as MediaKind[]).find((kind) => mediaKinds[kind].mediaType === mediaType)
}
