import type { Call } from '#platform/action'
import { staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { applyToClocks } from '#capabilities/norms'
import { heldRoles } from '#capabilities/people'
import { assignTicket, lockTicket, tellPromises, type Ticket } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import type { ComplaintLevel } from '#server/rulebook-complaints'
import type { Complaint } from './complaint-row.ts'
import { takenFromCity } from './city-branch.ts'
import { rescore } from './rescore.ts'
import { asSystem, tellPeople, tellRoles } from './tell-people.ts'
import { type Taker, whoTakes } from './who-takes.ts'

export type Step = { side: 'internal' | 'external'; to: string | null; reason: string }

const working = new Set(['acknowledged', 'inProgress', 'pending', 'held'])

/** How high a level stands; none is 0. */
export const heightOf = (level: string | null): number => (level === null ? 0 : Number(level.slice(1)))

/**
 * Moves a complaint on one side: the level is kept, whoever answers there gets it, its people are told, its clocks begin, and a step up is
 * to be analysed. A step down calls the clocks off, and off the last level it goes back to whoever had it before. Ticket and row are locked
 * by the caller, who has asked who may and whether it moves at all. @norm TK-56 TK-57
 */
export async function moveLevel(call: Call, ticket: Ticket, row: Complaint, step: Step): Promise<void> {
  const from = step.side === 'internal' ? row.internal_level : row.external_level
  const up = heightOf(step.to) > heightOf(from)
  const level = step.to === null ? undefined : rulebook().complaints.levels.levels[step.to]
  const ref = { regionId: ticket.region_id, id: ticket.id }
  await call.tx
    .updateTable('complaints.complaint')
    .set(step.side === 'internal' ? { internal_level: step.to } : { external_level: step.to })
    .where('region_id', '=', ref.regionId)
    .where('ticket_id', '=', ref.id)
    .execute()
  if (from !== null) await tellPromises(call, ref, 'complaint.level-left')
  const taker = up && level ? await giveToLevel(call, ticket, row, level, step) : await giveBack(call, ticket, step)
  const told = await tellLevel(call, ticket, level ?? levelOf(from), { up, from, ...step }, taker)
  const id = await keepStep(call, ticket, { from, up, told, taker, ...step })
  if (up) {
    await tellPromises(call, ref, 'complaint.escalated', { facts: { 'escalation.entered': step.to } })
    await startAnalysis(call, ticket, id, taker)
  } else await tellPromises(call, ref, 'complaint.de-escalated')
  await rescore(call, ref)
}

const levelOf = (code: string | null) => (code === null ? undefined : rulebook().complaints.levels.levels[code])

/** Whoever answers at the level gets the matter at once. */
async function giveToLevel(call: Call, ticket: Ticket, row: Complaint, level: ComplaintLevel, { to, reason }: Step): Promise<Taker | null> {
  if (!working.has(ticket.status)) return null
  if (level.keeps && ticket.assignee_id && (await heldRoles(call.tx, ticket.assignee_id)).some(({ code }) => level.takes.includes(code))) return null
  const taker = await whoTakes(call, ticket, level.takes, { near: level.near === true })
  if (!taker || taker.id === ticket.assignee_id) return taker
  if (row.handled_by === 'city') await takenFromCity(call, ticket, '升级收回 taken back by escalation')
  const ref = { regionId: ticket.region_id, id: ticket.id }
  await assignTicket(asSystem(call), ref, { staffId: taker.id, reason: `升级 ${level.zh}：${reason}`.slice(0, 200) })
  // The clock of taking it up is theirs; whoever has it already has nothing to take up.
  await tellPromises(call, ref, 'complaint.level-given', { facts: { 'escalation.entered': to }, answerable: { assigneeId: taker.id } })
  return taker
}

/** Off the last level of a side, the matter goes back to whoever had it before it rose. */
async function giveBack(call: Call, ticket: Ticket, { side, to, reason }: Step): Promise<Taker | null> {
  if (to !== null || !working.has(ticket.status)) return null
  const first = await call.tx
    .selectFrom('complaints.escalation')
    .select(['owner_before', 'owner_after'])
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('side', '=', side)
    .where('from_level', 'is', null)
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const before = first?.owner_before
  // Somebody else may have got it meanwhile: then it is theirs.
  if (!before || before === ticket.assignee_id || first.owner_after !== ticket.assignee_id || ticket.avoid_staff_ids.includes(before)) return null
  await assignTicket(asSystem(call), { regionId: ticket.region_id, id: ticket.id }, { staffId: before, reason: `降级：${reason}`.slice(0, 200) })
  return { id: before, name: '', jobNumber: '' }
}

async function tellLevel(call: Call, ticket: Ticket, level: ComplaintLevel | undefined, { up, from, to, reason }: Step & { up: boolean; from: string | null }, taker: Taker | null): Promise<string[]> {
  if (!level) return []
  const body = up ? `投诉升级 ${from ?? '—'} → ${to}（${level.zh}）：${reason}\nEscalated ${from ?? '—'} → ${to} (${level.en}): ${reason}` : `投诉降级 ${from} → ${to ?? '—'}：${reason}\nDe-escalated ${from} → ${to ?? '—'}: ${reason}`
  const told = await tellRoles(call, await lockTicket(call, { regionId: ticket.region_id, id: ticket.id }), level.tells, body)
  if (!taker || told.includes(taker.id)) return told
  await tellPeople(call, ticket, [taker.id], body)
  return [taker.id, ...told]
}

type Kept = Step & { from: string | null; up: boolean; told: string[]; taker: Taker | null }

async function keepStep(call: Call, ticket: Ticket, { side, from, to, reason, up, told, taker }: Kept): Promise<string> {
  const id = call.app.newId()
  await call.tx
    .insertInto('complaints.escalation')
    .values({
      region_id: ticket.region_id,
      id,
      ticket_id: ticket.id,
      side,
      from_level: from,
      to_level: to,
      reason,
      raised_by: staffId(call.actor),
      raised_at: call.now,
      told: JSON.stringify(told),
      owner_before: ticket.assignee_id ?? ticket.owner_id,
      owner_after: taker?.id ?? ticket.assignee_id ?? ticket.owner_id,
      needs_analysis: up
    })
    .execute()
  const subject = { regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id }
  await record(call, { name: 'complaint.escalated', ...subject, data: { kind: 'complaint', unitId: ticket.unit_id, escalationId: id, side, from, to, up } })
  await prove(call, { kind: 'complaint.escalated', ...subject, payload: { escalationId: id, side, from, to, reason, told, takenBy: taker?.id ?? null } })
  await audited(call, { verb: 'complaint.escalated', ...subject, detail: { side, from, to } })
  return id
}

/** The analysis is owed from the step itself, by whoever took the matter over. @norm TK-57 */
async function startAnalysis(call: Call, ticket: Ticket, escalationId: string, taker: Taker | null): Promise<void> {
  const ownerId = taker?.id ?? ticket.owner_id
  await record(call, { name: 'escalation.raised', regionId: ticket.region_id, subjectKind: 'escalation', subjectId: escalationId, data: { ticketId: ticket.id } })
  await applyToClocks(call, {
    event: 'escalation.raised',
    at: call.now,
    subject: { kind: 'escalation', id: escalationId, regionId: ticket.region_id, unitId: ticket.unit_id, ownerId, assigneeId: ownerId, customerId: ticket.customer_id, partOf: { kind: 'ticket', id: ticket.id } },
    facts: { kind: 'complaint', channel: ticket.channel, source: ticket.source }
  })
}
