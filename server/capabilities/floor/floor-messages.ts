import type { FloorMessage, listFloorMessages as listOperation, listMyFloorMessages as mineOperation, readFloorMessage as readOperation, sendFloorMessage as sendOperation } from '@shouwen/contract/floor-board'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { staffInRegion, staffNames } from '#capabilities/people'
import { actingStaff } from './accept-offer.ts'

const SHOWN = 20
type Row = { id: string; from_staff_id: string; to_staff_id: string; body: string; sent_at: Date; read_at: Date | null }

/** A supervisor says something to a person at the seat; it stands before them on every screen until they have read it. @norm WF-24 */
export async function sendFloorMessage(call: Call, { regionId, staffId, body }: InputOf<typeof sendOperation>): Promise<OutputOf<typeof sendOperation>> {
  await permitPerson(call, regionId, staffId)
  const row = { region_id: regionId, id: call.app.newId(), from_staff_id: actingStaff(call), to_staff_id: staffId, body, sent_at: call.now, read_at: null }
  await call.tx.insertInto('floor.message').values(row).execute()
  await record(call, { name: 'floor.message-sent', regionId, subjectKind: 'staff', subjectId: staffId, data: { messageId: row.id } })
  await audited(call, { verb: 'presence.message', regionId, subjectKind: 'staff', subjectId: staffId, detail: { messageId: row.id } })
  return (await views(call, [row]))[0] as FloorMessage
}

/** What was said to a person of late, with whether it was read. */
export async function listFloorMessages(call: Call, { regionId, staffId }: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  await permitPerson(call, regionId, staffId)
  const rows = await call.tx.selectFrom('floor.message').selectAll().where('region_id', '=', regionId).where('to_staff_id', '=', staffId).orderBy('sent_at', 'desc').orderBy('id', 'desc').limit(SHOWN).execute()
  return { items: await views(call, rows) }
}

/** What I have not read yet. */
export async function listMyFloorMessages(call: Call): Promise<OutputOf<typeof mineOperation>> {
  const rows = await call.tx
    .selectFrom('floor.message')
    .selectAll()
    .where('region_id', '=', regionOf(call))
    .where('to_staff_id', '=', actingStaff(call))
    .where('read_at', 'is', null)
    .orderBy('sent_at')
    .orderBy('id')
    .limit(SHOWN)
    .execute()
  return { items: await views(call, rows) }
}

/** I have read it; read twice is read once. */
export async function readFloorMessage(call: Call, { messageId }: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  const regionId = regionOf(call)
  const mine = await call.tx
    .selectFrom('floor.message')
    .select('read_at')
    .where('region_id', '=', regionId)
    .where('id', '=', messageId)
    .where('to_staff_id', '=', actingStaff(call))
    .forUpdate()
    .executeTakeFirst()
  if (!mine) throw refuse('not-found')
  if (mine.read_at) return {}
  await call.tx.updateTable('floor.message').set({ read_at: call.now }).where('region_id', '=', regionId).where('id', '=', messageId).execute()
  await record(call, { name: 'floor.message-read', regionId, subjectKind: 'staff', subjectId: actingStaff(call), data: { messageId } })
  return {}
}

async function permitPerson(call: Call, regionId: number, staffId: string): Promise<void> {
  const person = await staffInRegion(call.tx, regionId, staffId)
  if (!person) throw refuse('not-found')
  permit(call, 'floor.supervise', { regionId, unitId: person.unitId })
}

async function views(call: Call, rows: readonly Row[]): Promise<FloorMessage[]> {
  const names = await staffNames(call.tx, rows.flatMap((row) => [row.from_staff_id, row.to_staff_id]))
  const person = (id: string) => ({ id, name: names.get(id)?.name ?? '', jobNumber: names.get(id)?.jobNumber ?? '' })
  return rows.map((row) => ({
    id: row.id,
    from: person(row.from_staff_id),
    to: person(row.to_staff_id),
    body: row.body,
    sentAt: row.sent_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null
  }))
}

const regionOf = ({ actor }: Call): number => {
  if (actor.kind !== 'staff') throw refuse('not-permitted')
  return actor.regionId
}
