import type { disputeCharge as disputeOperation, endDispute as endOperation, endOrder as endOrderOperation } from '@shouwen/contract/billing'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { billedCustomer } from './billed-customer.ts'
import { billing, type Charge } from './port.ts'

/**
 * Flags a charge the customer disputes. As long as the flag stands no reminder, no suspension and no late fee may follow from it: whoever
 * sends those asks `disputed`. @norm TK-13 @norm TK-12
 */
export async function disputeCharge(call: Call, input: InputOf<typeof disputeOperation>): Promise<OutputOf<typeof disputeOperation>> {
  await billedCustomer(call, 'billing.dispute', input)
  return flagged(call, input, 'charge.disputed', await billing().dispute(call, input, { reason: input.reason, ticketId: input.ticketId ?? null }))
}

/** The dispute ends: upheld when the charge was wrong, rejected when it stands. */
export async function endDispute(call: Call, input: InputOf<typeof endOperation>): Promise<OutputOf<typeof endOperation>> {
  await billedCustomer(call, 'billing.dispute', input)
  return flagged(call, input, 'charge.dispute-ended', await billing().endDispute(call, input, input))
}

/** Unsubscribes at once; with `block` nothing of this provider is opened for the customer again. @norm TK-12 */
export async function endOrder(call: Call, input: InputOf<typeof endOrderOperation>): Promise<OutputOf<typeof endOrderOperation>> {
  const { regionId, customerId, orderId } = input
  await billedCustomer(call, 'billing.dispute', input)
  await billing().endOrder(call, input, { block: input.block ?? false, ticketId: input.ticketId ?? null })
  await record(call, { name: 'order.ended', regionId, subjectKind: 'order', subjectId: orderId, data: { customerId, blocked: input.block ?? false } })
  await audited(call, { verb: 'order.ended', regionId, subjectKind: 'order', subjectId: orderId })
  return { items: await billing().orders(call.tx, regionId, customerId) }
}

async function flagged(call: Call, { regionId, customerId, chargeId }: { regionId: number; customerId: string; chargeId: string }, name: 'charge.disputed' | 'charge.dispute-ended', charge: Charge | null): Promise<Charge> {
  if (!charge) throw refuse('not-found')
  await record(call, { name, regionId, subjectKind: 'charge', subjectId: chargeId, data: { customerId, ticketId: charge.dispute?.ticketId ?? null } })
  await audited(call, { verb: name, regionId, subjectKind: 'charge', subjectId: chargeId })
  return charge
}
