import type { improvementWords as wordsOperation, listImprovements as listOperation, readImprovement as readOperation } from '@shouwen/contract/improvement-register'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { permit, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { getTicket, permitTicket } from '#capabilities/tickets'
import { getItem, type Item, itemView, itemViews, placementOf, scopeColumns } from './item.ts'
import { registerRules } from './rules.ts'
import { regionToday } from './region-day.ts'

/** Items the actor may see, the newest first: what they answer for, what their units answer for, and what they suggested themselves. @norm QI-13 IM-08 */
export async function listImprovements(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const ticket = input.ticketId ? permitTicket(call, 'ticket.read', await getTicket(call, input.ticketId)) : null
  const me = staffId(call.actor)
  const regionId = ticket?.region_id ?? input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : undefined)
  const today = input.overdue && regionId !== undefined ? await regionToday(call, regionId) : ''
  const rows = await call.tx
    .selectFrom('improvement.item as i')
    .selectAll('i')
    .$if(ticket === null, (query) => query.where(sql<boolean>`(${scopeFilter(call.actor, 'improvement.read', scopeColumns)} or i.said_by @> ${me ? [me] : []}::uuid[] and ${me !== null})`))
    .$if(ticket !== null, (query) => query.where('i.ticket_id', '=', ticket?.id as string))
    .$if(regionId !== undefined, (query) => query.where('i.region_id', '=', regionId as number))
    .$if(input.state !== undefined, (query) => query.where('i.state', '=', input.state as Item['state']))
    .$if(input.open === true, (query) => query.where('i.state', 'in', ['proposed', 'acting', 'done']))
    .$if(input.overdue === true, (query) => query.where('i.state', '=', 'acting').where('i.due_on', '<', today))
    .$if(input.mine === true, (query) => query.where('i.owner_id', '=', me))
    .$if(input.origin !== undefined, (query) => query.where('i.origin', '=', input.origin as string))
    .$if(input.category !== undefined, (query) => query.where('i.category', '=', input.category as string))
    .$if(input.unitId !== undefined, (query) => query.where('i.unit_id', '=', input.unitId as string))
    .$if(after !== null, (query) => query.where(sql<boolean>`(i.registered_at, i.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('i.registered_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit + 1)
    .execute()
  const views = new Map((await itemViews(call, rows.slice(0, limit))).map((view) => [view.id, view]))
  return pageOf(rows, limit, (row: Item) => views.get(row.id) as NonNullable<ReturnType<typeof views.get>>, (row) => [row.registered_at.toISOString(), row.id])
}

/** One item; refuses with `not-permitted` where the actor may not see it. */
export async function readImprovement(call: Call, input: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  const row = await getItem(call, input)
  permit(call, 'improvement.read', { ...row, ...placementOf(row) })
  return itemView(call, row)
}

/** Origins and causes in both languages. */
export async function improvementWords(): Promise<OutputOf<typeof wordsOperation>> {
  const { origins, causes, verify } = registerRules()
  const list = (words: typeof origins) => Object.entries(words).map(([code, { zh, en }]) => ({ code, zh, en }))
  return { origins: list(origins), causes: list(causes), verifyAfterDays: verify.after_days }
}
