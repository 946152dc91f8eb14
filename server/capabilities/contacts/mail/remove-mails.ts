import { sql } from 'kysely'
import type { Call } from '#platform/action'

/** Forgets mails an import brought in by mistake, so that they can be brought in again. Mails a mailbox received stay. */
export async function removeMails(call: Call, regionId: number, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const gone = await call.tx
    .deleteFrom('contacts.mail_in')
    .where('region_id', '=', regionId)
    .where('imported', '=', true)
    .where(sql<boolean>`dedupe_key = any(${[...keys]}::text[])`)
    .returning('raw_file_id')
    .execute()
  const fileIds = gone.flatMap(({ raw_file_id }) => raw_file_id ?? [])
  if (fileIds.length > 0)
    await call.tx
      .updateTable('platform.file')
      .set({ deleted_at: call.now })
      .where('region_id', '=', regionId)
      .where('id', 'in', fileIds)
      .execute()
}
