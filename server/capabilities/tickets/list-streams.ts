import type { TicketSort } from '@shouwen/contract/ticket-lists'
import { type RawBuilder, sql } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { all, asksOpenOnly, type Condition, conditionsOf, type ResolvedFilter } from './list-filter.ts'
import { type Ordered, ordered } from './list-order.ts'
import { reachOf } from './list-reach.ts'

/** One way to the rows: an index column with the values to follow, each in the order of the list; what a person follows; or the whole region. */
export type Stream =
  | { by: 'column'; column: string; type: 'uuid' | 'text'; values: string[] }
  | { by: 'follower'; staffId: string }
  | { by: 'region' }

/** Up to so many units are followed one by one; somebody who reaches more sees most of the region anyway. */
const MOST_UNITS = 12

/**
 * The narrowest ways that together reach every row a filter can hold. Each is read in order and stops at the page's end, so the rows
 * read do not grow with the table: never `unit = any(…) or owner = me`, which no index gives in order.
 */
export function streamsOf(call: Call, regionId: number, filter: ResolvedFilter, sort: TicketSort): Stream[] {
  const one = (column: string, value: string): Stream[] => [{ by: 'column', column, type: 'uuid', values: [value] }]
  const me = staffId(call.actor)
  const openOnly = asksOpenOnly(filter)
  if (filter.customerId) return one('customer_id', filter.customerId)
  if (filter.parentId) return one('parent_id', filter.parentId)
  if (filter.followedByMe && me) return [{ by: 'follower', staffId: me }]
  if (filter.assignee && filter.assignee !== 'none' && (openOnly || sort === 'closed' || sort === 'newest'))
    return one('assignee_id', filter.assignee)
  if (filter.owner && (openOnly || sort === 'newest')) return one('owner_id', filter.owner)
  if (filter.firstOwner) return one('first_owner_id', filter.firstOwner)
  if (filter.queueCodes && filter.assignee === 'none' && openOnly)
    return [{ by: 'column', column: 'queue_code', type: 'text', values: filter.queueCodes }]
  if (filter.unitIds && filter.unitIds.length > 0)
    return [{ by: 'column', column: 'unit_id', type: 'uuid', values: filter.unitIds }]
  const reach = reachOf(call.actor, 'ticket.read', regionId)
  if (!reach.whole && reach.own && me && reach.unitIds.length <= MOST_UNITS && (openOnly || sort === 'newest'))
    return reachStreams(reach.unitIds, me)
  if (sort === 'newest' && openOnly && filter.statuses)
    return [{ by: 'column', column: 'status', type: 'text', values: filter.statuses }]
  return [{ by: 'region' }]
}

/** The actor's units, and what is their own wherever it stands. */
function reachStreams(unitIds: string[], me: string): Stream[] {
  const own = ['assignee_id', 'owner_id', 'first_owner_id'].map(
    (column): Stream => ({ by: 'column', column, type: 'uuid', values: [me] })
  )
  return unitIds.length > 0 ? [{ by: 'column', column: 'unit_id', type: 'uuid', values: unitIds }, ...own] : own
}

/** A page of tickets as a statement: rows of `columns` (over `t`) and their sort `keys`, at most `limit`. */
export function pageQuery(
  call: Call,
  regionId: number,
  filter: ResolvedFilter,
  page: { sort: TicketSort; cursor?: string | undefined; limit: number; extra?: Condition[] },
  columns: RawBuilder<unknown>
): RawBuilder<unknown> {
  const order = ordered(page.sort, page.cursor)
  const conditions = [...conditionsOf(call, regionId, filter), ...(page.extra ?? [])]
  const streams = streamsOf(call, regionId, filter, page.sort)
  const parts = streams.map((stream) =>
    streamQuery(stream, regionId, order, conditions, page.limit, sql`${columns}, ${order.keys}`)
  )
  const limit = sql.lit(page.limit)
  if (parts.length === 1 && isSingle(streams[0] as Stream) && order.branches.length === 1)
    return parts[0] as RawBuilder<unknown>
  const distinct = parts.length > 1 ? sql`distinct on (${order.columns('u')})` : sql``
  return sql`select ${distinct} * from (${sql.join(parts, sql` union all `)}) u order by ${order.orderBy('u')} limit ${limit}`
}

const isSingle = (stream: Stream) => stream.by !== 'column' || stream.values.length === 1

function streamQuery(
  stream: Stream,
  regionId: number,
  order: Ordered,
  conditions: Condition[],
  limit: number,
  columns: RawBuilder<unknown>
): RawBuilder<unknown> {
  const read = (from: RawBuilder<unknown>, extra: Condition[]) => {
    const branches = order.branches.map(
      (branch) =>
        sql`(select ${columns} from ${from} where ${all([...conditions, ...branch.conditions, ...extra])} order by ${order.orderBy('t')} limit ${sql.lit(limit)})`
    )
    return branches.length === 1 ? (branches[0] as RawBuilder<unknown>) : sql`(${sql.join(branches, sql` union all `)})`
  }
  const ticket = sql`tickets.ticket t`
  if (stream.by === 'region') return read(ticket, [])
  if (stream.by === 'follower') {
    const followed = sql`tickets.follower f join tickets.ticket t on t.region_id = f.region_id and t.id = f.ticket_id`
    return read(followed, [sql`f.region_id = ${regionId}`, sql`f.staff_id = ${stream.staffId}`])
  }
  const column = sql.ref(`t.${stream.column}`)
  const type = sql.raw(stream.type)
  if (stream.values.length === 1) return read(ticket, [sql`${column} = ${stream.values[0]}::${type}`])
  return sql`(select x.* from unnest(${stream.values}::${type}[]) s (v) cross join lateral ${read(ticket, [sql`${column} = s.v`])} x)`
}

/** How many tickets a filter holds, counted up to `most` + 1, as a scalar sub-query. Read in the order of the list, so that the same indexes serve and a stream stops when there are enough. */
export function countQuery(
  call: Call,
  regionId: number,
  filter: ResolvedFilter,
  sort: TicketSort,
  most: number,
  extra: Condition[] = []
): RawBuilder<number> {
  const order = ordered(sort, undefined)
  const conditions = [...conditionsOf(call, regionId, filter), ...extra]
  const parts = streamsOf(call, regionId, filter, sort).map((stream) =>
    streamQuery(stream, regionId, order, conditions, most + 1, sql`t.id`)
  )
  return sql<number>`(select count(*)::int from (select distinct u.id from (${sql.join(parts, sql` union all `)}) u limit ${sql.lit(most + 1)}) c)`
}
