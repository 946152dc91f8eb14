// What other capabilities may ask of billing: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { ledger } from './ledger.ts'
import { offerLedger } from './port.ts'

export { disputeCharge } from './dispute-charge.ts'
export { adjust, chargesOf, ordersOf } from './ask-billing.ts'
export { type Adjusted, type Adjustment, type BillingPort, billing, type Charge, type Order, registerBilling } from './port.ts'
export { ledger } from './ledger.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = []

/** The ledger in our own tables answers until another billing system is registered. */
export async function prepare(_app: App): Promise<void> {
  offerLedger(ledger)
}
