import type { TicketRow } from '@shouwen/contract/ticket-lists'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { customerNames, maskerFor, shownName } from '#capabilities/customers'
import { strictestClocks } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import type { Ticket } from './load-ticket.ts'
import { iso } from './ticket-state.ts'
import { isOpen } from './ticket.ts'
import { personOf } from './ticket-view.ts'

const columns = [
  'id',
  'region_id',
  'number',
  'kind',
  'status',
  'status_reason',
  'title',
  'priority',
  'major',
  'category',
  'channel',
  'customer_id',
  'contact_name',
  'first_owner_id',
  'assignee_id',
  'owner_id',
  'queue_code',
  'unit_id',
  'opened_at',
  'updated_at',
  'closed_at',
  'customer_wrote_at',
  'next_due_at',
  'at_risk_at',
  'tags',
  'child_count',
  'version'
] as const satisfies (keyof Ticket)[]

/** The columns of a line of a list, over tickets.ticket as `t`. */
export const rowColumns = sql.join(columns.map((column) => sql.ref(`t.${column}`)))
export type ListedTicket = Pick<Ticket, (typeof columns)[number]> & { keys: string[] }

/** Lines of a list with names and promises: three statements for the whole page, however long. */
export async function rowsOf(call: Call, regionId: number, tickets: ListedTicket[]): Promise<TicketRow[]> {
  const [promises, customers, people] = await Promise.all([
    strictestClocks(
      call,
      regionId,
      'ticket',
      tickets.filter(mayPromise).map((ticket) => ticket.id)
    ),
    customerNames(
      call.tx,
      regionId,
      tickets.flatMap((ticket) => ticket.customer_id ?? [])
    ),
    staffNames(
      call.tx,
      tickets.flatMap((ticket) => [ticket.assignee_id, ticket.owner_id])
    )
  ])
  const masker = maskerFor(call.actor)
  return tickets.map((ticket) => {
    const customer = ticket.customer_id === null ? undefined : customers.get(ticket.customer_id)
    const strictest = promises.get(ticket.id)
    return {
      id: ticket.id,
      regionId: ticket.region_id,
      number: ticket.number,
      kind: ticket.kind,
      status: ticket.status,
      statusReason: ticket.status_reason,
      title: ticket.title,
      priority: ticket.priority,
      major: ticket.major,
      category: ticket.category,
      channel: ticket.channel as TicketRow['channel'],
      customer: customer
        ? { id: customer.id, name: shownName(masker, customer), grade: customer.grade, vip: customer.vip }
        : null,
      contactName: masker.show(ticket.contact_name, 'name'),
      assignee: personOf(people, ticket.assignee_id),
      owner: personOf(people, ticket.owner_id),
      queueCode: ticket.queue_code,
      unitId: ticket.unit_id,
      openedAt: ticket.opened_at.toISOString(),
      updatedAt: ticket.updated_at.toISOString(),
      closedAt: iso(ticket.closed_at),
      customerWroteAt: iso(ticket.customer_wrote_at),
      nextDueAt: iso(ticket.next_due_at),
      atRiskAt: iso(ticket.at_risk_at),
      promise: strictest?.clock ?? null,
      promiseCount: strictest?.unfinished ?? 0,
      tags: ticket.tags,
      childCount: ticket.child_count,
      version: ticket.version
    }
  })
}

/** An ended ticket without a deadline has no unfinished promise; there is nothing to ask about it. */
const mayPromise = (ticket: ListedTicket) => isOpen(ticket.status) || ticket.next_due_at !== null
