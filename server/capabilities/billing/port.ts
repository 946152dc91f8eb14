import type { ChargeView, OrderView } from '@shouwen/contract/billing'
import type { Static } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'

export type Charge = Static<typeof ChargeView>
export type Order = Static<typeof OrderView>
export type ChargePeriod = { from: string; to: string; lineId?: string }

/** One thing given to a customer: money to the account (`credit`) or goods, such as data packs, with their value. */
export type Adjustment = {
  /** The same key is carried out once, however often it is asked. */
  key: string
  regionId: number
  customerId: string
  lineId?: string | null
  chargeId?: string | null
  kind: 'credit' | 'goods'
  code: string
  quantity: number
  amountFen: number
  ticketId?: string | null
}
export type Adjusted = { reference: string; at: Date; /** It had been carried out before with this key. */ repeated: boolean }

/**
 * The operator's billing system as the product sees it. An outside system answers by network; what fails throws, and who asked tries
 * again. The ledger in our own tables is the default.
 */
export type BillingPort = {
  name: string
  charges(tx: Call['tx'], regionId: number, customerId: string, period: ChargePeriod): Promise<Charge[]>
  orders(tx: Call['tx'], regionId: number, customerId: string): Promise<Order[]>
  /** Flags the charge; null when there is no such charge of this customer. */
  dispute(call: Call, which: ChargeRef, why: { reason: string; ticketId: string | null }): Promise<Charge | null>
  endDispute(call: Call, which: ChargeRef, how: { outcome: 'upheld' | 'rejected'; reason: string }): Promise<Charge | null>
  endOrder(call: Call, which: OrderRef, how: { block: boolean; ticketId: string | null }): Promise<void>
  /** Carries the adjustment out, once per key. */
  adjust(call: Call, adjustment: Adjustment): Promise<Adjusted>
}
export type ChargeRef = { regionId: number; customerId: string; chargeId: string }
export type OrderRef = { regionId: number; customerId: string; orderId: string }

let chosen: BillingPort | undefined
let builtIn: BillingPort | undefined

/** Puts an operator's billing system in the place of the built-in ledger; without one, back to the ledger. */
export function registerBilling(port: BillingPort | undefined): void {
  chosen = port
}

/** The ledger of this capability, used when no other is registered. */
export function offerLedger(port: BillingPort): void {
  builtIn = port
}

/** Whichever billing system is in place. */
export function billing(): BillingPort {
  const port = chosen ?? builtIn
  if (!port) throw new Error('no billing system is in place')
  return port
}
