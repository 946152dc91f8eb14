import type { handOverVipDesk as giveOperation, listVipHandovers as listOperation, takeOverVipDesk as takeOperation, VipHandoverView } from '@shouwen/contract/vip'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { permit, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { cursorOf, openTimeCursor } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { VipHandover } from '#platform/schema.gen'
import { staffNames } from '#capabilities/people'
import { deskPlace } from './vip-customer.ts'
import { openVipPromises } from './vip-promises.ts'

type Handover = Selectable<VipHandover>
type View = Static<typeof VipHandoverView>

/** A shift ends: what is open, and until when, is kept as it stands for whoever comes. @norm CC-29 */
export async function handOverVipDesk(call: Call, { note }: InputOf<typeof giveOperation>): Promise<OutputOf<typeof giveOperation>> {
  if (call.actor.kind !== 'staff') throw refuse('not-permitted', { verb: 'vip.work' })
  const { regionId, unitId } = call.actor
  permit(call, 'vip.work', deskPlace(call, regionId))
  const promises: View['promises'] = (await openVipPromises(call)).map(({ promise, ticketId, ticketNumber, owner }) => ({
    promiseId: promise.id,
    title: promise.title,
    dueAt: promise.dueAt,
    ticketId,
    ticketNumber,
    ownerJobNumber: owner?.jobNumber ?? null
  }))
  const row = await call.tx
    .insertInto('vip.handover')
    .values({ region_id: regionId, id: call.app.newId(), unit_id: unitId, from_staff_id: staffId(call.actor), note, promises: JSON.stringify(promises), given_at: call.now })
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(call, { name: 'vip.handed-over', regionId, subjectKind: 'vip-handover', subjectId: row.id, data: { unitId, open: promises.length } })
  await prove(call, { kind: 'vip.handed-over', regionId, subjectKind: 'vip-handover', subjectId: row.id, payload: { open: promises.map(({ promiseId, dueAt }) => ({ promiseId, dueAt })) } })
  return viewOf(call, row)
}

/** The next shift signs for it; once, and not by whoever gave it. @norm CC-29 */
export async function takeOverVipDesk(call: Call, { handoverId }: InputOf<typeof takeOperation>): Promise<OutputOf<typeof takeOperation>> {
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const row = await call.tx.selectFrom('vip.handover').selectAll().where('region_id', '=', regionId).where('id', '=', handoverId).forUpdate().executeTakeFirst()
  if (!row) throw refuse('not-found')
  permit(call, 'vip.work', { regionId, unitId: row.unit_id }, 'vip.work')
  if (row.taken_at) throw refuse('vip-handover-taken')
  if (row.from_staff_id === staffId(call.actor)) throw refuse('vip-handover-own')
  const taken = await call.tx.updateTable('vip.handover').set({ taken_by: staffId(call.actor), taken_at: call.now }).where('region_id', '=', regionId).where('id', '=', handoverId).returningAll().executeTakeFirstOrThrow()
  await record(call, { name: 'vip.taken-over', regionId, subjectKind: 'vip-handover', subjectId: row.id, data: { unitId: row.unit_id } })
  return viewOf(call, taken)
}

/** Hand-overs of the desks the actor works at or leads, the newest first. */
export async function listVipHandovers(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 20
  const after = openTimeCursor(input.cursor)
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const rows = await call.tx
    .selectFrom('vip.handover as h')
    .selectAll('h')
    .where('h.region_id', '=', regionId)
    .where(scopeFilter(call.actor, 'vip.work', { regionId: 'h.region_id', unitId: 'h.unit_id', staffIds: ['h.from_staff_id', 'h.taken_by'] }))
    .$if(after !== null, (query) => query.where(sql<boolean>`(h.given_at, h.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('h.given_at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: await viewsOf(call, shown), nextCursor: rows.length > limit && last ? cursorOf([last.given_at.toISOString(), last.id]) : null }
}

async function viewOf(call: Call, row: Handover): Promise<View> {
  const [view] = await viewsOf(call, [row])
  return view as View
}

async function viewsOf(call: Call, rows: readonly Handover[]): Promise<View[]> {
  const people = await staffNames(call.tx, rows.flatMap((row) => [row.from_staff_id, row.taken_by]))
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  return rows.map((row) => ({
    id: row.id,
    from: person(row.from_staff_id),
    note: row.note,
    givenAt: row.given_at.toISOString(),
    promises: row.promises as View['promises'],
    takenBy: person(row.taken_by),
    takenAt: row.taken_at?.toISOString() ?? null
  }))
}
