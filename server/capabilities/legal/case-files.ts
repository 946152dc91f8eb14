import type { attachCaseFiles as attachOperation, downloadCaseFile as downloadOperation } from '@shouwen/contract/legal-cases'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { actorColumns, type Call, type StreamAnswer } from '#platform/action'
import { audited } from '#platform/audit'
import { downloadHead } from '#platform/files-download'
import { type MediaKind, mediaKinds } from '#platform/media-type'
import { refuse } from '#platform/refusal'
import { caseUnder } from './case-steps.ts'
import { legalHappened, rowById, ticketUnder } from './ground.ts'

/** Keeps the documents that came with the call. */
export async function attachCaseFiles(
  call: Call,
  { caseId }: InputOf<typeof attachOperation>
): Promise<OutputOf<typeof attachOperation>> {
  const { row, ticket } = await caseUnder(call, 'legal.case', caseId)
  if (call.uploads.length === 0) throw refuse('file-missing')
  const { actor_kind, actor_id } = actorColumns(call.actor)
  const rows = call.uploads.map((file) => ({
    region_id: row.region_id,
    id: call.app.newId(),
    sha256: Buffer.from(file.id, 'hex'),
    size: file.bytes,
    media_type: file.mediaType,
    name: file.name,
    subject_kind: 'linked-case',
    subject_id: row.id,
    created_by_kind: actor_kind,
    created_by: actor_id,
    created_at: call.now
  }))
  await call.tx.insertInto('platform.file').values(rows).execute()
  await legalHappened(call, ticket, row.region_id, {
    name: 'legal.case-changed',
    subjectKind: 'ticket',
    subjectId: ticket.id,
    data: { caseId: row.id, fileIds: rows.map(({ id }) => id) }
  })
  return {
    files: rows.map(({ id, name, media_type, size }) => ({
      id,
      name,
      mediaType: media_type,
      bytes: size,
      at: call.now.toISOString()
    }))
  }
}

/** Sends a document of a case to who may see it; every fetching is in the audit. @norm TK-60 */
export async function downloadCaseFile(
  call: Call,
  { caseId, fileId }: InputOf<typeof downloadOperation>
): Promise<StreamAnswer> {
  const row = await rowById(call, 'legal.linked_case', caseId)
  await ticketUnder(call, 'legal.read', { regionId: row.region_id, id: row.ticket_id })
  const file = await call.tx
    .selectFrom('platform.file')
    .selectAll()
    .where('region_id', '=', row.region_id)
    .where('id', '=', fileId)
    .where('subject_id', '=', row.id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const kind =
    file && (Object.keys(mediaKinds) as MediaKind[]).find((one) => mediaKinds[one].mediaType === file.media_type)
  if (!file || !kind) throw refuse('file-missing')
  const stored = { id: (file.sha256 as Buffer).toString('hex'), name: file.name, kind, bytes: Number(file.size) }
  const { stream } = await call.app.files.get(stored.id)
  await audited(call, {
    verb: 'legal.case-file-read',
    regionId: row.region_id,
    subjectKind: 'linked-case',
    subjectId: row.id,
    detail: { fileId }
  })
  return { stream, headers: downloadHead(stored).headers }
}
