import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  arrangeViews as arrange,
  editView as edit,
  removeView as remove,
  saveView as save
} from '@shouwen/contract/ticket-views'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { staffNames } from '#capabilities/people'
import { type Person, personCalling, savedView, type ViewRow } from './list-views.ts'

const MOST_VIEWS = 100

/** Keeps a list under a name, for oneself or shared. Refuses with `too-many-views`, and with `not-permitted` to share beyond one's reach. */
export async function saveView(call: Call, input: InputOf<typeof save>): Promise<OutputOf<typeof save>> {
  const me = personCalling(call)
  const place = sharingOf(call, me, input)
  const { count } = await call.tx
    .selectFrom('tickets.view')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('region_id', '=', me.regionId)
    .where('owner_id', '=', me.id)
    .executeTakeFirstOrThrow()
  if (count >= MOST_VIEWS) throw refuse('too-many-views', { most: MOST_VIEWS })
  const row = await call.tx
    .insertInto('tickets.view')
    .values({
      region_id: me.regionId,
      id: call.app.newId(),
      owner_id: me.id,
      ...contentOf(input),
      ...place,
      created_at: call.now,
      updated_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return changed(call, me, row, 'view.saved')
}

/** Changes a view of one's own, or one that is shared where one may share. Refuses with `changed-meanwhile`. */
export async function editView(call: Call, input: InputOf<typeof edit>): Promise<OutputOf<typeof edit>> {
  const me = personCalling(call)
  const before = await editableView(call, me, input.viewId)
  if (before.version !== input.version) throw refuse('changed-meanwhile', { version: before.version })
  const row = await call.tx
    .updateTable('tickets.view')
    .set({ ...contentOf(input), ...sharingOf(call, me, input), version: before.version + 1, updated_at: call.now })
    .where('region_id', '=', me.regionId)
    .where('id', '=', input.viewId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return changed(call, me, row, 'view.edited')
}

/** Removes a view for everybody who had it. */
export async function removeView(call: Call, { viewId }: InputOf<typeof remove>): Promise<OutputOf<typeof remove>> {
  const me = personCalling(call)
  const row = await editableView(call, me, viewId)
  await call.tx.deleteFrom('tickets.view').where('region_id', '=', me.regionId).where('id', '=', viewId).execute()
  await call.tx
    .deleteFrom('tickets.view_place')
    .where('region_id', '=', me.regionId)
    .where('view_key', '=', viewId)
    .execute()
  await changed(call, me, row, 'view.removed')
  return {}
}

/** Puts the reader's views in order; nobody else's order changes. */
export async function arrangeViews(call: Call, { order }: InputOf<typeof arrange>): Promise<OutputOf<typeof arrange>> {
  const me = personCalling(call)
  await call.tx
    .deleteFrom('tickets.view_place')
    .where('region_id', '=', me.regionId)
    .where('staff_id', '=', me.id)
    .execute()
  const places = [...new Map(order.map((place, position) => [place.key, { ...place, position }])).values()]
  if (places.length > 0)
    await call.tx
      .insertInto('tickets.view_place')
      .values(
        places.map(({ key, hidden, position }) => ({
          region_id: me.regionId,
          staff_id: me.id,
          view_key: key,
          position,
          hidden
        }))
      )
      .execute()
  return {}
}

async function editableView(call: Call, me: Person, viewId: string): Promise<ViewRow> {
  const row = await call.tx
    .selectFrom('tickets.view')
    .selectAll()
    .where('region_id', '=', me.regionId)
    .where('id', '=', viewId)
    .forUpdate()
    .executeTakeFirst()
  if (!row || (row.sharing === 'me' && row.owner_id !== me.id)) throw refuse('not-found')
  if (row.owner_id !== me.id) permit(call, 'view.share', { regionId: row.region_id, unitId: row.unit_id })
  return row
}

/** Whom it is shared with; sharing needs the verb in that unit, or in the whole region. */
function sharingOf(
  call: Call,
  me: Person,
  { sharing, unitId }: { sharing: ViewRow['sharing']; unitId?: string | undefined }
): Pick<ViewRow, 'sharing' | 'unit_id'> {
  if (sharing === 'me') return { sharing, unit_id: null }
  const unit_id = sharing === 'unit' ? (unitId ?? me.unitId) : null
  permit(call, 'view.share', { regionId: me.regionId, unitId: unit_id })
  return { sharing, unit_id }
}

function contentOf({
  name,
  filter,
  sort,
  columns
}: Pick<InputOf<typeof save>, 'name' | 'filter' | 'sort' | 'columns'>) {
  return { name, filter: JSON.stringify(filter), sort, columns }
}

async function changed(call: Call, me: Person, row: ViewRow, verb: string): Promise<OutputOf<typeof save>> {
  await record(call, { name: 'view.changed', regionId: row.region_id, subjectKind: 'view', subjectId: row.id })
  await audited(call, { verb, regionId: row.region_id, subjectKind: 'view', subjectId: row.id })
  return savedView(call, me, row, await staffNames(call.tx, [row.owner_id]))
}
