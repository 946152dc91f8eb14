import type { listCompensation as listOperation, listSpClaims as claimsOperation } from '@shouwen/contract/compensation'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { unitOfStaff } from '#capabilities/people'
import { ticketScopeColumns } from '#capabilities/tickets'
import { budgetOf } from './budget.ts'
import { offerViews } from './offer.ts'

const SHOWN = 100

/** What waits for the actor, waits for anybody, failed, or all of late: only of tickets the actor's scope reaches. */
export async function listCompensation(call: Call, { show }: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const me = staffId(call.actor)
  const rows = await call.tx
    .selectFrom('compensation.offer as o')
    .innerJoin('tickets.ticket as t', (join) => join.onRef('t.region_id', '=', 'o.region_id').onRef('t.id', '=', 'o.ticket_id'))
    .selectAll('o')
    .where(scopeFilter(call.actor, 'compensation.read', ticketScopeColumns('t')))
    .where(sql<boolean>`not (${me}::uuid = any(t.avoid_staff_ids)) is true`)
    .$if(show === 'mine', (query) => query.where('o.state', '=', 'waiting').where(sql<boolean>`${me}::uuid = any(o.waiting_for)`))
    .$if(show === 'waiting', (query) => query.where('o.state', '=', 'waiting'))
    .$if(show === 'failed', (query) => query.where('o.state', '=', 'failed'))
    .orderBy('o.proposed_at', 'desc')
    .orderBy('o.id')
    .limit(SHOWN)
    .execute()
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : (rows[0]?.region_id ?? 0)
  return { items: await offerViews(call, rows), budget: await budgetOf(call, regionId ?? 0, me ? await unitOfStaff(call.tx, me) : null) }
}

/** What is claimed from each SP, the dearest first. @norm TK-12 */
export async function listSpClaims(call: Call): Promise<OutputOf<typeof claimsOperation>> {
  const rows = await call.tx
    .selectFrom('compensation.sp_claim as c')
    .innerJoin('tickets.ticket as t', (join) => join.onRef('t.region_id', '=', 'c.region_id').onRef('t.id', '=', 'c.ticket_id'))
    .selectAll('c')
    .where(scopeFilter(call.actor, 'compensation.read', ticketScopeColumns('t')))
    .orderBy('c.claimed_at', 'desc')
    .limit(1000)
    .execute()
  const providers = [...Map.groupBy(rows, (row) => row.provider)].map(([provider, some]) => ({ provider, claims: some.length, amountFen: some.reduce((sum, row) => sum + Number(row.amount_fen), 0) }))
  return {
    providers: providers.toSorted((a, b) => b.amountFen - a.amountFen),
    items: rows.slice(0, SHOWN).map((row) => ({ id: row.id, provider: row.provider, ticketId: row.ticket_id, amountFen: Number(row.amount_fen), claimedAt: row.claimed_at.toISOString() }))
  }
}
