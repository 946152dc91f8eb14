import { type Expression, type SqlBool, sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { ticketScopeColumns } from './access.ts'
import { ticketColumns, type Ticket } from './load-ticket.ts'
import { openStatuses } from './ticket.ts'

export type CustomersTickets = {
  openOnly?: boolean
  /** Only what was opened before this ticket: where the page before ended. */
  before?: { at: string; id: string } | null
  limit: number
}

/** A customer's tickets, newest first: all of their own for the customer, those within their reach for staff; `more` when the page is not the last. */
export async function ticketsOfCustomer(
  call: Call,
  of: { regionId: number; customerId: string },
  page: CustomersTickets
): Promise<{ items: Ticket[]; more: boolean }> {
  const rows = await call.tx
    .selectFrom('tickets.ticket as t')
    .select(ticketColumns.map((column) => `t.${column}` as const))
    .where('t.region_id', '=', of.regionId)
    .where('t.customer_id', '=', of.customerId)
    .where(reach(call, of))
    .$if(page.openOnly === true, (query) => query.where('t.status', 'in', [...openStatuses]))
    .$if(page.before != null, (query) =>
      query.where(sql<boolean>`(t.opened_at, t.id) < (${page.before?.at}::timestamptz, ${page.before?.id}::uuid)`)
    )
    .orderBy('t.opened_at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return { items: rows.slice(0, page.limit), more: rows.length > page.limit }
}

function reach(
  { actor }: Call,
  { regionId, customerId }: { regionId: number; customerId: string }
): Expression<SqlBool> {
  if (actor.kind === 'customer')
    return actor.id === customerId && actor.regionId === regionId ? sql<SqlBool>`true` : sql<SqlBool>`false`
  return scopeFilter(actor, 'ticket.read', ticketScopeColumns('t'))
}
