import type { unmaskCustomer as unmaskCustomerOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import type { MeansKind } from './contact-means.ts'
import { loadCustomer } from './load-customer.ts'
import { classOfMeans } from './masking.ts'

type Input = InputOf<typeof unmaskCustomerOperation>
type View = OutputOf<typeof unmaskCustomerOperation>
const MOST_ITEMS = 200

/** Personal data in full, only the classes asked for; who, what and why are in the audit before the answer leaves. @norm GV-03 */
export async function unmaskCustomer(call: Call, input: Input): Promise<View> {
  const customer = await loadCustomer(call, input, 'customer.unmask')
  const asked = new Set<string>(input.fields)
  await audited(call, {
    verb: 'customer.unmask',
    regionId: customer.region_id,
    subjectKind: 'customer',
    subjectId: customer.id,
    fields: input.fields,
    purpose: input.purpose,
    detail: input.itemId ? { itemId: input.itemId } : undefined
  })
  const inPart = <T>(name: string, value: T): T | null => (asked.has(name) ? value : null)
  const whole = input.itemId === undefined
  return {
    name: whole ? inPart('name', customer.name) : null,
    idNumber: whole ? inPart('id-number', customer.id_number) : null,
    contactMeans: (await meansOf(call, input))
      .map((row) => ({ id: row.id, value: inPart(classOfMeans[row.kind as MeansKind], row.value), contactName: inPart('name', row.contact_name) }))
      .filter((row) => row.value !== null || row.contactName !== null),
    lines: (await linesOf(call, input))
      .map((row) => ({ id: row.id, serviceNumber: inPart('phone', row.service_number), address: inPart('address', row.address) }))
      .filter((row) => row.serviceNumber !== null || row.address !== null)
  }
}

function meansOf(call: Call, { regionId, customerId, itemId }: Input) {
  return call.tx
    .selectFrom('customers.contact_means')
    .select(['id', 'kind', 'value', 'contact_name'])
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .$if(itemId !== undefined, (query) => query.where('id', '=', itemId as string))
    .limit(MOST_ITEMS)
    .execute()
}

function linesOf(call: Call, { regionId, customerId, itemId }: Input) {
  return call.tx
    .selectFrom('customers.service_line')
    .select(['id', 'service_number', 'address'])
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .$if(itemId !== undefined, (query) => query.where('id', '=', itemId as string))
    .orderBy('opened_on', 'desc')
    .limit(MOST_ITEMS)
    .execute()
}
