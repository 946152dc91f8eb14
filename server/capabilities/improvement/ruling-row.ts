import type { loopEvents, RulingView } from '@shouwen/contract/improvement-loop'
import type { Static } from '@shouwen/contract/operation'
import type { Selectable, Updateable } from 'kysely'
import { allows, type Placement } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import type { ImprovementRuling, ImprovementRulingPart } from '#platform/schema.gen'
import { applyToClocks, clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'

export type Ruling = Selectable<ImprovementRuling>
type Part = Selectable<ImprovementRulingPart>
type View = Static<typeof RulingView>

export const rulingPlacement = (row: Ruling): Placement => ({ regionId: row.region_id, unitId: row.unit_id, staffIds: [row.proposed_by, row.arbiter_id] })

/** Locked for a change; refuses with `not-found`. */
export async function lockRuling(call: Call, regionId: number, id: string): Promise<Ruling> {
  const row = await call.tx.selectFrom('improvement.ruling').selectAll().where('region_id', '=', regionId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row
}

/** The departments of a ruling with their shares. */
export async function partsOf(tx: Call['tx'], row: Pick<Ruling, 'region_id' | 'id'>): Promise<Part[]> {
  return tx.selectFrom('improvement.ruling_part').selectAll().where('region_id', '=', row.region_id).where('ruling_id', '=', row.id).orderBy('share', 'desc').orderBy('unit_id').execute()
}

/** The only way a ruling changes: its promises hear of it, the row follows, event and audit are written. */
export async function rulingHappened(call: Call, row: Ruling, name: keyof typeof loopEvents, change: Updateable<ImprovementRuling>): Promise<Ruling> {
  const after = { ...row, ...change } as Ruling
  const owner = after.state === 'disputed' ? after.arbiter_id : after.proposed_by
  const { nextDueAt, atRiskAt } = await applyToClocks(call, { event: name, at: call.now, subject: { kind: 'ruling', id: row.id, regionId: row.region_id, unitId: row.unit_id, ownerId: owner, assigneeId: owner }, facts: { kind: 'complaint', channel: 'api' } })
  const changed = await call.tx
    .updateTable('improvement.ruling')
    .set({ ...change, next_due_at: nextDueAt, at_risk_at: atRiskAt })
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(call, { name, regionId: row.region_id, subjectKind: 'ruling', subjectId: row.id, data: { ticketId: row.ticket_id, unitId: row.unit_id, state: changed.state, arbiterId: changed.arbiter_id } })
  await audited(call, { verb: name, regionId: row.region_id, subjectKind: 'ticket', subjectId: row.ticket_id })
  return changed
}

export async function rulingViews(call: Call, rows: readonly Ruling[]): Promise<View[]> {
  const parts = new Map<string, Part[]>()
  for (const row of rows) parts.set(row.id, await partsOf(call.tx, row))
  const people = await staffNames(call.tx, rows.flatMap((row) => [row.proposed_by, row.arbiter_id, row.settled_by, ...(parts.get(row.id) ?? []).map((part) => part.answered_by)]))
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  const promises = new Map<string, View['promises']>()
  for (const [regionId, group] of Map.groupBy(rows, (row) => row.region_id)) for (const [id, clocks] of await clocksOf(call, regionId, 'ruling', group.map((row) => row.id))) promises.set(id, clocks)
  const me = staffId(call.actor)
  return rows.map((row) => ({
    regionId: row.region_id,
    id: row.id,
    ticket: { id: row.ticket_id, number: row.ticket_number },
    cause: row.cause,
    finding: row.finding,
    state: row.state as View['state'],
    proposedBy: person(row.proposed_by),
    proposedAt: row.proposed_at.toISOString(),
    parts: (parts.get(row.id) ?? []).map((part) => ({
      unitId: part.unit_id,
      share: part.share,
      state: part.state as 'pending',
      by: person(part.answered_by),
      at: part.answered_at?.toISOString() ?? null,
      reason: part.reason,
      canAnswer: row.state === 'proposed' && part.state === 'pending' && allows(call.actor, 'improvement.write', { regionId: row.region_id, unitId: part.unit_id })
    })),
    arbiter: person(row.arbiter_id),
    decision: row.decision,
    settledAt: row.settled_at?.toISOString() ?? null,
    settledBy: person(row.settled_by),
    promises: promises.get(row.id) ?? [],
    can: {
      arbitrate: row.state === 'disputed' && (row.arbiter_id === null || row.arbiter_id === me) && allows(call.actor, 'improvement.arbitrate', { regionId: row.region_id, unitId: row.unit_id }),
      withdraw: (row.state === 'proposed' || row.state === 'disputed') && (row.proposed_by === me || allows(call.actor, 'improvement.decide', rulingPlacement(row)))
    }
  }))
}

export async function rulingView(call: Call, row: Ruling): Promise<View> {
  const [view] = await rulingViews(call, [row])
  return view as View
}
