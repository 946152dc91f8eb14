import type { correctionEvents } from '@shouwen/contract/corrections'
import type { Updateable } from 'kysely'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import type { CorrectionsCorrection } from '#platform/schema.gen'
import { applyToClocks } from '#capabilities/norms'
import { findTicket, noteTicket } from '#capabilities/tickets'
import type { Correction } from './correction.ts'

type Name = keyof typeof correctionEvents

/**
 * The only way a correction changes: its promises hear of it, the row follows, the ticket tells it, event and audit are written.
 * @param told what stands in the history of the ticket; null for nothing
 */
export async function correctionHappened(call: Call, correction: Correction, name: Name, change: Updateable<CorrectionsCorrection>, told: string | null): Promise<Correction> {
  const after = { ...correction, ...change } as Correction
  const { region_id, id, ticket_id } = correction
  const ticket = await findTicket(call.tx, region_id, ticket_id)
  const { nextDueAt, atRiskAt } = await applyToClocks(call, {
    event: name,
    at: call.now,
    subject: { kind: 'correction', id, regionId: region_id, unitId: after.unit_id, ownerId: after.owner_id, assigneeId: after.owner_id, customerId: after.customer_id },
    facts: ticket ? { kind: ticket.kind, channel: ticket.channel, priority: ticket.priority } : { channel: 'phone' }
  })
  const row = await call.tx
    .updateTable('corrections.correction')
    .set({ ...change, next_due_at: nextDueAt, at_risk_at: atRiskAt })
    .where('region_id', '=', region_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (told !== null) await noteTicket(call, { regionId: region_id, id: ticket_id }, { body: told })
  await record(call, { name, regionId: region_id, subjectKind: 'correction', subjectId: id, data: { ticketId: ticket_id, ownerId: after.owner_id, unitId: after.unit_id } })
  await audited(call, { verb: name, regionId: region_id, subjectKind: 'correction', subjectId: id })
  return row
}
