import type { escalateComplaint as contract } from '@shouwen/contract/complaint-levels'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { getTicket, lockTicket, type Ticket, ticketFor } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { type Complaint, getComplaint, lockComplaint } from './complaint-row.ts'
import { complaintView } from './complaint-view.ts'
import { moveLevel, type Step } from './move-level.ts'

const over = new Set(['closed', 'cancelled', 'rejected'])

/** Up or down on one side, with a reason; the other side stays as it is. @norm TK-56 */
export async function escalateComplaint(call: Call, { ticketId, ...step }: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'complaint.escalate', ticketId)
  await move(call, ticket, step)
  const after = await getTicket(call, { regionId: ticket.region_id, id: ticket.id })
  return complaintView(call, after, await getComplaint(call, after))
}

/** The same for other capabilities, which have asked who may: a lawsuit filed, a repeated complaint. Nothing happens when it stands there already. */
export async function escalate(call: Call, ref: { regionId: number; id: string }, step: Step): Promise<void> {
  const ticket = await lockTicket(call, ref)
  const row = await getComplaint(call, ticket)
  const now = step.side === 'internal' ? row.internal_level : row.external_level
  if (now !== step.to) await move(call, ticket, step)
}

async function move(call: Call, ticket: Ticket, step: Step): Promise<void> {
  await getComplaint(call, ticket)
  if (over.has(ticket.status)) throw refuse('ticket-status-not-possible', { from: ticket.status })
  const row = (await lockComplaint(call, { regionId: ticket.region_id, id: ticket.id })) as Complaint
  const level = step.to === null ? undefined : rulebook().complaints.levels.levels[step.to]
  if (step.to !== null && level?.side !== step.side) throw refuse('complaint-level-side')
  if ((step.side === 'internal' ? row.internal_level : row.external_level) === step.to) throw refuse('complaint-level-same')
  await moveLevel(call, ticket, row, step)
}
