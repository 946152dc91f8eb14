import type { analyseEscalation as contract } from '@shouwen/contract/complaint-levels'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { applyToClocks } from '#capabilities/norms'
import { staffInRegion } from '#capabilities/people'
import { type Ticket, ticketFor } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { getComplaint } from './complaint-row.ts'
import { type Escalation, escalationViews, type KeptMeasure } from './list-escalations.ts'

/**
 * What set an escalation off, why, and what is done about it: once for each step up, within its clock. The measures go to whoever carries
 * them out; the improvement register hears of them by the event. @norm TK-57
 */
export async function analyseEscalation(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'complaint.analyse', input.ticketId)
  await getComplaint(call, ticket)
  const row = await lockEscalation(call, ticket, input.escalationId)
  if (!row.needs_analysis) throw refuse('complaint-analysis-not-asked')
  if (row.analysed_at) throw refuse('complaint-already-analysed')
  const { triggers } = rulebook().complaints.levels
  if (input.triggers.some((code) => !Object.hasOwn(triggers, code))) throw refuse('complaint-trigger-unknown')
  for (const { ownerId } of input.measures) if (!(await staffInRegion(call.tx, ticket.region_id, ownerId))) throw refuse('assignee-unknown')
  const after = await call.tx
    .updateTable('complaints.escalation')
    .set({ triggers: [...input.triggers], analysis: input.cause, measures: JSON.stringify(input.measures), analysed_by: staffId(call.actor), analysed_at: call.now })
    .where('region_id', '=', ticket.region_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await stopAnalysis(call, ticket, row)
  const subject = { regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id }
  await record(call, { name: 'complaint.analysed', ...subject, data: { kind: 'complaint', unitId: ticket.unit_id, escalationId: row.id, triggers: input.triggers, measures: input.measures.length } })
  await prove(call, { kind: 'complaint.analysed', ...subject, payload: { escalationId: row.id, triggers: input.triggers, measures: input.measures } })
  await audited(call, { verb: 'complaint.analysed', ...subject })
  const [view] = await escalationViews(call, ticket.region_id, [after])
  return view as OutputOf<typeof contract>
}

async function lockEscalation(call: Call, ticket: Ticket, id: string): Promise<Escalation> {
  const row = await call.tx
    .selectFrom('complaints.escalation')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('id', '=', id)
    .where('ticket_id', '=', ticket.id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row
}

async function stopAnalysis(call: Call, ticket: Ticket, row: Escalation): Promise<void> {
  await record(call, { name: 'escalation.analysed', regionId: ticket.region_id, subjectKind: 'escalation', subjectId: row.id, data: { ticketId: ticket.id } })
  await applyToClocks(call, {
    event: 'escalation.analysed',
    at: call.now,
    subject: { kind: 'escalation', id: row.id, regionId: ticket.region_id, unitId: ticket.unit_id, ownerId: row.owner_after, partOf: { kind: 'ticket', id: ticket.id } },
    facts: { kind: 'complaint', channel: ticket.channel, source: ticket.source }
  })
}

/** An analysed escalation as others take it up: its cause and measures. Null when it is not analysed. */
export async function analysisOf(tx: Call['tx'], regionId: number, escalationId: string): Promise<{ ticketId: string; cause: string; triggers: string[]; measures: KeptMeasure[]; by: string | null } | null> {
  const row = await tx.selectFrom('complaints.escalation').selectAll().where('region_id', '=', regionId).where('id', '=', escalationId).executeTakeFirst()
  return row?.analysed_at ? { ticketId: row.ticket_id, cause: row.analysis ?? '', triggers: row.triggers, measures: row.measures as KeptMeasure[], by: row.analysed_by } : null
}
