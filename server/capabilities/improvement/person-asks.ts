import type { askForPerson as askOperation, decideAsPerson as decideOperation, listPersonAsks as listOperation, PersonAskView } from '@shouwen/contract/improvement-signals'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { allows, permit, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { prove } from '#platform/evidence'
import { record } from '#platform/events'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { ImprovementPersonAsk } from '#platform/schema.gen'
import { applyToClocks, clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { getTicket, permitTicket, tellCustomer } from '#capabilities/tickets'

type Ask = Selectable<ImprovementPersonAsk>
type View = Static<typeof PersonAskView>

/** The customer does not accept what a machine decided alone about their ticket: a person decides, by a clock. */
export async function askForPerson(call: Call, { ticketId, about }: InputOf<typeof askOperation>): Promise<OutputOf<typeof askOperation>> {
  const ticket = permitTicket(call, 'ticket.write-as-customer', await getTicket(call, ticketId))
  if (call.actor.kind !== 'customer') throw refuse('not-permitted')
  const row = await call.tx
    .insertInto('improvement.person_ask')
    .values({ region_id: ticket.region_id, id: call.app.newId(), ticket_id: ticket.id, ticket_number: ticket.number, customer_id: call.actor.id, unit_id: ticket.unit_id, about, state: 'open', asked_at: call.now })
    .onConflict((conflict) => conflict.columns(['region_id', 'ticket_id']).where('state', '=', 'open').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse('person-asked-already')
  await happened(call, row, 'decision.person-asked')
  return { askedAt: call.now.toISOString() }
}

/** Who waits for a person, the newest first. */
export async function listPersonAsks(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : undefined)
  const rows = await call.tx
    .selectFrom('improvement.person_ask as a')
    .selectAll('a')
    .where(scopeFilter(call.actor, 'improvement.decide', { regionId: 'a.region_id', unitId: 'a.unit_id' }))
    .$if(regionId !== undefined, (query) => query.where('a.region_id', '=', regionId as number))
    .$if(input.ticketId !== undefined, (query) => query.where('a.ticket_id', '=', input.ticketId as string))
    .$if(input.open === true, (query) => query.where('a.state', '=', 'open'))
    .$if(after !== null, (query) => query.where(sql<boolean>`(a.asked_at, a.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('a.asked_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit + 1)
    .execute()
  const views = new Map((await viewsOf(call, rows.slice(0, limit))).map((view) => [view.id, view]))
  return pageOf(rows, limit, (row) => views.get(row.id) as View, (row) => [row.asked_at.toISOString(), row.id])
}

/** A person decides and explains; the customer reads the explanation in the ticket. */
export async function decideAsPerson(call: Call, { regionId, askId, changed, answer }: InputOf<typeof decideOperation>): Promise<OutputOf<typeof decideOperation>> {
  const row = await call.tx.selectFrom('improvement.person_ask').selectAll().where('region_id', '=', regionId).where('id', '=', askId).forUpdate().executeTakeFirst()
  if (!row) throw refuse('not-found')
  permit(call, 'improvement.decide', { ...row, regionId: row.region_id, unitId: row.unit_id })
  if (row.state !== 'open') throw refuse('person-decided')
  const after = await call.tx
    .updateTable('improvement.person_ask')
    .set({ state: changed ? 'changed' : 'kept', answer, answered_at: call.now, answered_by: staffId(call.actor) })
    .where('region_id', '=', regionId)
    .where('id', '=', askId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await tellCustomer({ ...call, actor: { kind: 'system', name: 'improvement.person-decides' } }, { regionId, id: row.ticket_id }, { body: answer, channel: 'portal' })
  await prove(call, { kind: 'decision.person-decided', regionId, subjectKind: 'ticket', subjectId: row.ticket_id, payload: { about: row.about, changed, answer, decidedBy: staffId(call.actor) } })
  await happened(call, after, 'decision.person-decided')
  const [view] = await viewsOf(call, [after])
  return view as View
}

async function happened(call: Call, row: Ask, name: 'decision.person-asked' | 'decision.person-decided'): Promise<void> {
  await applyToClocks(call, { event: name, at: call.now, subject: { kind: 'person-ask', id: row.id, regionId: row.region_id, unitId: row.unit_id, ownerId: null, customerId: row.customer_id }, facts: { kind: 'complaint', channel: 'portal' } })
  await record(call, { name, regionId: row.region_id, subjectKind: 'person-ask', subjectId: row.id, data: { ticketId: row.ticket_id, unitId: row.unit_id } })
  await audited(call, { verb: name, regionId: row.region_id, subjectKind: 'ticket', subjectId: row.ticket_id })
}

async function viewsOf(call: Call, rows: readonly Ask[]): Promise<View[]> {
  const people = await staffNames(call.tx, rows.map((row) => row.answered_by))
  const promises = new Map<string, View['promises']>()
  for (const [regionId, group] of Map.groupBy(rows, (row) => row.region_id)) for (const [id, clocks] of await clocksOf(call, regionId, 'person-ask', group.map((row) => row.id))) promises.set(id, clocks)
  return rows.map((row) => {
    const by = row.answered_by === null ? undefined : people.get(row.answered_by)
    return {
      regionId: row.region_id,
      id: row.id,
      ticket: { id: row.ticket_id, number: row.ticket_number },
      about: row.about,
      state: row.state as View['state'],
      askedAt: row.asked_at.toISOString(),
      answeredBy: row.answered_by !== null && by ? { id: row.answered_by, ...by } : null,
      answeredAt: row.answered_at?.toISOString() ?? null,
      answer: row.answer,
      promises: promises.get(row.id) ?? [],
      canAnswer: row.state === 'open' && allows(call.actor, 'improvement.decide', { regionId: row.region_id, unitId: row.unit_id })
    }
  })
}
