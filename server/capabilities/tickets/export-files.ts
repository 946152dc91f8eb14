import type { StoredFile } from '#platform/files'
import type { Call } from '#platform/action'
import type { App } from '#platform/app-type'
import { isHeld } from '#platform/holds'
import { transact } from '#platform/action'
import { every, type Repeating } from '#platform/jobs'

/** Writes the row that refers to a file; answers its id. */
export async function keepFile(
  call: Call,
  regionId: number,
  exportId: string,
  staffId: string,
  file: StoredFile
): Promise<string> {
  const id = call.app.newId()
  await call.tx
    .insertInto('platform.file')
    .values({
      region_id: regionId,
      id,
      sha256: Buffer.from(file.id, 'hex'),
      size: file.bytes,
      media_type: file.mediaType,
      name: file.name,
      subject_kind: 'export',
      subject_id: exportId,
      created_by_kind: 'staff',
      created_by: staffId,
      created_at: call.now
    })
    .execute()
  return id
}

/** Removes a row that refers to a file, and after the commit the bytes, unless another row refers to the same bytes. */
export async function forgetFile(call: Call, regionId: number, fileId: string): Promise<void> {
  const held = await call.tx.selectFrom('platform.file').select(['subject_kind', 'subject_id']).where('region_id', '=', regionId).where('id', '=', fileId).executeTakeFirst()
  if (held && (await isHeld(call.tx, regionId, [{ kind: held.subject_kind, id: held.subject_id }]))) return
  const row = await call.tx
    .deleteFrom('platform.file')
    .where('region_id', '=', regionId)
    .where('id', '=', fileId)
    .returning('sha256')
    .executeTakeFirst()
  if (!row) return
  const sha256 = row.sha256 as Buffer
  const regions = await call.tx.selectFrom('platform.region').select('id').execute()
  const other = await call.tx
    .selectFrom('platform.file')
    .select('id')
    .where(
      'region_id',
      'in',
      regions.map((region) => region.id)
    )
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  if (other) return
  call.afterCommit.push(
    () =>
      void call.app.files
        .remove(sha256.toString('hex'))
        .catch((error: unknown) => call.app.log.warn({ err: error }, 'an expired file was not removed'))
  )
}

/** Takes away the files of exports whose time is over. */
export async function expireExports(app: App): Promise<void> {
  const regions = await app.db.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const { id: regionId } of regions)
    await transact(app, { kind: 'system', name: 'tickets.export-expiry' }, async (call) => {
      const rows = await call.tx
        .selectFrom('tickets.export')
        .select(['id', 'file_id'])
        .where('region_id', '=', regionId)
        .where('expires_at', '<=', call.now)
        .where('state', '<>', 'expired')
        .orderBy('expires_at')
        .limit(200)
        .forUpdate()
        .skipLocked()
        .execute()
      for (const row of rows) {
        await call.tx
          .updateTable('tickets.export')
          .set({ state: 'expired', file_id: null })
          .where('region_id', '=', regionId)
          .where('id', '=', row.id)
          .execute()
        if (row.file_id) await forgetFile(call, regionId, row.file_id)
      }
    })
}

/** Once an hour. */
export const exportExpiry: Repeating = every(3600, 'tickets.export-expiry', (call) => expireExports(call.app))
