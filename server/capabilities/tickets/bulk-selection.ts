import type { InputOf } from '@shouwen/contract/operation'
import type { startBulkChange as contract } from '@shouwen/contract/ticket-bulk'
import type { TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import type { MacroStep } from '@shouwen/contract/ticket-macros'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { conditionsOf, all, resolveFilter, settleOrder } from './list-filter.ts'
import { pageQuery } from './list-streams.ts'
import { type Person, viewsOf } from './list-views.ts'
import { macroFor } from './macro-records.ts'
import { checkSteps } from './macro-steps.ts'

type Input = InputOf<typeof contract>

/** Tickets one bulk change may hold. */
export const MOST_TICKETS = 5_000

/** The steps named, or those of a macro; exactly one of the two. */
export async function stepsFor(call: Call, { steps, macroId }: Pick<Input, 'steps' | 'macroId'>): Promise<MacroStep[]> {
  if ((steps === undefined) === (macroId === undefined)) throw refuse('bulk-selection-unclear')
  const chosen = steps ?? (await macroFor(call, macroId as string)).steps
  checkSteps(chosen)
  return chosen
}

/** The tickets of a selection that the actor may read, as they are now. Refuses with `bulk-selection-unclear` and `bulk-too-many`. */
export async function ticketsSelected(
  call: Call,
  me: Person,
  input: Pick<Input, 'ids' | 'filter' | 'viewKey'>
): Promise<string[]> {
  const { ids, filter, viewKey } = input
  if ([ids, filter, viewKey].filter((one) => one !== undefined).length !== 1) throw refuse('bulk-selection-unclear')
  if (ids) return readable(call, me.regionId, ids)
  const list = filter ? { filter, sort: undefined } : await listOfView(call, me, viewKey as string)
  const found = await idsOf(call, me.regionId, list.filter, list.sort, MOST_TICKETS + 1)
  if (found.length > MOST_TICKETS) throw refuse('bulk-too-many', { most: MOST_TICKETS })
  return found
}

/** Filter and order of a view the actor has; refuses with `not-found`. */
export async function listOfView(
  call: Call,
  me: Person,
  key: string
): Promise<{ filter: TicketFilter; sort: TicketSort }> {
  const view = (await viewsOf(call, me)).find((one) => one.key === key)
  if (!view) throw refuse('not-found')
  return view
}

async function readable(call: Call, regionId: number, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select t.id from tickets.ticket t where ${all([...conditionsOf(call, regionId, {}), sql`t.id = any(${ids}::uuid[])`])}`.execute(
    call.tx
  )
  const found = new Set(rows.map((row) => row.id))
  return ids.filter((id) => found.has(id))
}

async function idsOf(
  call: Call,
  regionId: number,
  given: TicketFilter,
  named: TicketSort | undefined,
  limit: number
): Promise<string[]> {
  const { filter, sort } = settleOrder(given, named)
  const query = pageQuery(
    call,
    regionId,
    await resolveFilter(call, regionId, filter),
    { sort, limit },
    sql`t.id, t.next_due_at, t.opened_at, t.updated_at, t.closed_at, t.priority`
  )
  const { rows } = await query.$castTo<{ id: string }>().execute(call.tx)
  return [...new Set(rows.map((row) => row.id))]
}
