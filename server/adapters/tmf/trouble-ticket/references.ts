import { type CustomerBrief, customerFacts, findCustomer } from '#capabilities/customers'
import { allows } from '#platform/access'
import type { Call } from '#platform/action'
import { uuid } from '../attribute.ts'
import { listIn, malformed } from '../check-body.ts'
import type { Json } from '../condition.ts'

/** Parties and entities given with a ticket: each needs an id and says what it refers to. */
export function referencesIn(body: Json, name: 'relatedParty' | 'relatedEntity'): Json[] {
  const list = listIn(body, name) ?? []
  for (const one of list) {
    const whole = name === 'relatedParty' ? ['id', '@referredType'] : ['id', '@referredType', 'role']
    if (!whole.every((member) => typeof one[member] === 'string' && (one[member] as string).length <= 300)) throw malformed(name)
  }
  return list
}

const partyTypes = new Set(['Customer', 'Individual', 'Organization', 'Party', 'PartyRole'])

/** The first party that is a customer of ours the actor may read; null when none is. */
export async function customerAmong(call: Call, regionId: number, body: Json): Promise<CustomerBrief | null> {
  for (const { id, '@referredType': type } of referencesIn(body, 'relatedParty')) {
    if (typeof id !== 'string' || !uuid.test(id) || !partyTypes.has(String(type))) continue
    const customer = await findCustomer(call.tx, regionId, id)
    if (customer && allows(call.actor, 'customer.read', { regionId, unitId: customer.unitId, staffIds: [customer.managerId] })) return customer
  }
  return null
}

/** The first entity that is a line of the customer; null when none is. */
export async function lineAmong(call: Call, regionId: number, customerId: string, body: Json): Promise<string | null> {
  for (const { id } of referencesIn(body, 'relatedEntity')) {
    if (typeof id !== 'string' || !uuid.test(id)) continue
    const facts = await customerFacts(call.tx, regionId, customerId, id)
    if (facts['line.service']) return id
  }
  return null
}
