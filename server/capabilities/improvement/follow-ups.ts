import type { FollowUpView, listFollowUps as listOperation, loopEvents, recordFollowUp as recordOperation, recordFollowUpTry as tryOperation } from '@shouwen/contract/improvement-loop'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql, type Updateable } from 'kysely'
import { allows, type Permitted, type Placement, permit, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { ImprovementFollowUp } from '#platform/schema.gen'
import { applyToClocks, clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { noteTicket } from '#capabilities/tickets'
import { loopRules } from './rules.ts'

export type FollowUp = Selectable<ImprovementFollowUp>
type View = Static<typeof FollowUpView>
const DAY_MS = 86_400_000

export const visitPlacement = (row: FollowUp): Placement => ({ regionId: row.region_id, unitId: row.unit_id, staffIds: [row.owner_id] })

/** Opens a visit after a complaint; the same round once. @norm TK-28 TK-30 */
export async function openFollowUp(call: Call, of: { regionId: number; ticketId: string; ticketNumber: string; customerId: string | null; unitId: string | null; ownerId: string | null; round: number }): Promise<void> {
  const row = await call.tx
    .insertInto('improvement.follow_up')
    .values({ region_id: of.regionId, id: call.app.newId(), ticket_id: of.ticketId, ticket_number: of.ticketNumber, customer_id: of.customerId, unit_id: of.unitId, owner_id: of.ownerId, round: of.round, state: 'due', opened_at: call.now })
    .onConflict((conflict) => conflict.columns(['region_id', 'ticket_id', 'round']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row) await followUpHappened(call, row, 'visit.opened', {})
}

/** Visits of complaints that ended, the newest first. @norm TK-28 */
export async function listFollowUps(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : undefined)
  const rows = await call.tx
    .selectFrom('improvement.follow_up as f')
    .selectAll('f')
    .where(scopeFilter(call.actor, 'ticket.read', { regionId: 'f.region_id', unitId: 'f.unit_id', staffIds: ['f.owner_id'] }))
    .$if(regionId !== undefined, (query) => query.where('f.region_id', '=', regionId as number))
    .$if(input.due === true, (query) => query.where('f.state', '=', 'due'))
    .$if(input.mine === true, (query) => query.where('f.owner_id', '=', staffId(call.actor)))
    .$if(after !== null, (query) => query.where(sql<boolean>`(f.opened_at, f.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('f.opened_at', 'desc')
    .orderBy('f.id', 'desc')
    .limit(limit + 1)
    .execute()
  const views = new Map((await followUpViews(call, rows.slice(0, limit))).map((view) => [view.id, view]))
  return pageOf(rows, limit, (row) => views.get(row.id) as View, (row) => [row.opened_at.toISOString(), row.id])
}

/** What came of a visit; the next one of the usual rhythm is set, whatever the customer said. @norm TK-28 TK-30 */
export async function recordFollowUp(call: Call, { regionId, followUpId, channel, result, said }: InputOf<typeof recordOperation>): Promise<OutputOf<typeof recordOperation>> {
  const rules = loopRules().follow_up
  if (!Object.hasOwn(rules.results, result)) throw refuse('follow-up-result-unknown', { result })
  const row = await dueOne(call, regionId, followUpId)
  const after = await followUpHappened(call, row, 'visit.done', { state: 'done', channel, result, said: said ?? null, settled_at: call.now, settled_by: staffId(call.actor) })
  await noteTicket(call, { regionId, id: row.ticket_id }, { body: `【回访】${rules.results[result]?.zh ?? result}${said ? `\n客户：${said}` : ''}` })
  await visited(call, row, true)
  return viewOf(call, after)
}

/** Nobody there; after as many tries as the rulebook says the visit ends without an outcome. */
export async function recordFollowUpTry(call: Call, { regionId, followUpId }: InputOf<typeof tryOperation>): Promise<OutputOf<typeof tryOperation>> {
  const row = await dueOne(call, regionId, followUpId)
  const tries = row.tries + 1
  if (tries < loopRules().follow_up.tries) return viewOf(call, await followUpHappened(call, row, 'visit.tried', { tries }))
  await visited(call, row, false)
  return viewOf(call, await followUpHappened(call, row, 'visit.not-reached', { tries, state: 'not-reached', settled_at: call.now, settled_by: staffId(call.actor) }))
}

/** Visits that wait are called off: the matter is open again. */
export async function withdrawFollowUps(call: Call, regionId: number, ticketId: string): Promise<void> {
  const rows = await call.tx.selectFrom('improvement.follow_up').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).where('state', '=', 'due').forUpdate().execute()
  for (const row of rows) await followUpHappened(call, row, 'visit.withdrawn', { state: 'withdrawn', settled_at: call.now })
}

async function visited(call: Call, row: FollowUp, reached: boolean): Promise<void> {
  const { again, again_after_days } = loopRules().follow_up
  const next = row.round <= again ? new Date(call.now.getTime() + again_after_days * DAY_MS) : null
  await sql`update improvement.loop set visits = visits + ${reached ? 1 : 0}, next_visit_at = ${next} where region_id = ${row.region_id} and ticket_id = ${row.ticket_id}`.execute(call.tx)
}

async function dueOne(call: Call, regionId: number, id: string): Promise<Permitted<FollowUp & Placement>> {
  const row = await call.tx.selectFrom('improvement.follow_up').selectAll().where('region_id', '=', regionId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw refuse('not-found')
  const permitted = permit(call, 'ticket.note', { ...row, ...visitPlacement(row) }, 'ticket.read')
  if (row.state !== 'due') throw refuse('follow-up-settled')
  return permitted
}

async function followUpHappened(call: Call, row: FollowUp, name: keyof typeof loopEvents, change: Updateable<ImprovementFollowUp>): Promise<FollowUp> {
  const { nextDueAt, atRiskAt } = await applyToClocks(call, { event: name, at: call.now, subject: { kind: 'follow-up', id: row.id, regionId: row.region_id, unitId: row.unit_id, ownerId: row.owner_id, customerId: row.customer_id }, facts: { kind: 'complaint', channel: 'phone' } })
  const after = await call.tx
    .updateTable('improvement.follow_up')
    .set({ ...change, next_due_at: nextDueAt, at_risk_at: atRiskAt })
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(call, { name, regionId: row.region_id, subjectKind: 'follow-up', subjectId: row.id, data: { ticketId: row.ticket_id, unitId: row.unit_id, ownerId: row.owner_id } })
  await audited(call, { verb: name, regionId: row.region_id, subjectKind: 'ticket', subjectId: row.ticket_id })
  return after
}

export async function followUpViews(call: Call, rows: readonly FollowUp[]): Promise<View[]> {
  const people = await staffNames(call.tx, rows.flatMap((row) => [row.owner_id, row.settled_by]))
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  const promises = new Map<string, View['promises']>()
  for (const [regionId, group] of Map.groupBy(rows, (row) => row.region_id)) for (const [id, clocks] of await clocksOf(call, regionId, 'follow-up', group.map((row) => row.id))) promises.set(id, clocks)
  return rows.map((row) => ({
    regionId: row.region_id,
    id: row.id,
    ticket: { id: row.ticket_id, number: row.ticket_number },
    round: row.round,
    state: row.state as View['state'],
    owner: person(row.owner_id),
    openedAt: row.opened_at.toISOString(),
    tries: row.tries,
    channel: row.channel as View['channel'],
    result: row.result,
    said: row.said,
    settledAt: row.settled_at?.toISOString() ?? null,
    settledBy: person(row.settled_by),
    promises: promises.get(row.id) ?? [],
    canRecord: row.state === 'due' && allows(call.actor, 'ticket.note', visitPlacement(row))
  }))
}

async function viewOf(call: Call, row: FollowUp): Promise<View> {
  const [view] = await followUpViews(call, [row])
  return view as View
}
