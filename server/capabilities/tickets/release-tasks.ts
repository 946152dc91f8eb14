import type { Call } from '#platform/action'
import { reassignClocks } from '#capabilities/norms'
import type { Ticket } from './load-ticket.ts'

/** Tasks of a ticket that were with people who must stay away go back to their department; what was promised goes on. @norm TK-26 */
export async function releaseTasks(call: Call, ticket: Ticket): Promise<void> {
  const released = await call.tx
    .updateTable('tickets.task')
    .set({ assignee_id: null, status: 'assigned', accepted_at: null, accepted_by: null, updated_at: call.now })
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('status', 'in', ['assigned', 'accepted'])
    .where((where) => where('assignee_id', '=', where.fn.any(where.val(ticket.avoid_staff_ids))))
    .returning(['id', 'unit_id'])
    .execute()
  for (const task of released)
    await reassignClocks(call, { id: task.id, regionId: ticket.region_id, unitId: task.unit_id, ownerId: ticket.owner_id, assigneeId: null })
}
