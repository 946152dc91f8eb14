import type { listCharges as chargesOperation, listOrders as ordersOperation } from '@shouwen/contract/billing'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { billedCustomer } from './billed-customer.ts'
import { type Adjusted, type Adjustment, billing, type Charge, type ChargePeriod, type Order } from './port.ts'

const DAY = 86_400_000
const SHOWN_DAYS = 185

/** What a customer was charged for days from `from` to `to` (YYYY-MM-DD, both included), the newest first. Amounts in fen. @norm TK-13 */
export const chargesOf = (tx: Call['tx'], regionId: number, customerId: string, period: ChargePeriod): Promise<Charge[]> => billing().charges(tx, regionId, customerId, period)

/** What a customer has ordered, with the proof of each order. @norm TK-12 */
export const ordersOf = (tx: Call['tx'], regionId: number, customerId: string): Promise<Order[]> => billing().orders(tx, regionId, customerId)

/** Gives a customer money or goods, once per key; throws when the billing system cannot, and may then be asked again with the same key. */
export const adjust = (call: Call, adjustment: Adjustment): Promise<Adjusted> => billing().adjust(call, adjustment)

/** The bill line by line, half a year back unless asked otherwise; each look is audited. @norm TK-13 */
export async function listCharges(call: Call, input: InputOf<typeof chargesOperation>): Promise<OutputOf<typeof chargesOperation>> {
  const { regionId, customerId, lineId } = input
  await billedCustomer(call, 'billing.read', input)
  const to = input.to ?? call.now.toISOString().slice(0, 10)
  const from = input.from ?? new Date(Date.parse(to) - SHOWN_DAYS * DAY).toISOString().slice(0, 10)
  const items = await chargesOf(call.tx, regionId, customerId, { from, to, ...(lineId ? { lineId } : {}) })
  await audited(call, { verb: 'billing.read', regionId, subjectKind: 'customer', subjectId: customerId })
  const sum = (some: Charge[]) => some.reduce((total, { amountFen }) => total + amountFen, 0)
  return { items, totalFen: sum(items), disputedFen: sum(items.filter(({ disputed }) => disputed)) }
}

/** Orders with their proof. @norm TK-12 */
export async function listOrders(call: Call, input: InputOf<typeof ordersOperation>): Promise<OutputOf<typeof ordersOperation>> {
  await billedCustomer(call, 'billing.read', input)
  await audited(call, { verb: 'billing.read', regionId: input.regionId, subjectKind: 'customer', subjectId: input.customerId })
  return { items: await ordersOf(call.tx, input.regionId, input.customerId) }
}
