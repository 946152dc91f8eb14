import { type Static } from '@shouwen/contract/operation'
import type { Preferences } from '@shouwen/contract/customers'
import type { Call } from '#platform/action'
import { writeConsent } from './record-consent.ts'

export type Reach = { status: string; phone: string | null; preferences: Static<typeof Preferences> }

/** Whether and how a customer is to be reached now: the preferred telephone, else a mobile or fixed line in use. Null when there is no such customer. */
export async function reachOf(tx: Call['tx'], regionId: number, customerId: string): Promise<Reach | null> {
  const customer = await tx
    .selectFrom('customers.customer')
    .select(['status', 'preferences'])
    .where('region_id', '=', regionId)
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!customer) return null
  const means = await tx
    .selectFrom('customers.contact_means')
    .select('normalized')
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'phone')
    .orderBy('preferred', 'desc')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  const line =
    means ??
    (await tx
      .selectFrom('customers.service_line')
      .select('service_number as normalized')
      .where('region_id', '=', regionId)
      .where('customer_id', '=', customerId)
      .where('closed_on', 'is', null)
      .where('service', 'in', ['mobile', 'fixed'])
      .orderBy('opened_on')
      .limit(1)
      .executeTakeFirst())
  return { status: customer.status, phone: line?.normalized ?? null, preferences: customer.preferences as Reach['preferences'] }
}

/** The customer told one of ours that they want no more of this: counts from now on. @norm CI-06 */
export async function withdrawConsent(call: Call, regionId: number, customerId: string, purpose: string, textVersion: string): Promise<void> {
  await writeConsent(call, { regionId, customerId, purpose, granted: false, source: 'phone', textVersion })
}
