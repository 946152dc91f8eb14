import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listTickets as contract, TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import type { Call } from '#platform/action'
import { cursorOf } from '#platform/paging'
import { regionOfList, resolveFilter, settleOrder } from './list-filter.ts'
import { type ListedTicket, rowColumns, rowsOf } from './list-row.ts'
import { pageQuery } from './list-streams.ts'

const USUAL_PAGE = 50

/** A page of tickets by filter and order, from a cursor on. What the reader may not read is not there. */
export async function listTickets(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const { regionId: named, sort, limit = USUAL_PAGE, cursor, ...filter } = input
  const regionId = regionOfList(call, named)
  const { tickets, nextCursor } = await readPage(call, regionId, filter, { sort, limit, cursor })
  return { items: await rowsOf(call, regionId, tickets), nextCursor }
}

/** The tickets of one page without names and promises. */
export async function readPage(
  call: Call,
  regionId: number,
  given: TicketFilter,
  page: { sort?: TicketSort | undefined; limit: number; cursor?: string | undefined }
) {
  const { filter, sort } = settleOrder(given, page.sort)
  const resolved = await resolveFilter(call, regionId, filter)
  const query = pageQuery(call, regionId, resolved, { sort, cursor: page.cursor, limit: page.limit + 1 }, rowColumns)
  const { rows } = await query.$castTo<ListedTicket>().execute(call.tx)
  return cutPage(rows, page.limit, sort)
}

/** Cuts rows read with one more than wanted into a page. */
export function cutPage(
  rows: ListedTicket[],
  limit: number,
  sort: TicketSort
): { tickets: ListedTicket[]; nextCursor: string | null } {
  const tickets = rows.slice(0, limit)
  const last = tickets.at(-1)
  return { tickets, nextCursor: rows.length > limit && last ? cursorOf([sort, ...last.keys]) : null }
}
