import type { classifyComplaint as contract, confirmEvidence as confirming } from '@shouwen/contract/complaint-classes'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { getTicket, type Ticket, ticketFor } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { checkAsked } from './check-asked.ts'
import { type Complaint, getComplaint, lockComplaint } from './complaint-row.ts'
import { complaintView } from './complaint-view.ts'
import { type Confirmed, leafOf } from './leaf-of.ts'
import { rescore } from './rescore.ts'

/**
 * Says whose doing it was and fills the form of the category; then it is scored anew. Content and severity are fields of the ticket.
 * @norm TK-07 TK-09
 */
export async function classifyComplaint(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'complaint.classify', input.ticketId)
  await getComplaint(call, ticket)
  await lockComplaint(call, { regionId: ticket.region_id, id: ticket.id })
  const { cause, leafForm } = input
  if (cause && !Object.hasOwn(rulebook().complaints.axes.causes, cause)) throw refuse('complaint-cause-unknown')
  if (leafForm) checkForm(ticket, leafForm)
  const change = { ...(cause === undefined ? {} : { cause }), ...(leafForm ? { leaf_form: JSON.stringify(leafForm) } : {}) }
  if (Object.keys(change).length > 0) await save(call, ticket, change)
  return settle(call, ticket, Object.keys(change))
}

function checkForm(ticket: Ticket, values: NonNullable<InputOf<typeof contract>['leafForm']>): void {
  const found = leafOf(ticket.category)
  if (!found) throw refuse('complaint-has-no-leaf')
  const wrong = checkAsked(found.fields, values, false)
  if (wrong.length > 0) throw refuse('invalid-input', { errors: wrong.map(({ code, rule }) => ({ at: `/leafForm/${code}`, rule })) })
}

/** Somebody says that a piece of evidence is there, or that what was found is not it. @norm TK-15 */
export async function confirmEvidence(call: Call, { ticketId, code, there, note }: InputOf<typeof confirming>): Promise<OutputOf<typeof confirming>> {
  const ticket = await ticketFor(call, 'complaint.classify', ticketId)
  await getComplaint(call, ticket)
  const found = leafOf(ticket.category)
  if (!found) throw refuse('complaint-has-no-leaf')
  if (!found.leaf.evidence.includes(code)) throw refuse('complaint-evidence-unknown')
  const row = (await lockComplaint(call, { regionId: ticket.region_id, id: ticket.id })) as Complaint
  const evidence: Confirmed = { ...(row.evidence as Confirmed), [code]: { there, by: staffId(call.actor), at: call.now.toISOString(), note: note ?? null } }
  await save(call, ticket, { evidence: JSON.stringify(evidence) })
  return settle(call, ticket, [`evidence.${code}`])
}

function save(call: Call, ticket: Ticket, change: Partial<Record<'cause' | 'leaf_form' | 'evidence', string | null>>) {
  return call.tx
    .updateTable('complaints.complaint')
    .set(change as Record<string, string>)
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .execute()
}

async function settle(call: Call, ticket: Ticket, fields: string[]): Promise<OutputOf<typeof contract>> {
  const subject = { regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id }
  await record(call, { name: 'complaint.classified', ...subject, data: { kind: 'complaint', unitId: ticket.unit_id, fields } })
  await audited(call, { verb: 'complaint.classified', ...subject, fields })
  await rescore(call, { regionId: ticket.region_id, id: ticket.id })
  const after = await getTicket(call, { regionId: ticket.region_id, id: ticket.id })
  return complaintView(call, after, await getComplaint(call, after))
}
