import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { assignTask, type Ticket } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import type { Complaint } from './complaint-row.ts'
import type { Score } from './score-complaint.ts'
import { asSystem } from './tell-people.ts'
import { whoTakes } from './who-takes.ts'

const open = new Set(['acknowledged', 'inProgress', 'pending', 'held'])

/**
 * The risk has reached the rulebook's limit: whoever leads the unit gets a task before the customer goes higher, once while the risk stands.
 * When it has fallen again, the next rise gives another. @norm TK-57
 */
export async function preventEscalation(call: Call, ticket: Ticket, row: Complaint, { risk }: Score): Promise<void> {
  const { focus, levels } = rulebook().complaints
  const high = risk.points >= focus.risk.task_from
  if (!high && row.risk_task_id) await keepTask(call, ticket, null)
  if (!high || row.risk_task_id || call.imported || !ticket.unit_id || !open.has(ticket.status)) return
  const leader = await whoTakes(call, ticket, levels.submission.takes, { near: true, except: [ticket.assignee_id, ticket.owner_id] })
  const task = await assignTask(asSystem(call), {
    ticketId: ticket.id,
    title: `升级预警（${risk.points} 分）Escalation risk`,
    detail: `请在客户升级之前介入：${risk.reasons.map(({ zh }) => zh).join('、')}。\nPlease step in before it goes higher: ${risk.reasons.map(({ en }) => en).join(', ')}.`,
    ...(leader ? { staffId: leader.id } : { unitId: ticket.unit_id })
  })
  await keepTask(call, ticket, task.id)
  await record(call, { name: 'complaint.at-risk', regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id, data: { kind: 'complaint', unitId: ticket.unit_id, risk: risk.points, taskId: task.id } })
}

function keepTask(call: Call, ticket: Ticket, taskId: string | null) {
  return call.tx.updateTable('complaints.complaint').set({ risk_task_id: taskId }).where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).execute()
}
