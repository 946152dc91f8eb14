import { Readable } from 'node:stream'
import { actorColumns, type Call, type Upload } from '#platform/action'
import type { App } from '#platform/app-type'
import { Refusal } from '#platform/refusal'
import { chatRules } from '../chat-rules.ts'
import type { Conversation } from '../load-conversation.ts'
import { type ReadMail, readMail } from './read-mail.ts'

/** The largest mail we fetch. */
export const largestMail = 30 * 1024 * 1024

export type RefusedFile = { name: string; reason: string }

/** A mail with everything that may not happen inside a transaction already done: it is stored, read, its files are stored. */
export type PreparedMail = {
  raw: Upload | null
  size: number
  /** Null: it cannot be read. */
  mail: ReadMail | null
  files: Upload[]
  refused: RefusedFile[]
}

/** Stores the mail as it came and reads it. Never throws for what is in it. */
export async function prepareMail(app: App, raw: Buffer): Promise<PreparedMail> {
  const kept = await keepRaw(app, raw)
  const mail = await readMail(raw).catch(() => null)
  const files: Upload[] = []
  const refused: RefusedFile[] = []
  for (const { name, content } of mail?.files ?? [])
    try {
      files.push(await app.files.put(pieces(content), { name, limit: chatRules().limits.file_bytes }))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ name: name.slice(0, 120), reason: error.code })
    }
  return { raw: kept, size: raw.length, mail, files, refused }
}

/** As it came, down to the last byte; a mail with bytes no text has is kept in base64. */
async function keepRaw(app: App, raw: Buffer): Promise<Upload | null> {
  if (raw.length === 0) return null
  try {
    return await app.files.put(pieces(raw), { name: 'mail.eml', limit: largestMail })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const text = Buffer.from(raw.toString('base64').replace(/.{76}/g, '$&\n'))
    return app.files.put(pieces(text), { name: 'mail.eml.base64.txt', limit: largestMail * 2 })
  }
}

const pieces = (content: Uint8Array) => Readable.from([content]) as AsyncIterable<Uint8Array>

/** The row of the stored mail; its subject is the mail. */
export async function keepRawRow(
  call: Call,
  regionId: number,
  mailId: string,
  raw: Upload | null
): Promise<string | null> {
  if (!raw) return null
  const [id] = await keepRows(call, { regionId, kind: 'mail', id: mailId }, [raw])
  return id ?? null
}

/** The attachments as files of the conversation; answers their ids. */
export function keepMailFiles(
  call: Call,
  { region_id, id }: Pick<Conversation, 'region_id' | 'id'>,
  files: readonly Upload[]
): Promise<string[]> {
  return keepRows(call, { regionId: region_id, kind: 'contact', id }, files)
}

async function keepRows(
  call: Call,
  subject: { regionId: number; kind: string; id: string },
  files: readonly Upload[]
): Promise<string[]> {
  if (files.length === 0) return []
  const { actor_kind, actor_id } = actorColumns(call.actor)
  const rows = files.map((file) => ({
    region_id: subject.regionId,
    id: call.app.newId(),
    sha256: Buffer.from(file.id, 'hex'),
    size: file.bytes,
    media_type: file.mediaType,
    name: file.name,
    subject_kind: subject.kind,
    subject_id: subject.id,
    created_by_kind: actor_kind,
    created_by: actor_id,
    created_at: call.now
  }))
  await call.tx.insertInto('platform.file').values(rows).execute()
  return rows.map(({ id }) => id)
}
