import type { closeRoom as closeOperation, joinRoom as joinOperation, openRoom as openOperation, readRoom as readOperation } from '@shouwen/contract/handling-room'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { allows } from '#platform/access'
import type { Call } from '#platform/action'
import { staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { clocksOf } from '#capabilities/norms'
import { unitTree } from '#capabilities/people'
import { assignTask, isRecused, type Ticket, taskViewsOf, ticketPlacement, ticketToRead } from '#capabilities/tickets'
import { caseHappened, caseToWorkOn } from './case-ticket.ts'
import { iso, peopleOf, personOf } from './words.ts'

type Member = { unitId: string; duty: string }

/**
 * A temporary room for a complaint that needs several departments: each has its duty as a task with an owner and limits of its own. From the
 * first task the customer is owed regular news (clause progress-told), and a round nobody kept stands broken. Refuses with
 * `room-already-open`. @norm TK-16
 */
export async function openRoom(call: Call, { ticketId, purpose, units }: InputOf<typeof openOperation>): Promise<OutputOf<typeof openOperation>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const known = await roomOf(call.tx, ticket)
  if (known && known.closed_at === null) throw refuse('room-already-open')
  if (new Set(units.map(({ unitId }) => unitId)).size !== units.length) throw refuse('unit-already-there')
  const row = { purpose, opened_by: staffId(call.actor), opened_at: call.now, closed_at: null }
  await call.tx
    .insertInto('handling.room')
    .values({ region_id: ticket.region_id, ticket_id: ticket.id, ...row })
    .onConflict((conflict) => conflict.columns(['region_id', 'ticket_id']).doUpdateSet(row))
    .execute()
  for (const unit of units) await addUnit(call, ticket, purpose, unit)
  await caseHappened(call, ticket, 'handling.room-changed', { unitIds: units.map(({ unitId }) => unitId) })
  return roomView(call, ticket)
}

/** One more department. Refuses with `room-not-open` and `unit-already-there`. @norm TK-16 */
export async function joinRoom(call: Call, { ticketId, unitId, duty }: InputOf<typeof joinOperation>): Promise<OutputOf<typeof joinOperation>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const room = await openRoomOf(call, ticket)
  const there = (await unitsOf(call.tx, ticket)).find((one) => one.unit_id === unitId)
  if (there?.task_id && (await openTasks(call, ticket)).some(({ id }) => id === there.task_id)) throw refuse('unit-already-there')
  await addUnit(call, ticket, room.purpose, { unitId, duty })
  await caseHappened(call, ticket, 'handling.room-changed', { unitIds: [unitId] })
  return roomView(call, ticket)
}

async function addUnit(call: Call, ticket: Ticket, purpose: string, { unitId, duty }: Member): Promise<void> {
  const task = await assignTask(call, { ticketId: ticket.id, title: purpose.slice(0, 200), detail: duty, unitId })
  const row = { duty, joined_at: call.now, task_id: task.id }
  await call.tx
    .insertInto('handling.room_unit')
    .values({ region_id: ticket.region_id, ticket_id: ticket.id, unit_id: unitId, ...row })
    .onConflict((conflict) => conflict.columns(['region_id', 'ticket_id', 'unit_id']).doUpdateSet(row))
    .execute()
}

/** The departments are done. Refuses with `room-tasks-open` while one still has its task. */
export async function closeRoom(call: Call, { ticketId }: InputOf<typeof closeOperation>): Promise<OutputOf<typeof closeOperation>> {
  const ticket = await caseToWorkOn(call, ticketId)
  await openRoomOf(call, ticket)
  if ((await openTasks(call, ticket)).length > 0) throw refuse('room-tasks-open')
  await call.tx.updateTable('handling.room').set({ closed_at: call.now }).where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).execute()
  await caseHappened(call, ticket, 'handling.room-changed', { closed: true })
  return roomView(call, ticket)
}

/** The room as whoever may read the ticket, or whose department has a task of it, sees it. */
export async function readRoom(call: Call, { ticketId }: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  return roomView(call, await ticketToRead(call, ticketId))
}

export async function roomOf(tx: Call['tx'], { region_id, id }: Pick<Ticket, 'region_id' | 'id'>) {
  return (await tx.selectFrom('handling.room').selectAll().where('region_id', '=', region_id).where('ticket_id', '=', id).executeTakeFirst()) ?? null
}

/** The room; refuses with `room-not-open`. */
export async function openRoomOf(call: Call, ticket: Ticket) {
  const room = await roomOf(call.tx, ticket)
  if (!room || room.closed_at !== null) throw refuse('room-not-open')
  return room
}

export async function unitsOf(tx: Call['tx'], { region_id, id }: Pick<Ticket, 'region_id' | 'id'>) {
  return tx.selectFrom('handling.room_unit').selectAll().where('region_id', '=', region_id).where('ticket_id', '=', id).orderBy('joined_at').orderBy('unit_id').execute()
}

async function openTasks(call: Call, ticket: Ticket) {
  const ids = (await unitsOf(call.tx, ticket)).flatMap(({ task_id }) => (task_id ? [task_id] : []))
  return [...(await taskViewsOf(call.tx, ticket, ids)).values()].filter(({ status }) => status === 'assigned' || status === 'accepted')
}

/** Who works on the complaint, or for a department of the room; never who must stay away. @norm TK-26 */
export async function maySpeak(call: Call, ticket: Ticket): Promise<boolean> {
  const { actor } = call
  if (actor.kind !== 'staff' || isRecused(ticket, actor.id)) return false
  if (allows(actor, 'handling.work', ticketPlacement(ticket))) return true
  return (await unitsOf(call.tx, ticket)).some(({ unit_id }) => actor.unitId === unit_id || allows(actor, 'ticket.accept', { regionId: ticket.region_id, unitId: unit_id }))
}

async function roomView(call: Call, ticket: Ticket): Promise<OutputOf<typeof readOperation>> {
  const room = await roomOf(call.tx, ticket)
  const units = room ? await unitsOf(call.tx, ticket) : []
  const tasks = await taskViewsOf(call.tx, ticket, units.flatMap(({ task_id }) => (task_id ? [task_id] : [])))
  const names = new Map((units.length > 0 ? await unitTree(call.tx) : []).map((unit) => [unit.id, unit]))
  const people = await peopleOf(call, [room?.opened_by ?? null])
  const clocks = (await clocksOf(call, ticket.region_id, 'ticket', [ticket.id])).get(ticket.id) ?? []
  return {
    ticketId: ticket.id,
    room: room && {
      purpose: room.purpose,
      openedBy: personOf(people, room.opened_by),
      openedAt: room.opened_at.toISOString(),
      closedAt: iso(room.closed_at),
      units: units.map((one) => {
        const task = (one.task_id ? tasks.get(one.task_id) : null) ?? null
        const unit = names.get(one.unit_id)
        return { unit: { id: one.unit_id, zh: unit?.nameZh ?? '', en: unit?.nameEn ?? '' }, duty: one.duty, contact: task?.assignee ?? null, joinedAt: one.joined_at.toISOString(), task }
      })
    },
    progress: clocks.filter(({ promise }) => promise === 'progress'),
    canLead: !isRecused(ticket, staffId(call.actor)) && allows(call.actor, 'handling.work', ticketPlacement(ticket)),
    canSpeak: room !== null && room.closed_at === null && (await maySpeak(call, ticket))
  }
}
