import type { OutputOf } from '@shouwen/contract/operation'
import type { readMyWork as contract } from '@shouwen/contract/ticket-lists'
import { type RawBuilder, sql } from 'kysely'
import type { Call } from '#platform/action'
import { staffNames } from '#capabilities/people'
import { countOf, MOST_COUNTED } from './list-counts.ts'
import { queuesOfMember } from './list-filter.ts'
import { reachOf } from './list-reach.ts'
import { type ListedTicket, rowColumns, rowsOf } from './list-row.ts'
import { pageQuery } from './list-streams.ts'
import { type Person, personCalling } from './list-views.ts'
import { iso } from './ticket-state.ts'
import { openStatuses } from './ticket.ts'
import { personOf } from './ticket-view.ts'

type MyWork = OutputOf<typeof contract>

const MOST_URGENT = 20
const MOST_MENTIONS = 10
const MOST_OTHERS = 20

/** What waits for the reader now, for the first page of the day: promises, queues, mentions, hand-overs and tasks. */
export async function readMyWork(call: Call): Promise<MyWork> {
  const me = personCalling(call)
  const unitIds = unitsOf(call, me)
  const queues = await queuesOfMember(call, me.regionId, me.id)
  const [urgent, counts, mentions, handovers, tasks] = await Promise.all([
    urgentTickets(call, me),
    countWork(call, me, unitIds, queues),
    unreadMentions(call, me),
    offeredHandovers(call, me, unitIds),
    openTasks(call, me, unitIds)
  ])
  return { urgent, counts, mentions, handovers, tasks }
}

/** The units whose tasks and hand-overs the reader may take; for somebody who may everywhere, their own. */
function unitsOf(call: Call, me: Person): string[] {
  const reach = reachOf(call.actor, 'ticket.accept', me.regionId)
  return reach.whole ? [me.unitId] : [...new Set([me.unitId, ...reach.unitIds])]
}

/** Broken or at risk, of those I work on or answer for. @norm SP-01 */
async function urgentTickets(call: Call, me: Person): Promise<MyWork['urgent']> {
  const warned = sql<boolean>`(t.next_due_at < ${call.now} or t.at_risk_at <= ${call.now})`
  const page = { sort: 'due' as const, limit: MOST_URGENT, extra: [warned] }
  const read = async (who: { assignee: string } | { owner: string }) => {
    const query = pageQuery(call, me.regionId, { ...who, statuses: [...openStatuses] }, page, rowColumns)
    return (await query.$castTo<ListedTicket>().execute(call.tx)).rows
  }
  const found = [...(await read({ assignee: me.id })), ...(await read({ owner: me.id }))]
  const distinct = [...new Map(found.map((ticket) => [ticket.id, ticket])).values()]
  const byDeadline = distinct.sort(
    (a, b) => (a.next_due_at?.getTime() ?? Infinity) - (b.next_due_at?.getTime() ?? Infinity)
  )
  return rowsOf(call, me.regionId, byDeadline.slice(0, MOST_URGENT))
}

const open = sql.join(openStatuses.map((status) => sql.lit(status)))
const limit = sql.lit(MOST_COUNTED + 1)
const counted = (rows: RawBuilder<unknown>) => sql`(select count(*)::int from (select ${rows} limit ${limit}) c)`

async function countWork(call: Call, me: Person, unitIds: string[], queues: string[]): Promise<MyWork['counts']> {
  const { regionId, id } = me
  const { rows } = await sql<MyWork['counts']>`
    with mine as materialized (
      (select t.assignee_id, t.owner_id, t.next_due_at, t.at_risk_at, t.customer_wrote_at from tickets.ticket t
        where t.region_id = ${regionId} and t.assignee_id = ${id} and t.status in (${open}) limit ${limit})
      union all
      (select t.assignee_id, t.owner_id, t.next_due_at, t.at_risk_at, t.customer_wrote_at from tickets.ticket t
        where t.region_id = ${regionId} and t.owner_id = ${id} and t.assignee_id is distinct from ${id} and t.status in (${open}) limit ${limit}))
    select count(*) filter (where assignee_id = ${id})::int as assigned,
      count(*) filter (where owner_id = ${id})::int as owned,
      count(*) filter (where next_due_at >= ${call.now} and at_risk_at <= ${call.now})::int as "atRisk",
      count(*) filter (where next_due_at < ${call.now})::int as broken,
      count(*) filter (where customer_wrote_at is not null)::int as "customerWaits",
      ${counted(sql`from tickets.ticket t where t.region_id = ${regionId} and t.queue_code = any(${queues}::text[]) and t.assignee_id is null and t.status in (${open})`)} as "inMyQueues",
      ${counted(sql`from tickets.handover h where h.region_id = ${regionId} and h.status = 'offered' and (h.to_staff_id = ${id} or (h.to_staff_id is null and h.to_unit_id = any(${unitIds}::uuid[])))`)} as handovers,
      ${counted(sql`from tickets.mention m where m.region_id = ${regionId} and m.staff_id = ${id} and m.read_at is null`)} as mentions,
      ${counted(sql`from tickets.task k where k.region_id = ${regionId} and k.assignee_id = ${id} and k.status in ('assigned', 'accepted')`)} as "myTasks",
      ${counted(sql`from tickets.task k where k.region_id = ${regionId} and k.unit_id = any(${unitIds}::uuid[]) and k.assignee_id is null and k.status in ('assigned', 'accepted')`)} as "unitTasks"
    from mine`.execute(call.tx)
  const counts = rows[0] as MyWork['counts']
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, countOf(count).count])
  ) as MyWork['counts']
}

