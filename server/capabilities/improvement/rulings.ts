import type { answerRuling as answerOperation, arbitrateRuling as arbitrateOperation, proposeRuling as proposeOperation, withdrawRuling as withdrawOperation } from '@shouwen/contract/improvement-loop'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { getUnit } from '#capabilities/people'
import { getTicket, permitTicket, type Ticket } from '#capabilities/tickets'
import { arbiterFor } from './arbiter.ts'
import { registerImprovement } from './register-improvement.ts'
import { checkWord } from './rules.ts'
import { lockRuling, partsOf, type Ruling, rulingHappened, rulingPlacement, rulingView } from './ruling-row.ts'

type Shares = InputOf<typeof proposeOperation>['shares']

/** Proposes whose responsibility a complaint was, with shares of the departments; each has to sign. @norm TK-17 */
export async function proposeRuling(call: Call, { ticketId, cause, finding, shares }: InputOf<typeof proposeOperation>): Promise<OutputOf<typeof proposeOperation>> {
  const ticket = permitTicket(call, 'ticket.note', await getTicket(call, ticketId))
  if (ticket.kind !== 'complaint') throw refuse('ticket-not-a-complaint')
  checkWord('causes', cause)
  await checkShares(call, ticket.region_id, shares)
  const row = await call.tx
    .insertInto('improvement.ruling')
    .values({ region_id: ticket.region_id, id: call.app.newId(), ticket_id: ticket.id, ticket_number: ticket.number, unit_id: ticket.unit_id, cause, finding, state: 'proposed', proposed_by: staffId(call.actor), proposed_at: call.now })
    .onConflict((conflict) => conflict.columns(['region_id', 'ticket_id']).where('state', 'in', ['proposed', 'disputed']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse('ruling-open-already')
  await call.tx
    .insertInto('improvement.ruling_part')
    .values(shares.map(({ unitId, share }) => ({ region_id: row.region_id, ruling_id: row.id, unit_id: unitId, share, state: 'pending' as const })))
    .execute()
  return rulingView(call, await rulingHappened(call, row, 'ruling.proposed', {}))
}

/**
 * A department signs its share or refuses it with a reason. Signed by all it stands; refused by one it goes to a named arbiter as soon as all
 * have answered, and when they do not answer in time, by the clock. @norm TK-17
 */
export async function answerRuling(call: Call, { regionId, rulingId, unitId, signed, reason }: InputOf<typeof answerOperation>): Promise<OutputOf<typeof answerOperation>> {
  const row = await lockRuling(call, regionId, rulingId)
  permit(call, 'improvement.write', { regionId, unitId })
  if (row.state !== 'proposed') throw refuse('ruling-settled')
  const part = (await partsOf(call.tx, row)).find((one) => one.unit_id === unitId)
  if (!part) throw refuse('not-found')
  if (part.state !== 'pending') throw refuse('ruling-answered')
  if (!signed && !reason?.trim()) throw refuse('ruling-reason-missing')
  await call.tx
    .updateTable('improvement.ruling_part')
    .set({ state: signed ? 'signed' : 'refused', answered_by: staffId(call.actor), answered_at: call.now, reason: reason ?? null })
    .where('region_id', '=', regionId)
    .where('ruling_id', '=', rulingId)
    .where('unit_id', '=', unitId)
    .execute()
  const answered = await rulingHappened(call, row, 'ruling.answered', {})
  const parts = await partsOf(call.tx, row)
  if (parts.some(({ state }) => state === 'pending')) return rulingView(call, answered)
  return rulingView(call, parts.every(({ state }) => state === 'signed') ? await agree(call, answered) : await dispute(call, answered))
}

/** The named arbiter decides; the shares are what they say. Refuses with `ruling-not-arbiter`. @norm TK-17 */
export async function arbitrateRuling(call: Call, { regionId, rulingId, decision, shares }: InputOf<typeof arbitrateOperation>): Promise<OutputOf<typeof arbitrateOperation>> {
  const row = await lockRuling(call, regionId, rulingId)
  permit(call, 'improvement.arbitrate', { regionId, unitId: row.unit_id })
  if (row.state !== 'disputed') throw refuse('ruling-not-disputed')
  const me = staffId(call.actor)
  if (row.arbiter_id !== null && row.arbiter_id !== me) throw refuse('ruling-not-arbiter')
  await checkShares(call, regionId, shares)
  await call.tx.deleteFrom('improvement.ruling_part').where('region_id', '=', regionId).where('ruling_id', '=', rulingId).execute()
  await call.tx
    .insertInto('improvement.ruling_part')
    .values(shares.map(({ unitId, share }) => ({ region_id: regionId, ruling_id: rulingId, unit_id: unitId, share, state: 'signed' as const, answered_by: me, answered_at: call.now })))
    .execute()
  const after = await rulingHappened(call, row, 'ruling.arbitrated', { state: 'arbitrated', decision, settled_at: call.now, settled_by: me })
  await settled(call, after, shares.map(({ unitId, share }) => ({ unit_id: unitId, share })))
  return rulingView(call, after)
}

/** Taken back by whoever proposed it, or by whoever may decide there. */
export async function withdrawRuling(call: Call, { regionId, rulingId, reason }: InputOf<typeof withdrawOperation>): Promise<OutputOf<typeof withdrawOperation>> {
  const row = await lockRuling(call, regionId, rulingId)
  if (row.proposed_by !== staffId(call.actor)) permit(call, 'improvement.decide', { ...row, ...rulingPlacement(row) })
  if (row.state !== 'proposed' && row.state !== 'disputed') throw refuse('ruling-settled')
  return rulingView(call, await rulingHappened(call, row, 'ruling.withdrawn', { state: 'withdrawn', decision: reason, settled_at: call.now, settled_by: staffId(call.actor) }))
}

/** Departments do not agree, or did not answer in time: a named arbiter has it. */
export async function dispute(call: Call, row: Ruling): Promise<Ruling> {
  return rulingHappened(call, row, 'ruling.disputed', { state: 'disputed', disputed_at: call.now, arbiter_id: await arbiterFor(call, row) })
}

/** The arbiter did not decide in time: another one has it, when there is one. */
export async function nextArbiter(call: Call, row: Ruling): Promise<void> {
  const former = row.arbiter_id ? [...row.former_arbiters, row.arbiter_id] : row.former_arbiters
  const arbiter = await arbiterFor(call, { ...row, former_arbiters: former })
  if (arbiter !== null) await rulingHappened(call, row, 'ruling.arbiter-changed', { arbiter_id: arbiter, former_arbiters: former })
}

/** A ticket does not end while a ruling about it is open. @norm TK-17 */
export async function rulingOpen(call: Call, ticket: Ticket): Promise<string[]> {
  if (ticket.kind !== 'complaint') return []
  const row = await call.tx.selectFrom('improvement.ruling').select('id').where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).where('state', 'in', ['proposed', 'disputed']).executeTakeFirst()
  return row ? ['ruling'] : []
}

async function agree(call: Call, row: Ruling): Promise<Ruling> {
  const after = await rulingHappened(call, row, 'ruling.agreed', { state: 'agreed', settled_at: call.now })
  await settled(call, after, await partsOf(call.tx, row))
  return after
}

/** What is ruled is proven, and each department with a share has something to improve. */
async function settled(call: Call, row: Ruling, parts: readonly { unit_id: string; share: number }[]): Promise<void> {
  await prove(call, { kind: `ruling.${row.state}`, regionId: row.region_id, subjectKind: 'ticket', subjectId: row.ticket_id, payload: { cause: row.cause, finding: row.finding, decision: row.decision, arbiter: row.arbiter_id, shares: parts.map(({ unit_id, share }) => ({ unitId: unit_id, share })) } })
  const ticket = await getTicket(call, { regionId: row.region_id, id: row.ticket_id })
  for (const { unit_id, share } of parts)
    if (share > 0)
      await registerImprovement(call, { regionId: row.region_id, origin: 'ruling', originId: `${row.id}:${unit_id}`, title: `责任判定 ${row.ticket_number}：整改`, detail: row.decision ?? row.finding, ticketId: row.ticket_id, ticketNumber: row.ticket_number, category: ticket.category, unitId: unit_id, cause: row.cause })
}

async function checkShares(call: Call, regionId: number, shares: Shares): Promise<void> {
  const units = new Set(shares.map(({ unitId }) => unitId))
  if (units.size !== shares.length || shares.reduce((sum, { share }) => sum + share, 0) !== 100) throw refuse('ruling-shares-wrong')
  for (const id of units) if ((await getUnit(call.tx, id)).regionId !== regionId) throw refuse('ruling-shares-wrong')
}
