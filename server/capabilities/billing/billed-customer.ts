import { type CustomerBrief, findCustomer } from '#capabilities/customers'
import { type Permitted, type Placement, permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'

/** The customer, for whoever may do this with their bill; refuses with `not-found` or `not-permitted`. */
export async function billedCustomer(call: Call, verb: string, which: { regionId: number; customerId: string }): Promise<Permitted<CustomerBrief & Placement>> {
  const customer = await findCustomer(call.tx, which.regionId, which.customerId)
  if (!customer) throw refuse('not-found')
  return permit(call, verb, { ...customer, staffIds: [customer.managerId] }, 'billing.read')
}
