import type { recordConsent as recordConsentOperation } from '@shouwen/contract/customers'
import type { InputOf } from '@shouwen/contract/operation'
import type { setMyConsent as setMyConsentOperation } from '@shouwen/contract/portal'
import { type Call, staffId } from '#platform/action'
import { loadCustomer } from './load-customer.ts'
import { customerOf } from './portal-identity.ts'
import { recordChange } from './record-change.ts'

/** Writes down what a customer told us about a purpose. Nothing is overwritten: the newest word counts. @norm CI-06 */
export async function recordConsent(call: Call, input: InputOf<typeof recordConsentOperation>): Promise<Record<string, never>> {
  await loadCustomer(call, input, 'customer.write', 'lock')
  return writeConsent(call, input)
}

/** The customer's own word at the portal. */
export async function setMyConsent(call: Call, input: InputOf<typeof setMyConsentOperation>): Promise<Record<string, never>> {
  const { regionId, id } = customerOf(call)
  return writeConsent(call, { ...input, regionId, customerId: id, source: 'portal' })
}

type Consent = { regionId: number; customerId: string; purpose: string; granted: boolean; source: string; textVersion: string }

/** The same for others inside the product. */
export async function writeConsent(call: Call, given: Consent): Promise<Record<string, never>> {
  await call.tx
    .insertInto('customers.consent')
    .values({
      region_id: given.regionId,
      id: call.app.newId(),
      customer_id: given.customerId,
      purpose: given.purpose,
      granted: given.granted,
      source: given.source,
      text_version: given.textVersion,
      recorded_by: staffId(call.actor),
      at: call.now
    })
    .execute()
  await recordChange(call, {
    event: given.granted ? 'consent.given' : 'consent.withdrawn',
    verb: 'customer.consent',
    at: given,
    fields: [given.purpose],
    data: { purpose: given.purpose, source: given.source, textVersion: given.textVersion }
  })
  return {}
}
