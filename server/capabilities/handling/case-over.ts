import type { Call } from '#platform/action'
import { react } from '#platform/reactions'
import { findTicket } from '#capabilities/tickets'
import { takeOff } from './behaviours.ts'
import { withdrawOpen } from './commitment.ts'

/** When a matter has ended, behaviour books leave it and nothing told to the customer is owed any more. @norm TK-37 TK-54 */
export const letCaseEnd = react({
  name: 'handling.let-case-end',
  events: ['ticket.closed', 'ticket.cancelled', 'ticket.rejected', 'ticket.merged'],
  async handle(call, { regionId, subjectId }) {
    const uses = await call.tx.selectFrom('handling.behaviour_use').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', subjectId).forUpdate().execute()
    await takeOff(call, uses)
    const ticket = await findTicket(call.tx, regionId, subjectId)
    if (ticket?.kind === 'complaint') await withdrawOpen(call, ticket)
  }
})

/** Books whose time is over leave by themselves. @norm TK-54 */
export async function forgetExpired(call: Call): Promise<void> {
  const regions = await call.tx.selectFrom('platform.region').select('id').execute()
  for (const { id } of regions) {
    const uses = await call.tx.selectFrom('handling.behaviour_use').selectAll().where('region_id', '=', id).where('expires_at', '<=', call.now).limit(500).forUpdate().skipLocked().execute()
    await takeOff(call, uses)
  }
}
