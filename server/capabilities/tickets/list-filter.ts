import type { TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { ticketScopeColumns } from './access.ts'
import { openStatuses } from './ticket.ts'

export type Condition = RawBuilder<SqlBool>

/** A filter with its words resolved: who "me" is, which queues are mine. */
export type ResolvedFilter = Omit<TicketFilter, 'assignee' | 'owner' | 'firstOwner' | 'myQueues'> & {
  assignee?: string
  owner?: string
  firstOwner?: string
}

/** The region of a list: the one named, or the reader's own. Refuses with `required-field-missing` when there is neither. */
export function regionOfList(call: Pick<Call, 'actor'>, named: number | undefined): number {
  const own = call.actor.kind === 'staff' ? call.actor.regionId : undefined
  const regionId = named ?? own
  if (regionId === undefined) throw refuse('required-field-missing', { fields: ['regionId'] })
  return regionId
}

/** Puts the reader in place of "me", and their queues in place of `myQueues`. */
export async function resolveFilter(call: Call, regionId: number, filter: TicketFilter): Promise<ResolvedFilter> {
  const { myQueues, ...rest } = filter
  const me = staffId(call.actor) ?? nobody
  const person = (who: string | undefined) => (who === 'me' ? me : who)
  const queueCodes = myQueues
    ? [...new Set([...(filter.queueCodes ?? []), ...(await queuesOfMember(call, regionId, me))])]
    : filter.queueCodes
  return {
    ...rest,
    queueCodes,
    assignee: person(filter.assignee),
    owner: person(filter.owner),
    firstOwner: person(filter.firstOwner)
  }
}

const openOrders: readonly TicketSort[] = ['due', 'stale', 'priority']

/** The order of a list: time to breach where only open tickets are asked for, else the newest first. Orders that are about work to do list open tickets unless statuses are named. */
export function settleOrder(
  filter: TicketFilter,
  named: TicketSort | undefined
): { filter: TicketFilter; sort: TicketSort } {
  const sort = named ?? (asksOpenOnly(filter) ? 'due' : 'newest')
  const impliesOpen = openOrders.includes(sort) && !filter.statuses?.length
  return { sort, filter: impliesOpen ? { ...filter, statuses: [...openStatuses] } : filter }
}

/** An id that no person has: a filter of "me" finds nothing for the system. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Codes of the queues a person works from. */
export async function queuesOfMember(call: Call, regionId: number, staff: string): Promise<string[]> {
  const rows = await call.tx
    .selectFrom('tickets.queue_member as m')
    .innerJoin('tickets.queue as q', 'q.code', 'm.queue_code')
    .select('q.code')
    .where('m.staff_id', '=', staff)
    .where('m.active', '=', true)
    .where('q.active', '=', true)
    .where('q.region_id', '=', regionId)
    .orderBy('q.code')
    .execute()
  return rows.map((row) => row.code)
}

/** Words of a closed set stand in the statement itself: the planner sees that an index over open tickets suffices. */
const words = (values: readonly string[]) => sql.join(values.map((value) => sql.lit(value)))

/** Only open statuses are asked for. */
export function asksOpenOnly(filter: Pick<TicketFilter, 'statuses'>): boolean {
  return (
    filter.statuses !== undefined &&
    filter.statuses.length > 0 &&
    filter.statuses.every((status) => (openStatuses as readonly string[]).includes(status))
  )
}

/** The conditions of a filter over tickets.ticket as `t`, what the reader may read included. */
export function conditionsOf(call: Call, regionId: number, filter: ResolvedFilter): Condition[] {
  const { actor, now } = call
  const found: Condition[] = [
    sql`t.region_id = ${regionId}`,
    scopeFilter(actor, 'ticket.read', ticketScopeColumns('t')) as Condition
  ]
  const given = <T>(value: T | undefined, condition: (value: T) => Condition) => {
    if (value !== undefined) found.push(condition(value))
  }
  const listed = <T>(value: T[] | undefined, condition: (value: T[]) => Condition) => {
    if (value !== undefined && value.length > 0) found.push(condition(value))
  }
  listed(filter.statuses, (values) => sql`t.status in (${words(values)})`)
  listed(filter.kinds, (values) => sql`t.kind in (${words(values)})`)
  listed(filter.priorities, (values) => sql`t.priority in (${words(values)})`)
  listed(filter.channels, (values) => sql`t.channel in (${words(values)})`)
  given(filter.category, (value) => sql`(t.category = ${value} or starts_with(t.category, ${`${value}.`}))`)
  // An empty list here is "none of my queues", not "no condition".
  given(filter.queueCodes, (values) => sql`t.queue_code = any(${values}::text[])`)
  listed(filter.unitIds, (values) => sql`t.unit_id = any(${values}::uuid[])`)
  given(filter.assignee, (value) => (value === 'none' ? sql`t.assignee_id is null` : sql`t.assignee_id = ${value}`))
  given(filter.owner, (value) => sql`t.owner_id = ${value}`)
  given(filter.firstOwner, (value) => sql`t.first_owner_id = ${value}`)
  given(filter.customerId, (value) => sql`t.customer_id = ${value}`)
  given(filter.parentId, (value) => sql`t.parent_id = ${value}`)
  listed(filter.tags, (values) => sql`t.tags @> ${values}::text[]`)
  given(filter.major, (value) => sql`t.major = ${value}`)
  given(filter.openedFrom, (value) => sql`t.opened_at >= ${new Date(value)}`)
  given(filter.openedBefore, (value) => sql`t.opened_at < ${new Date(value)}`)
  given(filter.promise, (value) => promiseConditions[value](now))
  if (filter.followedByMe !== undefined) {
    const follows = sql<SqlBool>`exists (select from tickets.follower f where f.region_id = t.region_id and f.ticket_id = t.id and f.staff_id = ${staffId(actor) ?? nobody})`
    found.push(filter.followedByMe ? follows : sql`not ${follows}`)
  }
  return found
}

const promiseConditions: Record<NonNullable<TicketFilter['promise']>, (now: Date) => Condition> = {
  broken: (now) => sql`t.next_due_at < ${now}`,
  'at-risk': (now) => sql`t.next_due_at >= ${now} and t.at_risk_at <= ${now}`,
  'on-track': (now) => sql`t.next_due_at >= ${now} and (t.at_risk_at is null or t.at_risk_at > ${now})`,
  none: () => sql`t.next_due_at is null`
}

/** Several conditions as one. */
export const all = (conditions: Condition[]): Condition => sql`${sql.join(conditions, sql` and `)}`
