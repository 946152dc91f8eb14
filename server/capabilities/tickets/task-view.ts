import type { Static } from '@shouwen/contract/operation'
import type { HandoverView, TaskView } from '@shouwen/contract/ticket-schemas'
import type { Selectable } from 'kysely'
import type { Call } from '#platform/action'
import type { TicketsHandover, TicketsTask } from '#platform/schema.gen'
import { staffNames } from '#capabilities/people'
import { iso } from './ticket-state.ts'
import { type People, personOf } from './ticket-view.ts'

export type Task = Selectable<TicketsTask>
export type Handover = Selectable<TicketsHandover>

export const peopleInTask = (task: Task): (string | null)[] => [task.assignee_id, task.given_by]
export const peopleInHandover = (handover: Handover): (string | null)[] => [
  handover.from_staff_id,
  handover.to_staff_id
]

/** What was asked of departments for a ticket, oldest first: unit, status and since when. */
export async function departmentsAsked(tx: Call['tx'], { region_id, id }: { region_id: number; id: string }): Promise<Pick<Task, 'unit_id' | 'status' | 'given_at' | 'accepted_at' | 'finished_at'>[]> {
  return tx
    .selectFrom('tickets.task')
    .select(['unit_id', 'status', 'given_at', 'accepted_at', 'finished_at'])
    .where('region_id', '=', region_id)
    .where('ticket_id', '=', id)
    .orderBy('given_at')
    .limit(200)
    .execute()
}

/** A task as pages show it. */
export function taskView(task: Task, ticketNumber: string, people: People): Static<typeof TaskView> {
  return {
    id: task.id,
    ticketId: task.ticket_id,
    ticketNumber,
    title: task.title,
    detail: task.detail,
    status: task.status,
    unitId: task.unit_id,
    assignee: personOf(people, task.assignee_id),
    givenBy: personOf(people, task.given_by),
    givenAt: task.given_at.toISOString(),
    acceptedAt: iso(task.accepted_at),
    finishedAt: iso(task.finished_at),
    result: task.result,
    declineReason: task.decline_reason,
    rating: task.rating,
    nextDueAt: iso(task.next_due_at),
    atRiskAt: iso(task.at_risk_at)
  }
}

/** A hand-over as pages show it. */
export function handoverView(handover: Handover, people: People): Static<typeof HandoverView> {
  return {
    id: handover.id,
    ticketId: handover.ticket_id,
    status: handover.status,
    from: personOf(people, handover.from_staff_id),
    to: personOf(people, handover.to_staff_id),
    toUnitId: handover.to_unit_id,
    toQueueCode: handover.to_queue_code,
    reason: handover.reason,
    summary: handover.summary,
    customerAgreed: handover.customer_agreed,
    offeredAt: handover.offered_at.toISOString(),
    answer: handover.answer
  }
}

/** How tasks of a region stand, by id. */
export async function taskStatuses(tx: Call['tx'], regionId: number, ids: readonly string[]): Promise<Map<string, Task['status']>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('tickets.task').select(['id', 'status']).where('region_id', '=', regionId).where('id', 'in', [...ids]).execute()
  return new Map(rows.map(({ id, status }) => [id, status]))
}

/** Tasks of a region as pages show them, by id. */
export async function taskViewsOf(tx: Call['tx'], ticket: { region_id: number; number: string }, ids: readonly string[]): Promise<Map<string, Static<typeof TaskView>>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('tickets.task').selectAll().where('region_id', '=', ticket.region_id).where('id', 'in', [...ids]).execute()
  const people = await staffNames(tx, rows.flatMap(peopleInTask))
  return new Map(rows.map((row) => [row.id, taskView(row, ticket.number, people)]))
}
