import type { OutputOf, Static } from '@shouwen/contract/operation'
import type { TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import type { listViews as contract, ViewView } from '@shouwen/contract/ticket-views'
import type { Selectable } from 'kysely'
import { allows } from '#platform/access'
import type { Actor, Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { TicketsView } from '#platform/schema.gen'
import { staffNames, unitOf, unitTree } from '#capabilities/people'
import { type People, personOf } from './ticket-view.ts'
import { defaultViews } from './view-defaults.ts'

export type View = Static<typeof ViewView>
export type Person = Extract<Actor, { kind: 'staff' }>
export type ViewRow = Selectable<TicketsView>

/** Views belong to people: refuses with `not-permitted` for anybody else. */
export function personCalling(call: Pick<Call, 'actor'>): Person {
  if (call.actor.kind !== 'staff') throw refuse('not-permitted')
  return call.actor
}

/** Every view the reader has: those of the product, their own and those shared with them, in the order they have put them. */
export async function listViews(call: Call): Promise<OutputOf<typeof contract>> {
  return { items: await viewsOf(call, personCalling(call)) }
}

/** The same as a list. */
export async function viewsOf(call: Call, me: Person): Promise<View[]> {
  const [rows, places] = [await visibleRows(call, me), await placesOf(call, me)]
  const people = await staffNames(
    call.tx,
    rows.map((row) => row.owner_id)
  )
  const views = [...defaultViews().map(builtIn), ...rows.map((row) => savedView(call, me, row, people))]
  const rank = (view: View, index: number) => places.get(view.key)?.position ?? 1_000 + index
  return views
    .map((view, index) => ({ view: { ...view, hidden: places.get(view.key)?.hidden ?? false }, at: rank(view, index) }))
    .sort((a, b) => a.at - b.at)
    .map(({ view }) => view)
}

function builtIn({ key, zh, en, filter, sort, columns }: ReturnType<typeof defaultViews>[number]): View {
  return {
    key,
    builtIn: true,
    name: { zh, en },
    filter,
    sort,
    columns,
    sharing: 'region',
    unitId: null,
    owner: null,
    mine: false,
    editable: false,
    hidden: false,
    version: 1
  }
}

/** A saved view as a reader sees it. */
export function savedView(call: Call, me: Person, row: ViewRow, people: People): View {
  const mine = row.owner_id === me.id
  return {
    key: row.id,
    builtIn: false,
    name: { zh: row.name, en: row.name },
    filter: row.filter as TicketFilter,
    sort: row.sort as TicketSort,
    columns: row.columns as View['columns'],
    sharing: row.sharing,
    unitId: row.unit_id,
    owner: personOf(people, row.owner_id),
    mine,
    editable:
      mine ||
      (row.sharing !== 'me' && allows(call.actor, 'view.share', { regionId: row.region_id, unitId: row.unit_id })),
    hidden: false,
    version: row.version
  }
}

/** Own views, those of the region, and those of the units the reader stands in or below. */
async function visibleRows(call: Call, me: Person): Promise<ViewRow[]> {
  const unitIds = await unitsAbove(call, me)
  return call.tx
    .selectFrom('tickets.view')
    .selectAll()
    .where('region_id', '=', me.regionId)
    .where((is) =>
      is.or([
        is('owner_id', '=', me.id),
        is('sharing', '=', 'region'),
        is.and([is('sharing', '=', 'unit'), is('unit_id', '=', is.fn.any(is.val(unitIds)))])
      ])
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** The reader's unit and those above it. */
export async function unitsAbove(call: Call, me: Person): Promise<string[]> {
  const own = await unitOf(call.tx, me.id)
  return (await unitTree(call.tx)).filter((unit) => own.path.startsWith(unit.path)).map((unit) => unit.id)
}

async function placesOf(call: Call, me: Person): Promise<Map<string, { position: number; hidden: boolean }>> {
  const rows = await call.tx
    .selectFrom('tickets.view_place')
    .select(['view_key', 'position', 'hidden'])
    .where('region_id', '=', me.regionId)
    .where('staff_id', '=', me.id)
    .execute()
  return new Map(rows.map((row) => [row.view_key, { position: row.position, hidden: row.hidden }]))
}
