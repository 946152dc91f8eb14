import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'

type Ref = { regionId: number; id: string }

/** From now on the open interfaces answer 404 for this record; the product keeps it with its history. Repeating is harmless. */
export async function hideRecord(call: Call, ref: Ref, resource: string): Promise<void> {
  await call.tx
    .insertInto('integrations.hidden')
    .values({ region_id: ref.regionId, id: ref.id, resource, hidden_by: staffId(call.actor), hidden_at: call.now })
    .onConflict((conflict) => conflict.columns(['region_id', 'id', 'resource']).doNothing())
    .execute()
}

/** Hides a record because a client deleted it there, and says so. */
export async function removeRecord(call: Call, ref: Ref, resource: string): Promise<void> {
  await hideRecord(call, ref, resource)
  await record(call, { name: 'record.hidden', regionId: ref.regionId, subjectKind: resource, subjectId: ref.id, data: { resource } })
}

/** Shows it again and says so. Answers whether it was hidden. */
export async function showRecord(call: Call, ref: Ref, resource: string): Promise<boolean> {
  const { numDeletedRows } = await call.tx
    .deleteFrom('integrations.hidden')
    .where('region_id', '=', ref.regionId)
    .where('id', '=', ref.id)
    .where('resource', '=', resource)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await record(call, { name: 'record.shown', regionId: ref.regionId, subjectKind: resource, subjectId: ref.id, data: { resource } })
  return numDeletedRows > 0n
}

/** Is the record hidden from the open interfaces? */
export async function isHidden(tx: Call['tx'], ref: Ref, resource: string): Promise<boolean> {
  const row = await tx
    .selectFrom('integrations.hidden')
    .select('id')
    .where('region_id', '=', ref.regionId)
    .where('id', '=', ref.id)
    .where('resource', '=', resource)
    .executeTakeFirst()
  return row !== undefined
}
