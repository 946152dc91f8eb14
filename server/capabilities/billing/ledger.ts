import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { transact } from '#platform/action'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { chargeColumns, chargeOf, lockCharge, ordersIn } from './ledger-rows.ts'
import type { Adjusted, Adjustment, BillingPort } from './port.ts'

const LONGEST_LIST = 400

/** The billing system in our own tables: complete and true, for an operator that has no other at hand. */
export const ledger: BillingPort = {
  name: 'ledger',

  async charges(tx, regionId, customerId, { from, to, lineId }) {
    const rows = await tx
      .selectFrom('billing.charge as c')
      .leftJoin('customers.service_line as l', (join) => join.onRef('l.region_id', '=', 'c.region_id').onRef('l.id', '=', 'c.line_id'))
      .select(chargeColumns)
      .where('c.region_id', '=', regionId)
      .where('c.customer_id', '=', customerId)
      .where('c.from_on', '<=', to)
      .where('c.to_on', '>=', from)
      .$if(lineId !== undefined, (query) => query.where('c.line_id', '=', lineId as string))
      .orderBy('c.from_on', 'desc')
      .orderBy('c.amount_fen', 'desc')
      .orderBy('c.id')
      .limit(LONGEST_LIST)
      .execute()
    return rows.map(chargeOf)
  },

  orders: ordersIn,

  async dispute(call, which, { reason, ticketId }) {
    const charge = await lockCharge(call.tx, which)
    if (!charge) return null
    if (charge.disputed) throw refuse('charge-already-disputed')
    const dispute = { at: call.now.toISOString(), reason, ticketId, endedAt: null, outcome: null }
    await setDispute(call, which, call.now, dispute)
    return { ...charge, disputed: true, dispute }
  },

  async endDispute(call, which, { outcome }) {
    const charge = await lockCharge(call.tx, which)
    if (!charge) return null
    if (!charge.disputed || !charge.dispute) throw refuse('charge-not-disputed')
    const dispute = { ...charge.dispute, endedAt: call.now.toISOString(), outcome }
    await setDispute(call, which, null, dispute)
    return { ...charge, disputed: false, dispute }
  },

  async endOrder(call, { regionId, customerId, orderId }, { block, ticketId }) {
    const order = await call.tx
      .selectFrom('billing.subscription')
      .select(['kind', 'provider', 'ended_at'])
      .where('region_id', '=', regionId)
      .where('customer_id', '=', customerId)
      .where('id', '=', orderId)
      .forUpdate()
      .executeTakeFirst()
    if (!order) throw refuse('not-found')
    if (order.kind !== 'sp' && order.kind !== 'pack') throw refuse('order-not-unsubscribable')
    if (order.ended_at) throw refuse('order-already-ended')
    await call.tx
      .updateTable('billing.subscription')
      .set({ ended_at: call.now, ended: JSON.stringify({ ticketId, blocked: block }) })
      .where('region_id', '=', regionId)
      .where('id', '=', orderId)
      .execute()
    if (!block || !order.provider) return
    await call.tx
      .insertInto('billing.sp_block')
      .values({ region_id: regionId, customer_id: customerId, provider: order.provider, ticket_id: ticketId, blocked_by: call.actor.kind === 'staff' ? call.actor.id : null, blocked_at: call.now })
      .onConflict((conflict) => conflict.columns(['region_id', 'customer_id', 'provider']).doNothing())
      .execute()
  },

  adjust: (call, adjustment) => transact(call.app, call.actor, (inside) => adjustOnce(inside, adjustment))
}

/**
 * One row per key, in a transaction of its own, as an outside system would have it: who asked may die before hearing the answer, and hears
 * the same one when asking again.
 */
async function adjustOnce(call: Call, adjustment: Adjustment): Promise<Adjusted> {
  const { regionId, key } = adjustment
  const id = call.app.newId()
  const reference = `A${call.now.toISOString().slice(0, 10).replaceAll('-', '')}${id.slice(-10).toUpperCase()}`
  const made = await call.tx
    .insertInto('billing.adjustment')
    .values({
      region_id: regionId,
      id,
      key,
      reference,
      customer_id: adjustment.customerId,
      line_id: adjustment.lineId ?? null,
      charge_id: adjustment.chargeId ?? null,
      kind: adjustment.kind,
      code: adjustment.code,
      quantity: adjustment.quantity,
      amount_fen: adjustment.amountFen,
      ticket_id: adjustment.ticketId ?? null,
      made_at: call.now
    })
    .onConflict((conflict) => conflict.columns(['region_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) {
    await record(call, { name: 'adjustment.made', regionId, subjectKind: 'adjustment', subjectId: id, data: { customerId: adjustment.customerId, ticketId: adjustment.ticketId ?? null, kind: adjustment.kind } })
    return { reference, at: call.now, repeated: false }
  }
  const before = await call.tx.selectFrom('billing.adjustment').select(['reference', 'made_at']).where('region_id', '=', regionId).where('key', '=', key).executeTakeFirstOrThrow()
  return { reference: before.reference, at: before.made_at, repeated: true }
}

async function setDispute(call: Call, { regionId, chargeId }: { regionId: number; chargeId: string }, at: Date | null, dispute: object): Promise<void> {
  await call.tx
    .updateTable('billing.charge')
    .set({ disputed_at: at, dispute: sql`${JSON.stringify(dispute)}::jsonb` })
    .where('region_id', '=', regionId)
    .where('id', '=', chargeId)
    .execute()
}
