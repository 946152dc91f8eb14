import type { Call } from '#platform/action'
import { isHeld } from '#platform/holds'
import { withdrawClocks } from '#capabilities/norms'
import { insertSteps, recordTicketEvents } from './happened.ts'
import { ticketColumns, type TicketRef } from './load-ticket.ts'

/**
 * Takes back a ticket that an import opened by mistake, unless somebody has touched it since `broughtInAt`. What was said of it may not be
 * erased, so a cancelled ticket without promises stays in its place; the machine draws no such step, because nothing of the kind happens to
 * a matter of a customer. What is under a hold stays. Answers whether it was taken back.
 */
export async function withdrawImported(call: Call, ref: TicketRef, broughtInAt: Date): Promise<boolean> {
  const ticket = await call.tx
    .selectFrom('tickets.ticket')
    .select(ticketColumns)
    .where('region_id', '=', ref.regionId)
    .where('id', '=', ref.id)
    .forUpdate()
    .executeTakeFirst()
  if (ticket?.status_reason === 'import-undone') return true
  if (!ticket || ticket.updated_at.getTime() !== broughtInAt.getTime() || (await talkedAbout(call, ref, broughtInAt)))
    return false
  if (await isHeld(call.tx, ref.regionId, [{ kind: 'ticket', id: ref.id }, { kind: 'customer', id: ticket.customer_id }])) return false
  await withdrawClocks(call, ref.regionId, [ref.id])
  const after = await call.tx
    .updateTable('tickets.ticket')
    .set({
      status: 'cancelled',
      status_reason: 'import-undone',
      status_at: call.now,
      next_due_at: null,
      at_risk_at: null,
      closed_at: null,
      external_id: null,
      updated_at: call.now
    })
    .where('region_id', '=', ref.regionId)
    .where('id', '=', ref.id)
    .returning(ticketColumns)
    .executeTakeFirstOrThrow()
  await insertSteps(call, ticket, [{ from: ticket.status, to: 'cancelled', reason: 'import-undone' }], call.now)
  await recordTicketEvents(call, after, [{ name: 'ticket.cancelled', reason: 'import-undone' }], call.now)
  return true
}

/** Notes leave no mark on the ticket itself. */
async function talkedAbout(call: Call, { regionId, id }: TicketRef, since: Date): Promise<boolean> {
  const event = await call.tx
    .selectFrom('platform.event')
    .select('seq')
    .where('region_id', '=', regionId)
    .where('subject_id', '=', id)
    .where('name', 'in', ['ticket.noted', 'ticket.file-attached', 'ticket.linked', 'task.assigned'])
    .where('occurred_at', '>', since)
    .limit(1)
    .executeTakeFirst()
  return event !== undefined
}
