import type { listSameMatters as listOperation, readSameMatter as readOperation, SameMatterView } from '@shouwen/contract/improvement-patterns'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { allows, type Placement, type PlacementColumns, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import type { ImprovementSameMatter } from '#platform/schema.gen'
import { staffNames } from '#capabilities/people'
import { getTicket, permitTicket } from '#capabilities/tickets'

export type SameMatter = Selectable<ImprovementSameMatter>
type View = Static<typeof SameMatterView>

/** Where it stands for permissions: the unit that has the new complaint; "own" is whoever ended the earlier one. */
export const matterPlacement = (row: SameMatter): Placement => ({ regionId: row.region_id, unitId: row.unit_id, staffIds: [row.earlier_closer_id] })
const columns: PlacementColumns = { regionId: 'm.region_id', unitId: 'm.unit_id', staffIds: ['m.earlier_closer_id'] }

/** Complaints that are an earlier one again, the newest first. @norm TK-31 */
export async function listSameMatters(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : undefined)
  const rows = await call.tx
    .selectFrom('improvement.same_matter as m')
    .selectAll('m')
    .where(scopeFilter(call.actor, 'improvement.read', columns))
    .$if(regionId !== undefined, (query) => query.where('m.region_id', '=', regionId as number))
    .$if(input.kind !== undefined, (query) => query.where('m.kind', '=', input.kind as 'repeat'))
    .$if(input.open === true, (query) => query.where('m.state', '=', 'open'))
    .$if(input.closerId !== undefined, (query) => query.where('m.earlier_closer_id', '=', input.closerId as string))
    .$if(after !== null, (query) => query.where(sql<boolean>`(m.found_at, m.ticket_id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('m.found_at', 'desc')
    .orderBy('m.ticket_id', 'desc')
    .limit(limit + 1)
    .execute()
  const views = new Map((await matterViews(call, rows.slice(0, limit))).map((view) => [view.ticket.id, view]))
  return pageOf(rows, limit, (row) => views.get(row.ticket_id) as View, (row) => [row.found_at.toISOString(), row.ticket_id])
}

/** Whether this ticket is an earlier matter again. */
export async function readSameMatter(call: Call, { ticketId }: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  const ticket = permitTicket(call, 'ticket.read', await getTicket(call, ticketId))
  const row = await findSameMatter(call.tx, ticket.region_id, ticket.id)
  return { item: row ? ((await matterViews(call, [row]))[0] ?? null) : null }
}

/** The row of this ticket, or null. */
export async function findSameMatter(tx: Call['tx'], regionId: number, ticketId: string): Promise<SameMatter | null> {
  return (await tx.selectFrom('improvement.same_matter').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).executeTakeFirst()) ?? null
}

/** Rows of one region as pages show them. */
export async function matterViews(call: Call, rows: readonly SameMatter[]): Promise<View[]> {
  if (rows.length === 0) return []
  const people = await staffNames(call.tx, rows.flatMap((row) => [row.earlier_closer_id, row.settled_by]))
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  const brief = await briefs(call, rows)
  const me = staffId(call.actor)
  return rows.flatMap((row) => {
    const ticket = brief.get(row.ticket_id)
    const earlier = brief.get(row.earlier_id)
    if (!ticket || !earlier) return []
    return {
      regionId: row.region_id,
      ticket: ticket.view,
      earlier: earlier.view,
      kind: row.kind as View['kind'],
      matchedBy: row.matched_by as View['matchedBy'],
      secondsBetween: Number(row.seconds_between),
      nth: row.nth,
      category: row.category,
      earlierCloser: person(row.earlier_closer_id),
      foundAt: row.found_at.toISOString(),
      state: row.state as View['state'],
      settledBy: person(row.settled_by),
      settledAt: row.settled_at?.toISOString() ?? null,
      reason: row.reason,
      can: {
        merge: row.state === 'open' && row.kind === 'duplicate' && allows(call.actor, 'ticket.merge', { regionId: row.region_id, unitId: ticket.unitId, staffIds: ticket.people }),
        review: row.state === 'open' && row.kind === 'repeat' && !ticket.people.includes(me) && row.earlier_closer_id !== me && allows(call.actor, 'improvement.decide', matterPlacement(row))
      }
    }
  })
}

async function briefs(call: Call, rows: readonly SameMatter[]) {
  const tickets = await call.tx
    .selectFrom('tickets.ticket')
    .select(['id', 'number', 'title', 'status', 'channel', 'unit_id', 'first_owner_id', 'owner_id', 'assignee_id'])
    .where('region_id', 'in', [...new Set(rows.map((row) => row.region_id))])
    .where('id', 'in', rows.flatMap((row) => [row.ticket_id, row.earlier_id]))
    .execute()
  return new Map(
    tickets.map(({ id, number, title, status, channel, unit_id, first_owner_id, owner_id, assignee_id }) => [id, { view: { id, number, title, status: status as string, channel: channel as string }, unitId: unit_id, people: [first_owner_id, owner_id, assignee_id] as (string | null)[] }])
  )
}
