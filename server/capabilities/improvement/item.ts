import type { ItemView } from '@shouwen/contract/improvement-register'
import type { Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { allows, type Permitted, type Placement, type PlacementColumns, permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { ImprovementItem } from '#platform/schema.gen'
import { clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { regionToday } from './region-day.ts'

export type Item = Selectable<ImprovementItem>
export type View = Static<typeof ItemView>
export type ItemRef = { regionId: number; itemId: string }

/** Where an item stands for permissions: the unit that answers for it, and as "own" its owner, who registered it and who suggested it. */
export const placementOf = ({ region_id, unit_id, owner_id, registered_by, said_by }: Item): Placement => ({ regionId: region_id, unitId: unit_id, staffIds: [owner_id, registered_by, ...said_by] })

export const scopeColumns: PlacementColumns = { regionId: 'i.region_id', unitId: 'i.unit_id', staffIds: ['i.owner_id', 'i.registered_by'] }

/** The item, or a refusal `not-found`. */
export async function getItem(call: Call, { regionId, itemId }: ItemRef): Promise<Item> {
  const row = await call.tx.selectFrom('improvement.item').selectAll().where('region_id', '=', regionId).where('id', '=', itemId).executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row
}

/** The item locked for a change and the verb permitted; refuses with `not-found` and `not-permitted`. */
export async function itemFor(call: Call, verb: string, { regionId, itemId }: ItemRef): Promise<Permitted<Item & Placement>> {
  const row = await call.tx.selectFrom('improvement.item').selectAll().where('region_id', '=', regionId).where('id', '=', itemId).forUpdate().executeTakeFirst()
  if (!row) throw refuse('not-found')
  return permit(call, verb, { ...row, ...placementOf(row) }, 'improvement.read')
}

/** Items of one region as pages show them. */
export async function itemViews(call: Call, rows: readonly Item[]): Promise<View[]> {
  const [first] = rows
  if (!first) return []
  const people = await staffNames(call.tx, rows.flatMap((row) => [row.owner_id, row.registered_by, row.settled_by, row.raised_to]))
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  const promises = new Map<string, View['promises']>()
  const today = new Map<number, string>()
  for (const [regionId, group] of Map.groupBy(rows, (row) => row.region_id)) {
    today.set(regionId, await regionToday(call, regionId))
    for (const [id, clocks] of await clocksOf(call, regionId, 'improvement', group.map((row) => row.id))) promises.set(id, clocks)
  }
  return rows.map((row) => ({
    regionId: row.region_id,
    id: row.id,
    title: row.title,
    detail: row.detail,
    origin: row.origin,
    ticket: row.ticket_id ? { id: row.ticket_id, number: row.ticket_number ?? '' } : null,
    category: row.category,
    unitId: row.unit_id,
    owner: person(row.owner_id),
    cause: row.cause,
    measure: row.measure,
    dueOn: row.due_on,
    state: row.state as View['state'],
    overdue: row.state === 'acting' && row.due_on !== null && row.due_on < (today.get(row.region_id) ?? ''),
    raisedTo: person(row.raised_to),
    round: row.round,
    timesSaid: row.times_said,
    registeredBy: person(row.registered_by),
    registeredAt: row.registered_at.toISOString(),
    doneAt: iso(row.done_at),
    doneNote: row.done_note,
    settledAt: iso(row.settled_at),
    settledBy: person(row.settled_by),
    settledNote: row.settled_note,
    effect: row.effect as View['effect'],
    earlierId: row.earlier_id,
    promises: promises.get(row.id) ?? [],
    can: abilities(call, row),
    version: row.version
  }))
}

function abilities(call: Call, row: Item): View['can'] {
  const at = placementOf(row)
  const may = (verb: string) => allows(call.actor, verb, at)
  return {
    plan: (row.state === 'proposed' || row.state === 'acting') && may('improvement.write'),
    do: row.state === 'acting' && may('improvement.write'),
    verify: row.state === 'done' && row.done_by !== staffId(call.actor) && row.owner_id !== staffId(call.actor) && may('improvement.verify')
  }
}

/** One item as pages show it. */
export async function itemView(call: Call, row: Item): Promise<View> {
  const [view] = await itemViews(call, [row])
  return view as View
}

const iso = (at: Date | null) => at?.toISOString() ?? null
