import type { listCorrections as listOperation } from '@shouwen/contract/corrections'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { cursorOf, openTimeCursor } from '#platform/paging'
import { getTicket, permitTicket } from '#capabilities/tickets'
import { correctionViews, scopeColumns } from './correction.ts'

/** Corrections the actor may see, the newest first; those of one ticket for whoever may read it. @norm CC-22 KB-17 */
export async function listCorrections(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const ticket = input.ticketId ? permitTicket(call, 'ticket.read', await getTicket(call, input.ticketId)) : null
  const regionId = ticket?.region_id ?? input.regionId
  const rows = await call.tx
    .selectFrom('corrections.correction as c')
    .selectAll('c')
    .$if(ticket !== null, (query) => query.where('c.ticket_id', '=', ticket?.id as string))
    .$if(ticket === null, (query) => query.where(scopeFilter(call.actor, 'ticket.read', scopeColumns)))
    .$if(regionId !== undefined, (query) => query.where('c.region_id', '=', regionId as number))
    .$if(input.unitId !== undefined, (query) => query.where('c.unit_id', '=', input.unitId as string))
    .$if(input.state !== undefined, (query) => query.where('c.state', '=', input.state as 'open'))
    .$if(input.sourceOpen === true, (query) => query.where('c.knowledge_state', '=', 'open'))
    .$if(input.mine === true, (query) => query.where('c.owner_id', '=', staffId(call.actor)))
    .$if(after !== null, (query) => query.where(sql<boolean>`(c.found_at, c.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('c.found_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: await correctionViews(call, shown), nextCursor: rows.length > limit && last ? cursorOf([last.found_at.toISOString(), last.id]) : null }
}
