import type { createCustomer as createCustomerOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { getUnit, staffNames, unitOf } from '#capabilities/people'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { Refusal, refuse } from '#platform/refusal'
import { refuseMalformed } from './contact-means.ts'
import { addContactMeans, createCustomer, nextCustomerNumber } from './create-customer.ts'
import { recordChange } from './record-change.ts'

/**
 * Adds a customer; without a unit it belongs to the unit of the person who adds it. `outside` is what another system keeps with it.
 * @norm CI-02
 */
export async function registerCustomer(
  call: Call,
  input: InputOf<typeof createCustomerOperation>,
  outside: { attributes?: Record<string, unknown>; status?: string } = {}
): Promise<OutputOf<typeof createCustomerOperation>> {
  const unitId = input.unitId ?? (await ownUnit(call, input.regionId))
  permit(call, 'customer.write', { regionId: input.regionId, unitId, staffIds: [input.managerId] }, 'customer.read')
  await refuseUnknownRegion(call, input.regionId)
  await refuseUnknown(call, input.regionId, { unitId: input.unitId, managerId: input.managerId })
  for (const means of input.contactMeans ?? []) refuseMalformed(means.kind, means.value)
  const id = call.app.newId()
  const number = await nextCustomerNumber(call.tx, input.regionId)
  await createCustomer(call.tx, {
    id,
    number,
    regionId: input.regionId,
    kind: input.kind,
    name: input.name.trim(),
    idKind: input.idKind,
    idNumber: input.idNumber,
    language: input.language,
    area: input.area,
    unitId,
    managerId: input.managerId,
    preferences: input.preferences,
    ...outside,
    at: call.now
  })
  for (const means of input.contactMeans ?? [])
    await addContactMeans(call.tx, { ...means, regionId: input.regionId, customerId: id, at: call.now })
  const at = { regionId: input.regionId, customerId: id }
  const fields = Object.keys(input).filter((field) => field !== 'regionId')
  await recordChange(call, { event: 'customer.created', verb: 'customer.write', at, fields })
  return { regionId: input.regionId, id, number }
}

/** The unit of whoever writes the customer down, when it is of that region or stands above the regions. */
async function ownUnit(call: Call, regionId: number): Promise<string | null> {
  if (call.actor.kind !== 'staff') return null
  const unit = await unitOf(call.tx, call.actor.id)
  return unit.regionId === null || unit.regionId === regionId ? unit.id : null
}

async function refuseUnknownRegion(call: Call, regionId: number): Promise<void> {
  const region = await call.tx.selectFrom('platform.region').select('id').where('id', '=', regionId).executeTakeFirst()
  if (!region) throw refuse('not-found')
}

/** Refuses with `customer-unit-unknown` or `customer-manager-unknown`. */
export async function refuseUnknown(call: Call, regionId: number, { unitId, managerId }: { unitId?: string | null; managerId?: string | null }): Promise<void> {
  if (unitId && (await regionOfUnit(call, unitId)) !== regionId) throw refuse('customer-unit-unknown')
  if (managerId && !(await staffNames(call.tx, [managerId])).has(managerId)) throw refuse('customer-manager-unknown')
}

async function regionOfUnit(call: Call, unitId: string): Promise<number | null> {
  try {
    return (await getUnit(call.tx, unitId)).regionId
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
