import * as contract from '@shouwen/contract/billing'
import { type Route, serve } from '#platform/action'
import { listCharges, listOrders } from './ask-billing.ts'
import { disputeCharge, endDispute, endOrder } from './dispute-charge.ts'

export const routes: Route[] = [
  serve(contract.listCharges, listCharges),
  serve(contract.listOrders, listOrders),
  serve(contract.disputeCharge, disputeCharge),
  serve(contract.endDispute, endDispute),
  serve(contract.endOrder, endOrder)
]
