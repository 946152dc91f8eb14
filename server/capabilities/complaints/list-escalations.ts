import type { EscalationView, listEscalations as contract, listUnanalysed as listing, SubmissionView } from '@shouwen/contract/complaint-levels'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import type { ComplaintsEscalation } from '#platform/schema.gen'
import { clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { type Ticket, ticketScopeColumns, ticketToRead } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { getComplaint } from './complaint-row.ts'
import { levelView } from './complaint-view.ts'
import { heightOf } from './move-level.ts'

export type Escalation = Selectable<ComplaintsEscalation>
type View = Static<typeof EscalationView>
export type KeptMeasure = { text: string; ownerId: string; dueOn: string }
const MOST = 100

/** How a complaint went up and down on both sides, and what was submitted, newest first. @norm TK-56 TK-58 */
export async function listEscalations(call: Call, { ticketId }: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketToRead(call, ticketId)
  await getComplaint(call, ticket)
  const rows = await call.tx
    .selectFrom('complaints.escalation')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  return { items: await escalationViews(call, ticket.region_id, rows), submissions: await submissionViews(call, ticket) }
}

/** Escalations nobody has analysed yet, the oldest first, of complaints the reader analyses. @norm TK-57 */
export async function listUnanalysed(call: Call, { limit = 50 }: InputOf<typeof listing>): Promise<OutputOf<typeof listing>> {
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const rows = await call.tx
    .selectFrom('complaints.escalation as e')
    .innerJoin('tickets.ticket as t', (join) => join.onRef('t.region_id', '=', 'e.region_id').onRef('t.id', '=', 'e.ticket_id'))
    .selectAll('e')
    .select(['t.number', 't.title'])
    .where('e.region_id', '=', regionId)
    .where('e.needs_analysis', '=', true)
    .where('e.analysed_at', 'is', null)
    .where(scopeFilter(call.actor, 'complaint.analyse', ticketScopeColumns('t')))
    .orderBy('e.raised_at')
    .orderBy('e.id')
    .limit(limit)
    .execute()
  const views = await escalationViews(call, regionId, rows)
  return { items: views.map((view, at) => ({ ...view, ticketId: rows[at]?.ticket_id ?? '', number: rows[at]?.number ?? '', title: rows[at]?.title ?? '' })) }
}

export async function escalationViews(call: Call, regionId: number, rows: readonly Escalation[]): Promise<View[]> {
  const measuresOf = (row: Escalation) => row.measures as KeptMeasure[]
  const [people, promises] = await Promise.all([
    staffNames(call.tx, rows.flatMap((row) => [row.raised_by, row.owner_after, row.analysed_by, ...(row.told as string[]), ...measuresOf(row).map(({ ownerId }) => ownerId)])),
    clocksOf(call, regionId, 'escalation', rows.map(({ id }) => id))
  ])
  const person = (id: string | null) => {
    const known = id === null ? undefined : people.get(id)
    return id !== null && known ? { id, ...known } : null
  }
  const { triggers } = rulebook().complaints.levels
  return rows.map((row) => ({
    id: row.id,
    side: row.side as View['side'],
    from: levelView(row.from_level),
    to: levelView(row.to_level),
    up: heightOf(row.to_level) > heightOf(row.from_level),
    reason: row.reason,
    by: person(row.raised_by),
    at: row.raised_at.toISOString(),
    told: (row.told as string[]).flatMap((id) => person(id) ?? []),
    owner: person(row.owner_after),
    needsAnalysis: row.needs_analysis,
    analysis: row.analysed_at
      ? {
          triggers: row.triggers.map((code) => ({ code, zh: triggers[code]?.zh ?? code, en: triggers[code]?.en ?? code })),
          cause: row.analysis ?? '',
          measures: measuresOf(row).map(({ text, ownerId, dueOn }) => ({ text, owner: person(ownerId), dueOn })),
          by: person(row.analysed_by),
          at: row.analysed_at.toISOString()
        }
      : null,
    promises: promises.get(row.id) ?? []
  }))
}

/** What was submitted to superiors of a complaint, newest first. */
export async function submissionViews(call: Call, ticket: Pick<Ticket, 'region_id' | 'id'>): Promise<Static<typeof SubmissionView>[]> {
  const rows = await call.tx
    .selectFrom('complaints.submission')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .orderBy('submitted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  const people = await staffNames(call.tx, rows.flatMap((row) => [row.from_staff_id, row.to_staff_id]))
  const person = (id: string) => {
    const known = people.get(id)
    return known ? { id, ...known } : null
  }
  return rows.map((row) => ({
    id: row.id,
    state: row.state as 'waiting',
    from: person(row.from_staff_id),
    to: person(row.to_staff_id),
    reason: row.reason,
    tried: row.tried,
    nextContactAt: row.next_contact_at.toISOString(),
    toldBy: row.told_by as 'said',
    at: row.submitted_at.toISOString(),
    handoverId: row.handover_id
  }))
}
