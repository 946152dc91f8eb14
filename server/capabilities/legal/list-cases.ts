import type { listLinkedCases as listOperation } from '@shouwen/contract/legal-cases'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { ticketUnder } from './ground.ts'
import { caseColumns, caseViews, type LinkedCase } from './linked-case.ts'

const NEVER = '9999-12-31T00:00:00.000Z'

/** Appeals and lawsuits: those of one complaint, or all one may see with the nearest deadline first. @norm TK-41 */
export async function listLinkedCases(
  call: Call,
  input: InputOf<typeof listOperation>
): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const ticket = input.ticketId ? await ticketUnder(call, 'legal.read', input.ticketId) : null
  const regionId = ticket?.region_id ?? input.regionId
  const due = sql`coalesce(c.next_due_at, ${NEVER}::timestamptz)`
  const rows = await call.tx
    .selectFrom('legal.linked_case as c')
    .selectAll('c')
    .$if(ticket === null, (query) => query.where(scopeFilter(call.actor, 'legal.read', caseColumns)))
    .$if(ticket !== null, (query) => query.where('c.ticket_id', '=', ticket?.id as string))
    .$if(regionId !== undefined, (query) => query.where('c.region_id', '=', regionId as number))
    .$if(input.kind !== undefined, (query) => query.where('c.kind', '=', input.kind as 'appeal'))
    .$if(input.open === true, (query) => query.where('c.ended_at', 'is', null))
    .$if(input.open === false, (query) => query.where('c.ended_at', 'is not', null))
    .$if(input.mine === true, (query) => query.where('c.owner_id', '=', staffId(call.actor)))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(${due}, c.id) > (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy(due)
    .orderBy('c.id')
    .limit(limit + 1)
    .execute()
  const views = new Map((await caseViews(call, rows.slice(0, limit))).map((view) => [view.id, view]))
  return pageOf(
    rows,
    limit,
    (row: LinkedCase) => views.get(row.id) as NonNullable<ReturnType<typeof views.get>>,
    (row) => [row.next_due_at?.toISOString() ?? NEVER, row.id]
  )
}
