import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { searchTickets as contract } from '@shouwen/contract/ticket-lists'
import { excerpt } from '@shouwen/kernels/text/index'
import { type RawBuilder, sql } from 'kysely'
import type { Call } from '#platform/action'
import { matchCustomer } from '#capabilities/customers'
import { ticketColumns } from './load-ticket.ts'
import { mayRead } from './read-permission.ts'
import { shareOf } from './gram-share.ts'
import { all, type Condition, conditionsOf, regionOfList, type ResolvedFilter, resolveFilter } from './list-filter.ts'
import { ordered } from './list-order.ts'
import { type ListedTicket, rowColumns, rowsOf } from './list-row.ts'
import { pageQuery, streamsOf } from './list-streams.ts'
import { cutPage } from './list-tickets.ts'
import { readTicketNumber, regionOfNumber } from './numbering.ts'
import { indexed, rechecked, type Terms, termsOf } from './search-terms.ts'

const USUAL_PAGE = 20
const sort = 'newest'
/** Most recent tickets read one after the other before the index is asked instead. */
const LONGEST_LOOK = 20_000

type Found = ListedTicket & { description: string }
type Page = { cursor?: string | undefined; limit: number }

/** Tickets that contain every word of the query, newest first, and the one ticket whose number was typed. */
export async function searchTickets(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const regionId = regionOfList(call, input.regionId)
  const { q, limit = USUAL_PAGE, cursor } = input
  const terms = termsOf(q)
  const filter = await resolveFilter(call, regionId, input.filter ?? {})
  const exact = cursor ? null : await ticketByNumber(call, q)
  const found = await findPage(call, regionId, filter, terms, { cursor, limit: limit + 1 })
  const { tickets, nextCursor } = cutPage(found, limit, sort)
  const rows = await rowsOf(call, regionId, tickets)
  const items = rows.map((row, index) => ({
    ...row,
    titleRanges: excerpt(row.title, q, { length: row.title.length }).ranges,
    excerpt: excerpt((tickets[index] as Found).description, q, { length: 100 })
  }))
  return { exact, items, nextCursor }
}

async function ticketByNumber(call: Call, q: string) {
  const number = readTicketNumber(q)
  if (!number) return null
  const region = await call.tx
    .selectFrom('platform.region')
    .select('id')
    .where('code', '=', regionOfNumber(number))
    .executeTakeFirst()
  if (!region) return null
  const row = await call.tx
    .selectFrom('tickets.ticket')
    .select(ticketColumns)
    .where('region_id', '=', region.id)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && (await mayRead(call, row)) ? { id: row.id, regionId: row.region_id, number } : null
}

const columns = sql`${rowColumns}, t.description`

/**
 * The way to the rows is chosen here, because the planner takes grams for independent and then reads every row of a very frequent word.
 * A narrow filter: its own rows, rechecked one by one. A frequent word: the newest tickets one after the other, which fills a page soon.
 * Everything else, and a frequent pair of grams that is yet a rare word: the index.
 */
async function findPage(
  call: Call,
  regionId: number,
  filter: ResolvedFilter,
  terms: Terms,
  page: Page
): Promise<Found[]> {
  const recheck = rechecked(call, terms)
  const narrow = streamsOf(call, regionId, filter, sort).every(
    (stream) => stream.by === 'follower' || (stream.by === 'column' && narrowColumns.has(stream.column))
  )
  const read = async (query: RawBuilder<unknown>) => (await query.$castTo<Found>().execute(call.tx)).rows
  if (narrow) return read(pageQuery(call, regionId, filter, { sort, ...page, extra: [recheck] }, columns))
  const share = await shareOf(call, regionId, terms.grams)
  if (share > 0) {
    const look = Math.min(LONGEST_LOOK, Math.ceil((page.limit * 4) / share))
    const rows = await read(amongNewest(call, regionId, filter, recheck, page, look))
    if (rows.length >= page.limit) return rows
  }
  return read(byIndex(call, regionId, filter, terms, recheck, page, await customerCalled(call, regionId, terms.query)))
}

const narrowColumns = new Set(['customer_id', 'parent_id', 'assignee_id', 'owner_id', 'first_owner_id', 'queue_code'])

function amongNewest(
  call: Call,
  regionId: number,
  filter: ResolvedFilter,
  recheck: Condition,
  page: Page,
  look: number
): RawBuilder<unknown> {
  const order = ordered(sort, page.cursor)
  const conditions = all([...conditionsOf(call, regionId, filter), recheck])
  const after = order.branches.flatMap((branch) => branch.conditions)
  return sql`select ${columns}, ${order.keys} from (
      select * from tickets.ticket t where ${all([sql`t.region_id = ${regionId}`, ...after])} order by ${order.orderBy('t')} limit ${sql.lit(look)}) t
    where ${conditions} order by ${order.orderBy('t')} limit ${sql.lit(page.limit)}`
}

/** Sorting happens on ids alone; whole rows are read only for the page. A materialised part keeps the planner from another way. */
function byIndex(
  call: Call,
  regionId: number,
  filter: ResolvedFilter,
  terms: Terms,
  recheck: Condition,
  page: Page,
  customerId: string | null
): RawBuilder<unknown> {
  const order = ordered(sort, page.cursor)
  const conditions = conditionsOf(call, regionId, filter)
  const after = order.branches.flatMap((branch) => branch.conditions)
  const ofCustomer = sql` union select t.id, t.opened_at from tickets.ticket t where ${all([...conditions, sql`t.customer_id = ${customerId}`])}`
  return sql`with found as materialized (
      select t.id, t.opened_at from tickets.ticket t where ${all([...conditions, indexed(regionId, terms), recheck])}${customerId ? ofCustomer : sql``}),
    page as materialized (select t.id from found t ${after.length > 0 ? sql`where ${all(after)}` : sql``} order by ${order.orderBy('t')} limit ${sql.lit(page.limit)})
    select ${columns}, ${order.keys} from tickets.ticket t join page on page.id = t.id where t.region_id = ${regionId} order by ${order.orderBy('t')}`
}

/** Whose telephone or service number was typed, whole. */
async function customerCalled(call: Call, regionId: number, q: string): Promise<string | null> {
  if (!/^\s*\+?[\d\s()-]{5,24}\s*$/.test(q)) return null
  return (await matchCustomer(call.tx, { regionId, phone: q }))?.id ?? null
}
