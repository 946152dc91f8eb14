import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { myQueue as contract } from '@shouwen/contract/queues'
import { mask } from '@shouwen/kernels/text/index'
import { sql } from 'kysely'
import type { Actor, Call } from '#platform/action'
import { pageOf } from '#platform/paging'
import { customerNames } from '#capabilities/customers'
import { visibleClasses } from '#capabilities/people'
import { openKeyset } from './keyset.ts'
import { openStatuses, workingStatuses } from './ticket.ts'

type Staff = Extract<Actor, { kind: 'staff' }>

const PAGE = 50
/** Tickets without a running promise come last. */
const LAST = '9999-12-31T00:00:00.000Z'

/** The reader's own work in the reader's region, the most pressing promise first. */
export async function myQueue(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  if (call.actor.kind !== 'staff') return { items: [], nextCursor: null }
  const me = call.actor
  const limit = input.limit ?? PAGE
  const after = openKeyset(input.cursor)
  const due = sql<Date>`coalesce(t.next_due_at, ${LAST}::timestamptz)`
  const rows = await call.tx
    .selectFrom('tickets.ticket as t')
    .select([
      't.id',
      't.region_id',
      't.number',
      't.kind',
      't.status',
      't.title',
      't.priority',
      't.category',
      't.customer_id',
      't.queue_code',
      't.opened_at',
      't.customer_wrote_at',
      't.next_due_at',
      't.at_risk_at',
      due.as('due')
    ])
    .where('t.region_id', '=', me.regionId)
    .where(partOf(input.part, me))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(${due}, t.id) > (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy(due)
    .orderBy('t.id')
    .limit(limit + 1)
    .execute()
  const customers = await customerNames(
    call.tx,
    me.regionId,
    rows.flatMap((row) => row.customer_id ?? [])
  )
  const whole = visibleClasses(me).has('name')
  const shown = (name: string | undefined) => (name === undefined ? null : whole ? name : mask(name, 'name'))
  return pageOf(
    rows,
    limit,
    (row) => ({
      id: row.id,
      regionId: row.region_id,
      number: row.number,
      kind: row.kind,
      status: row.status,
      title: row.title,
      priority: row.priority,
      category: row.category,
      customerName: shown(customers.get(row.customer_id ?? '')?.name),
      queueCode: row.queue_code,
      openedAt: row.opened_at.toISOString(),
      customerWroteAt: row.customer_wrote_at?.toISOString() ?? null,
      nextDueAt: row.next_due_at?.toISOString() ?? null,
      atRiskAt: row.at_risk_at?.toISOString() ?? null
    }),
    (row) => [row.due.toISOString(), row.id]
  )
}

const words = (statuses: readonly string[]) => sql.join(statuses.map((status) => sql.lit(status)))

function partOf(part: InputOf<typeof contract>['part'], me: Staff) {
  const open = sql`t.status in (${words(openStatuses)})`
  switch (part) {
    case 'assigned':
      return sql<boolean>`t.assignee_id = ${me.id} and ${open}`
    case 'owned':
      return sql<boolean>`t.owner_id = ${me.id} and ${open}`
    case 'waiting':
      return sql<boolean>`t.assignee_id is null and t.status in (${words(workingStatuses)}) and ${open}
        and t.queue_code in (select queue_code from tickets.queue_member where staff_id = ${me.id} and active)`
    case 'offered':
      return sql<boolean>`t.id in (select h.ticket_id from tickets.handover h where h.region_id = ${me.regionId} and h.status = 'offered'
        and (h.to_staff_id = ${me.id} or (h.to_staff_id is null and h.to_unit_id = ${me.unitId})))`
  }
}
