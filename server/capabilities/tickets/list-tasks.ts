import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listTasks as contract } from '@shouwen/contract/ticket-tasks'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { pageOf } from '#platform/paging'
import { staffNames } from '#capabilities/people'
import { openKeyset } from './keyset.ts'
import { peopleInTask, type Task, taskView } from './task-view.ts'

const PAGE = 50
/** Tasks without a deadline come last. */
const LAST = '9999-12-31T00:00:00.000Z'

/** Unfinished tasks of the reader, or of the departments they can reach, the most pressing first. @norm SP-16 */
export async function listTasks(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  if (call.actor.kind !== 'staff') return { items: [], nextCursor: null }
  const { id: me, regionId } = call.actor
  const limit = input.limit ?? PAGE
  const after = openKeyset(input.cursor)
  const due = sql<Date>`coalesce(k.next_due_at, ${LAST}::timestamptz)`
  const rows = await call.tx
    .selectFrom('tickets.task as k')
    .innerJoin('tickets.ticket as t', (join) =>
      join.onRef('t.region_id', '=', 'k.region_id').onRef('t.id', '=', 'k.ticket_id')
    )
    .selectAll('k')
    .select(['t.number', due.as('due')])
    .where('k.status', 'in', ['assigned', 'accepted'])
    .$if(input.whose !== 'reachable', (query) =>
      query.where('k.region_id', '=', regionId).where('k.assignee_id', '=', me)
    )
    .where(
      scopeFilter(call.actor, 'ticket.accept', {
        regionId: 'k.region_id',
        unitId: 'k.unit_id',
        staffIds: ['k.assignee_id']
      })
    )
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(${due}, k.id) > (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy(due)
    .orderBy('k.id')
    .limit(limit + 1)
    .execute()
  const people = await staffNames(
    call.tx,
    rows.flatMap((row) => peopleInTask(row as Task))
  )
  return pageOf(
    rows,
    limit,
    ({ number, due: _due, ...task }) => taskView(task as Task, number, people),
    (row) => [row.due.toISOString(), row.id]
  )
}
