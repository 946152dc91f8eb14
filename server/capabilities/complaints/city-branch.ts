import type { answerForCity as answering, handToCity as handing, takeBackFromCity as taking } from '@shouwen/contract/complaint-levels'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { clocksOf } from '#capabilities/norms'
import { unitTree } from '#capabilities/people'
import { assignTicket, getTicket, noteTicket, tellPromises, type Ticket, ticketFor } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { cityMinutes } from './city-time.ts'
import { type Complaint, getComplaint, lockComplaint } from './complaint-row.ts'
import { complaintView } from './complaint-view.ts'
import { asSystem } from './tell-people.ts'

type View = OutputOf<typeof handing>
/** The promises to whoever complained and to the offices: the city's time lies within the earliest of them. */
const answers = new Set(['answer', 'reply-appeal'])

/**
 * The province has taken it, a city branch handles it: within a time of its own that leaves the province its reserve. Whoever answers for
 * the matter goes on answering. @norm TK-06
 */
export async function handToCity(call: Call, { ticketId, unitId, reason }: InputOf<typeof handing>): Promise<View> {
  const ticket = await ticketFor(call, 'complaint.delegate', ticketId)
  const row = await rowOf(call, ticket)
  if (row.handled_by === 'city') throw refuse('complaint-city-already')
  if (!(await isOfCity(call, ticket.region_id, unitId))) throw refuse('complaint-unit-no-city')
  const minutes = cityMinutes(rulebook().complaints.levels.city, call.now, await earliestAnswer(call, ticket))
  if (minutes === null) throw refuse('complaint-city-too-late')
  const ref = { regionId: ticket.region_id, id: ticket.id }
  await assignTicket(asSystem(call), ref, { unitId, reason })
  await keep(call, ticket, { handled_by: 'city', city_unit_id: unitId, city_since: call.now })
  await tellPromises(call, ref, 'complaint.handed-to-city', { facts: { 'agreed.minutes': minutes }, answerable: { unitId } })
  return happenedAt(call, ticket, 'complaint.handed-to-city', { toUnitId: unitId, minutes, reason })
}

/** The city says what it found and did; the province checks it and answers the customer. @norm TK-06 */
export async function answerForCity(call: Call, { ticketId, result }: InputOf<typeof answering>): Promise<View> {
  const ticket = await ticketFor(call, 'ticket.resolve', ticketId)
  await atCity(call, ticket)
  const ref = { regionId: ticket.region_id, id: ticket.id }
  await noteTicket(call, ref, { body: `市分公司回复 Answer of the city branch\n${result}` })
  await tellPromises(call, ref, 'complaint.city-answered')
  await backToProvince(call, ticket, '市分公司已回复 answered by the city branch')
  return happenedAt(call, ticket, 'complaint.city-answered', {})
}

/** The province goes on itself. @norm TK-06 */
export async function takeBackFromCity(call: Call, { ticketId, reason }: InputOf<typeof taking>): Promise<View> {
  const ticket = await ticketFor(call, 'complaint.delegate', ticketId)
  await atCity(call, ticket)
  await takenFromCity(call, ticket, reason)
  await backToProvince(call, ticket, reason)
  return happenedAt(call, ticket, 'complaint.taken-back', { reason })
}

/** The city has it no longer: its promise is called off. */
export async function takenFromCity(call: Call, ticket: Ticket, _reason: string): Promise<void> {
  await tellPromises(call, { regionId: ticket.region_id, id: ticket.id }, 'complaint.taken-back')
  await keep(call, ticket, { handled_by: 'province', city_unit_id: null, city_since: null })
}

async function rowOf(call: Call, ticket: Ticket): Promise<Complaint> {
  await getComplaint(call, ticket)
  return (await lockComplaint(call, { regionId: ticket.region_id, id: ticket.id })) as Complaint
}

async function atCity(call: Call, ticket: Ticket): Promise<void> {
  if ((await rowOf(call, ticket)).handled_by !== 'city') throw refuse('complaint-not-at-city')
}

async function isOfCity(call: Call, regionId: number, unitId: string): Promise<boolean> {
  const units = await unitTree(call.tx)
  const unit = units.find(({ id }) => id === unitId)
  return unit?.regionId === regionId && unit.active && units.some(({ level, path }) => level === 'city' && unit.path.startsWith(path))
}

async function earliestAnswer(call: Call, ticket: Ticket): Promise<Date | null> {
  const clocks = (await clocksOf(call, ticket.region_id, 'ticket', [ticket.id])).get(ticket.id) ?? []
  const dues = clocks.flatMap(({ promise, state, dueAt }) => (answers.has(promise) && state === 'running' && dueAt ? [Date.parse(dueAt)] : []))
  return dues.length === 0 ? null : new Date(Math.min(...dues))
}

function keep(call: Call, ticket: Ticket, change: { handled_by: 'province' | 'city'; city_unit_id: string | null; city_since: Date | null }) {
  return call.tx.updateTable('complaints.complaint').set(change).where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).execute()
}

/** Back to whoever answers for it; without anybody, to the queue of its category. */
async function backToProvince(call: Call, ticket: Ticket, reason: string): Promise<void> {
  await keep(call, ticket, { handled_by: 'province', city_unit_id: null, city_since: null })
  if (ticket.owner_id && !ticket.avoid_staff_ids.includes(ticket.owner_id)) await assignTicket(asSystem(call), { regionId: ticket.region_id, id: ticket.id }, { staffId: ticket.owner_id, reason: reason.slice(0, 200) })
}

async function happenedAt(call: Call, ticket: Ticket, name: string, data: Record<string, unknown>): Promise<View> {
  const subject = { regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id }
  const { reason: _reason, ...facts } = data
  await record(call, { name, ...subject, data: { kind: 'complaint', unitId: ticket.unit_id, ...facts } })
  await prove(call, { kind: name, ...subject, payload: data })
  await audited(call, { verb: name, ...subject })
  const after = await getTicket(call, { regionId: ticket.region_id, id: ticket.id })
  return complaintView(call, after, await getComplaint(call, after))
}
