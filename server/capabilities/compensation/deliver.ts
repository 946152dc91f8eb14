import type { confirmDelivery as confirmOperation, retryDelivery as retryOperation } from '@shouwen/contract/compensation'
import type { InputOf } from '@shouwen/contract/operation'
import { adjust } from '#capabilities/billing'
import { type Call, transact } from '#platform/action'
import { enqueue, work } from '#platform/jobs'
import { refuse } from '#platform/refusal'
import { newId } from '#platform/uuid7'
import { permitTicket } from '#capabilities/tickets'
import { compensationRules } from './case-ticket.ts'
import { type Delivery, deliveryOf, linesOf, lockOffer, type Offer, offerHappened, offerView, type OfferView } from './offer.ts'

const KIND = 'compensation.order'
const fresh: Delivery = { attempts: 0, error: null, nextTryAt: null, references: [], deliveredAt: null, confirmedAt: null }

/** Orders what was approved from billing, by a job in this transaction: no commit, no order. */
export async function order(call: Call, offer: Offer): Promise<Offer> {
  await enqueue(call, { kind: KIND, key: offer.id, payload: { regionId: offer.region_id, offerId: offer.id }, regionId: offer.region_id, maxAttempts: compensationRules().delivery_attempts })
  return offerHappened(call, offer, 'compensation.ordered', { state: 'ordered', delivery: JSON.stringify({ ...fresh, attempts: deliveryOf(offer)?.attempts ?? 0 }) })
}

/**
 * Registers the job. It runs outside a transaction, because billing may be a system far away: each line is asked for with a key of its own, so that a process
 * that dies between the money and our own row pays nothing twice when another takes over.
 */
export function registerDelivery(): void {
  work({ kind: KIND, mode: 'outside', run: (call, payload, job) => deliver(call, { regionId: Number(payload['regionId']), offerId: String(payload['offerId']) }, job) })
}

async function deliver(call: Call, which: { regionId: number; offerId: string }, job: { attempts: number; maxAttempts: number }): Promise<void> {
  const offer = await call.tx.selectFrom('compensation.offer').selectAll().where('region_id', '=', which.regionId).where('id', '=', which.offerId).executeTakeFirst()
  if (!offer || (offer.state !== 'ordered' && offer.state !== 'failed')) return
  const references: string[] = []
  try {
    for (const [index, line] of linesOf(offer).entries()) {
      const { kind, code, quantity, amountFen, chargeId } = line
      const made = await adjust(call, { key: `${offer.id}:${index}`, regionId: offer.region_id, customerId: offer.customer_id as string, kind, code, quantity, amountFen, chargeId, ticketId: offer.ticket_id })
      references.push(made.reference)
    }
  } catch (error) {
    await failed(call, which, error, job)
    throw error
  }
  await transact(call.app, call.actor, async (inside) => {
    const { offer: now } = await lockOffer(inside, which)
    if (now.state === 'delivered' || now.state === 'confirmed') return
    const delivery: Delivery = { ...fresh, attempts: (deliveryOf(now)?.attempts ?? 0) + 1, references, deliveredAt: inside.now.toISOString() }
    await offerHappened(inside, now, 'compensation.delivered', { state: 'delivered', delivery: JSON.stringify(delivery) })
    await claimFromSps(inside, now)
  })
}

/** What went wrong stands where everybody sees it, with when it is tried again. */
async function failed(call: Call, which: { regionId: number; offerId: string }, error: unknown, job: { attempts: number; maxAttempts: number }): Promise<void> {
  await transact(call.app, call.actor, async (inside) => {
    const { offer } = await lockOffer(inside, which)
    const last = job.attempts >= job.maxAttempts
    const nextTryAt = last ? null : new Date(inside.now.getTime() + 2000 * 2 ** (job.attempts - 1)).toISOString()
    const delivery: Delivery = { ...fresh, ...deliveryOf(offer), attempts: (deliveryOf(offer)?.attempts ?? 0) + 1, error: (error instanceof Error ? error.message : 'unknown').slice(0, 200), nextTryAt }
    await offerHappened(inside, offer, 'compensation.failed', { state: 'failed', delivery: JSON.stringify(delivery) }, { last })
  })
}

/** What was paid back for a service of an SP is claimed from the SP. @norm TK-12 */
async function claimFromSps(call: Call, offer: Offer): Promise<void> {
  const claims = linesOf(offer).filter(({ provider, chargeId, kind }) => provider && chargeId && kind === 'credit')
  if (claims.length === 0) return
  await call.tx
    .insertInto('compensation.sp_claim')
    .values(claims.map((line) => ({ region_id: offer.region_id, id: newId(), offer_id: offer.id, ticket_id: offer.ticket_id, charge_id: line.chargeId as string, provider: line.provider as string, amount_fen: line.amountFen, claimed_at: call.now })))
    .onConflict((conflict) => conflict.columns(['region_id', 'offer_id', 'charge_id']).doNothing())
    .execute()
}

/** Orders again what billing did not take; the keys are the same, so what got through before is not paid again. */
export async function retryDelivery(call: Call, input: InputOf<typeof retryOperation>): Promise<OfferView> {
  const { offer, ticket } = await lockOffer(call, input)
  permitTicket(call, 'compensation.retry', ticket)
  if (offer.state !== 'failed') throw refuse('delivery-not-failed')
  return offerView(call, await order(call, offer))
}

/** The customer says that it arrived. @norm TK-17 */
export async function confirmDelivery(call: Call, input: InputOf<typeof confirmOperation>): Promise<OfferView> {
  const { offer, ticket } = await lockOffer(call, input)
  permitTicket(call, 'compensation.propose', ticket)
  const delivery = deliveryOf(offer)
  if (offer.state !== 'delivered' || !delivery) throw refuse('not-delivered-yet')
  return offerView(call, await offerHappened(call, offer, 'compensation.confirmed', { state: 'confirmed', delivery: JSON.stringify({ ...delivery, confirmedAt: call.now.toISOString() }) }))
}
