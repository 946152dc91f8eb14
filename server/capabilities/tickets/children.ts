import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listChildren as contract } from '@shouwen/contract/ticket-links'
import { mask } from '@shouwen/kernels/text/index'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { prove } from '#platform/evidence'
import { enqueue, work } from '#platform/jobs'
import { pageOf } from '#platform/paging'
import { customerNames } from '#capabilities/customers'
import { visibleClasses } from '#capabilities/people'
import { permitTicket, ticketScopeColumns } from './access.ts'
import type { ChildrenOrder } from './children-follow.ts'
import { missingToClose } from './close-checks.ts'
import { closeTicket } from './close-ticket.ts'
import { confirmationOf } from './confirm-with-customer.ts'
import { happened } from './happened.ts'
import { openKeyset } from './keyset.ts'
import { getTicket, lockTicket, type Ticket, ticketColumns } from './load-ticket.ts'
import { isRecused } from './recusal.ts'
import { resolveTicket } from './resolve-ticket.ts'
import { ticketToRead } from './read-permission.ts'
import { tellCustomer } from './tell-customer.ts'
import { workingStatuses } from './ticket.ts'

const PAGE = 50
/** Children handled in one transaction. */
const BATCH = 25

/** The tickets below a parent, oldest first. */
export async function listChildren(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const parent = await ticketToRead(call, input.ticketId)
  const after = openKeyset(input.cursor)
  const limit = input.limit ?? PAGE
  const rows = await call.tx
    .selectFrom('tickets.ticket as t')
    .select(['t.id', 't.number', 't.title', 't.status', 't.priority', 't.customer_id', 't.next_due_at', 't.opened_at'])
    .where('t.region_id', '=', parent.region_id)
    .where('t.parent_id', '=', parent.id)
    .where(scopeFilter(call.actor, 'ticket.read', ticketScopeColumns('t')))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(t.opened_at, t.id) > (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('t.opened_at')
    .orderBy('t.id')
    .limit(limit + 1)
    .execute()
  const customers = await customerNames(
    call.tx,
    parent.region_id,
    rows.flatMap((row) => row.customer_id ?? [])
  )
  const whole = visibleClasses(call.actor).has('name')
  const nameOf = (id: string | null) => {
    const name = id === null ? undefined : customers.get(id)?.name
    return name === undefined ? null : whole ? name : mask(name, 'name')
  }
  return pageOf(
    rows,
    limit,
    (row) => ({
      id: row.id,
      number: row.number,
      title: row.title,
      status: row.status,
      priority: row.priority,
      customerName: nameOf(row.customer_id),
      nextDueAt: row.next_due_at?.toISOString() ?? null
    }),
    (row) => [row.opened_at.toISOString(), row.id]
  )
}

/** The children of a solved or closed parent follow it, a batch per transaction, each with proof of its own. */
export function registerChildrenJob(): void {
  work({ kind: 'tickets.children', run: (call, payload) => followParent(call, payload as ChildrenOrder) })
}

async function followParent(call: Call, order: ChildrenOrder): Promise<void> {
  const parent = await getTicket(call, { regionId: order.regionId, id: order.parentId })
  const children = await nextChildren(call, order)
  // Who is kept away from a child does not end it by ending its parent: it is left to its own people.
  for (const child of children.filter((one) => !isRecused(one, parent.owner_id)))
    await (order.step === 'resolve' ? resolveWith(call, parent, child) : closeWith(call, parent, child))
  const last = children.at(-1)
  if (last && children.length === BATCH)
    await enqueue(call, { kind: 'tickets.children', regionId: order.regionId, payload: { ...order, afterId: last.id } })
}

async function nextChildren(call: Call, { regionId, parentId, step, afterId }: ChildrenOrder): Promise<Ticket[]> {
  return call.tx
    .selectFrom('tickets.ticket')
    .select(ticketColumns)
    .where('region_id', '=', regionId)
    .where('parent_id', '=', parentId)
    .where('status', 'in', step === 'resolve' ? [...workingStatuses] : ['resolved'])
    .$if(afterId !== undefined, (query) => query.where('id', '>', afterId as string))
    .orderBy('id')
    .limit(BATCH)
    .forUpdate()
    .execute()
}

/** The child is solved by what solved its parent, and its own customer is told. */
async function resolveWith(call: Call, parent: Ticket, child: Ticket): Promise<void> {
  const ref = { regionId: child.region_id, id: child.id }
  const resolution = parent.resolution ?? ''
  await resolveTicket(
    call,
    ref,
    { resolution, rootCause: parent.root_cause ?? 'system-fault' },
    { withParentId: parent.id }
  )
  const noteId = await tellCustomer(call, ref, { body: resolution, channel: child.channel })
  const notice = { at: call.now.toISOString(), channel: child.channel, noteId }
  const told = permitTicket(call, 'ticket.answer', await lockTicket(call, ref))
  await happened(call, told, [{ name: 'ticket.noted', data: { noteId, parentId: parent.id } }], {
    confirmation: { ...confirmationOf(child), notice }
  })
  await proveChild(call, parent, child, 'ticket.resolved-with-parent', { noteId })
}

/** Closes the child when it has what its own kind needs; a complaint is asked for itself and stays until then. */
async function closeWith(call: Call, parent: Ticket, child: Ticket): Promise<void> {
  if ((await missingToClose(call, child, confirmationOf(child))).length > 0) return
  await closeTicket(call, { regionId: child.region_id, id: child.id }, {})
  await proveChild(call, parent, child, 'ticket.closed-with-parent', {})
}

async function proveChild(
  call: Call,
  parent: Ticket,
  child: Ticket,
  kind: string,
  payload: Record<string, unknown>
): Promise<void> {
  await prove(call, {
    kind,
    regionId: child.region_id,
    subjectKind: 'ticket',
    subjectId: child.id,
    payload: {
      ...payload,
      number: child.number,
      parentId: parent.id,
      parentNumber: parent.number,
      rootCause: parent.root_cause
    }
  })
}
