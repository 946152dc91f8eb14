import { cell } from './copy-rows.ts'
import type { Thrown } from './thrown-ticket.ts'
import type { PrototypeClock } from './ticket-prototypes.ts'
import { plainGrams } from './ticket-texts.ts'

export const ticketColumns = [
  'region_id',
  'id',
  'number',
  'kind',
  'status',
  'status_at',
  'title',
  'description',
  'form',
  'customer_id',
  'contact_name',
  'contact_phone',
  'channel',
  'source',
  'category',
  'severity',
  'urgency',
  'scope',
  'priority',
  'priority_because',
  'facts',
  'first_owner_id',
  'owner_id',
  'assignee_id',
  'queue_code',
  'unit_id',
  'opened_at',
  'accepted_at',
  'first_answered_at',
  'answered',
  'resolved_at',
  'closed_at',
  'next_due_at',
  'at_risk_at',
  'tags',
  'search_text',
  'grams',
  'created_at',
  'updated_at'
]
export const clockColumns = [
  'region_id',
  'id',
  'clause_id',
  'clause_version_id',
  'calendar_version_id',
  'promise',
  'subject_kind',
  'subject_id',
  'unit_id',
  'owner_id',
  'owner_kind',
  'customer_id',
  'started_at',
  'started_by_event',
  'facts',
  'time_limit',
  'table_row',
  'state',
  'due_at',
  'at_risk_at',
  'next_at',
  'at_risk_fired_at',
  'broken_at',
  'stopped_at',
  'stopped_by_event',
  'created_at'
]

export const iso = (at: Date | null) => (at === null ? '\\N' : at.toISOString())

/** A ticket in the text format of COPY. */
export function ticketLine(regionId: number, t: Thrown, due: Promised | null, openedAt: string): string {
  const { prototype: p, text, name } = t
  const number = t.number.replaceAll('-', '').toLowerCase()
  const changedAt = iso(t.closedAt ?? t.answeredAt ?? t.openedAt)
  const closedAt = iso(t.closedAt)
  const owner = cell(t.ownerId)
  return `${regionId}\t${t.id}\t${t.number}\t${p.kind}\t${t.status}\t${changedAt}\t${text.title}\t${text.description}\t${p.form}\t${cell(t.customerId)}\t${name.name}\t${t.phone}\tphone\t${p.source}\t${cell(p.category)}\t${p.severity}\t${p.urgency}\t${p.scope}\t${t.priority}\t${p.priorityBecause}\t${p.facts}\t${owner}\t${owner}\t${cell(t.assigneeId)}\t${t.queue.code}\t${t.queue.unitId}\t${openedAt}\t${t.assigneeId ? openedAt : '\\N'}\t${iso(t.answeredAt)}\t${t.answeredAt !== null}\t${closedAt}\t${closedAt}\t${iso(due?.dueAt ?? null)}\t${iso(due?.riskAt ?? null)}\t${t.tags}\t${number}\\n${text.searched}\\n${name.searched}\\n☎${t.phone}\\n✉\t{@${regionId},${text.grams},${name.grams}${plainGrams(number)}${plainGrams(t.phone)}}\t${openedAt}\t${changedAt}`
}

export type Promised = { dueAt: Date; riskAt: Date | null; broken: boolean }

/** What a clock of the prototype promises to this ticket. */
export function promisedBy(t: Thrown, clock: PrototypeClock, now: Date): Promised {
  const dueAt = new Date(t.openedAt.getTime() + clock.limitMs)
  return {
    dueAt,
    riskAt: clock.riskMs === null ? null : new Date(t.openedAt.getTime() + clock.riskMs),
    broken: dueAt < (t.closedAt ?? now)
  }
}

/** A clock in the text format of COPY. */
export function clockLine(
  regionId: number,
  t: Thrown,
  clock: PrototypeClock,
  { dueAt, riskAt, broken }: Promised,
  openedAt: string,
  id: string
): string {
  const state = broken ? 'broken' : t.closedAt ? 'kept' : 'running'
  const risked = riskAt !== null && (broken || riskAt < (t.closedAt ?? dueAt))
  const warned = risked && (broken || t.closedAt !== null)
  const nextAt = t.closedAt || broken ? null : (riskAt ?? dueAt)
  const closedAt = iso(t.closedAt)
  return `${regionId}\t${id}\t${clock.clauseId}\t${clock.clauseVersionId}\t${clock.calendarVersionId}\t${clock.promise}\tticket\t${t.id}\t${t.queue.unitId}\t${cell(t.ownerId)}\t${clock.ownerKind}\t${cell(t.customerId)}\t${openedAt}\tticket.opened\t${clock.facts}\t${clock.timeLimit}\t${cell(clock.tableRow)}\t${state}\t${iso(dueAt)}\t${iso(riskAt)}\t${iso(nextAt)}\t${warned ? iso(riskAt) : '\\N'}\t${broken ? iso(dueAt) : '\\N'}\t${closedAt}\t${t.closedAt ? 'ticket.closed' : '\\N'}\t${openedAt}`
}