async function unreadMentions(call: Call, me: Person): Promise<MyWork['mentions']> {
  const rows = await call.tx
    .selectFrom('tickets.mention as m')
    .innerJoin('tickets.ticket as t', (join) =>
      join.onRef('t.region_id', '=', 'm.region_id').onRef('t.id', '=', 'm.ticket_id')
    )
    .select(['m.ticket_id', 'm.note_id', 'm.at', 't.number', 't.title'])
    .where('m.region_id', '=', me.regionId)
    .where('m.staff_id', '=', me.id)
    .where('m.read_at', 'is', null)
    .orderBy('m.at', 'desc')
    .limit(MOST_MENTIONS)
    .execute()
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    number: row.number,
    title: row.title,
    noteId: row.note_id,
    at: row.at.toISOString()
  }))
}

/** @norm SP-14 */
async function offeredHandovers(call: Call, me: Person, unitIds: string[]): Promise<MyWork['handovers']> {
  const rows = await call.tx
    .selectFrom('tickets.handover as h')
    .innerJoin('tickets.ticket as t', (join) =>
      join.onRef('t.region_id', '=', 'h.region_id').onRef('t.id', '=', 'h.ticket_id')
    )
    .select([
      'h.id',
      'h.ticket_id',
      'h.from_staff_id',
      'h.to_staff_id',
      'h.reason',
      'h.offered_at',
      't.number',
      't.title'
    ])
    .where('h.region_id', '=', me.regionId)
    .where('h.status', '=', 'offered')
    .where((is) =>
      is.or([
        is('h.to_staff_id', '=', me.id),
        is.and([is('h.to_staff_id', 'is', null), is('h.to_unit_id', '=', is.fn.any(is.val(unitIds)))])
      ])
    )
    .orderBy('h.offered_at')
    .limit(MOST_OTHERS)
    .execute()
  const people = await staffNames(
    call.tx,
    rows.map((row) => row.from_staff_id)
  )
  return rows.map((row) => ({
    id: row.id,
    ticketId: row.ticket_id,
    number: row.number,
    title: row.title,
    from: personOf(people, row.from_staff_id),
    reason: row.reason,
    toMe: row.to_staff_id === me.id,
    offeredAt: row.offered_at.toISOString()
  }))
}

/** @norm SP-16 */
async function openTasks(call: Call, me: Person, unitIds: string[]): Promise<MyWork['tasks']> {
  const rows = await call.tx
    .selectFrom('tickets.task as k')
    .innerJoin('tickets.ticket as t', (join) =>
      join.onRef('t.region_id', '=', 'k.region_id').onRef('t.id', '=', 'k.ticket_id')
    )
    .select([
      'k.id',
      'k.ticket_id',
      'k.title',
      'k.status',
      'k.assignee_id',
      'k.next_due_at',
      'k.at_risk_at',
      't.number'
    ])
    .where('k.region_id', '=', me.regionId)
    .where('k.status', 'in', ['assigned', 'accepted'])
    .where((is) =>
      is.or([
        is('k.assignee_id', '=', me.id),
        is.and([is('k.assignee_id', 'is', null), is('k.unit_id', '=', is.fn.any(is.val(unitIds)))])
      ])
    )
    .orderBy('k.next_due_at', (order) => order.asc().nullsLast())
    .orderBy('k.id')
    .limit(MOST_OTHERS)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    ticketId: row.ticket_id,
    ticketNumber: row.number,
    title: row.title,
    status: row.status as 'assigned' | 'accepted',
    mine: row.assignee_id === me.id,
    nextDueAt: iso(row.next_due_at),
    atRiskAt: iso(row.at_risk_at)
  }))
}
