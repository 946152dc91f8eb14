import type { listSignals as listOperation, mySignals as mineOperation, SignalView } from '@shouwen/contract/improvement-signals'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { allows, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { ImprovementSignal } from '#platform/schema.gen'
import { customerNames, maskerFor, shownName } from '#capabilities/customers'
import { clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'

export type Signal = Selectable<ImprovementSignal>
type View = Static<typeof SignalView>

/** Signals of a region, the newest first; for those who decide only. @norm TK-54 */
export async function listSignals(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : undefined)
  const rows = await call.tx
    .selectFrom('improvement.signal as s')
    .selectAll('s')
    .where(scopeFilter(call.actor, 'improvement.decide', { regionId: 's.region_id' }))
    .$if(regionId !== undefined, (query) => query.where('s.region_id', '=', regionId as number))
    .$if(input.open === true, (query) => query.where(sql<boolean>`(s.state = 'proposed' or s.objection_state = 'open')`))
    .$if(after !== null, (query) => query.where(sql<boolean>`(s.proposed_at, s.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('s.proposed_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1)
    .execute()
  const views = new Map((await signalViews(call, rows.slice(0, limit))).map((view) => [view.id, view]))
  return pageOf(rows, limit, (row) => views.get(row.id) as View, (row) => [row.proposed_at.toISOString(), row.id])
}

export async function signalViews(call: Call, rows: readonly Signal[]): Promise<View[]> {
  if (rows.length === 0) return []
  const people = await staffNames(call.tx, rows.flatMap((row) => [row.decided_by, row.objection_by]))
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  const names = new Map<string, string>()
  const promises = new Map<string, View['promises']>()
  for (const [regionId, group] of Map.groupBy(rows, (row) => row.region_id)) {
    for (const [id, customer] of await customerNames(call.tx, regionId, group.map((row) => row.customer_id))) names.set(id, shownName(maskerFor(call.actor), customer))
    for (const [id, clocks] of await clocksOf(call, regionId, 'signal', group.map((row) => row.id))) promises.set(id, clocks)
  }
  return rows.map((row) => {
    const may = allows(call.actor, 'improvement.decide', { regionId: row.region_id })
    return {
      regionId: row.region_id,
      id: row.id,
      customerId: row.customer_id,
      customerName: names.get(row.customer_id) ?? null,
      facts: row.facts as View['facts'],
      reasons: row.reasons as View['reasons'],
      state: row.state as View['state'],
      proposedAt: row.proposed_at.toISOString(),
      decidedBy: person(row.decided_by),
      decidedAt: row.decided_at?.toISOString() ?? null,
      reason: row.reason,
      expiresAt: row.expires_at?.toISOString() ?? null,
      objection: row.objection !== null && row.objected_at ? { text: row.objection, at: row.objected_at.toISOString(), state: row.objection_state as 'open', by: person(row.objection_by), answer: row.objection_answer } : null,
      promises: promises.get(row.id) ?? [],
      can: { decide: row.state === 'proposed' && may, answer: row.objection_state === 'open' && may && row.decided_by !== staffId(call.actor) }
    }
  })
}

/** What a person decided about the customer who asks, with its grounds and last day; proposals are nobody's finding and stand nowhere. */
export async function mySignals(call: Call, _input: InputOf<typeof mineOperation>): Promise<OutputOf<typeof mineOperation>> {
  if (call.actor.kind !== 'customer') throw refuse('not-permitted')
  const rows = await call.tx.selectFrom('improvement.signal').selectAll().where('region_id', '=', call.actor.regionId).where('customer_id', '=', call.actor.id).where('state', '=', 'approved').orderBy('proposed_at', 'desc').limit(10).execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      reasons: row.reasons as View['reasons'],
      decidedAt: (row.decided_at as Date).toISOString(),
      expiresAt: (row.expires_at as Date).toISOString(),
      objection: row.objected_at ? { at: row.objected_at.toISOString(), state: row.objection_state as 'open', answer: row.objection_answer } : null
    }))
  }
}
