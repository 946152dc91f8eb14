import { sql } from 'kysely'
import type {
  addContactMeans as addOperation,
  preferContactMeans as preferOperation,
  removeContactMeans as removeOperation
} from '@shouwen/contract/customers'
import type { InputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { isHeld } from '#platform/holds'
import { refuse } from '#platform/refusal'
import { refuseMalformed } from './contact-means.ts'
import { addContactMeans } from './create-customer.ts'
import { loadCustomer } from './load-customer.ts'
import { recordChange } from './record-change.ts'

type At = { regionId: number; customerId: string }
const MOST_MEANS = 100

/** Adds a way to reach the customer; the same way twice is one. Refuses with `contact-means-malformed` or `too-many-contact-means`. */
export async function addMeans(call: Call, input: InputOf<typeof addOperation>): Promise<Record<string, never>> {
  await loadCustomer(call, input, 'customer.write', 'lock')
  refuseMalformed(input.kind, input.value)
  if ((await countMeans(call, input)) >= MOST_MEANS) throw refuse('too-many-contact-means')
  if (input.preferred) await unprefer(call, input)
  await addContactMeans(call.tx, { ...input, at: call.now })
  return changed(call, input)
}

/** Makes one way the preferred one of the customer. @norm CI-16 */
export async function preferMeans(call: Call, input: InputOf<typeof preferOperation>): Promise<Record<string, never>> {
  await loadCustomer(call, input, 'customer.write', 'lock')
  await unprefer(call, input)
  const preferred = await call.tx
    .updateTable('customers.contact_means')
    .set({ preferred: true })
    .where(ofCustomer(input))
    .where('id', '=', input.meansId)
    .returning('id')
    .executeTakeFirst()
  if (!preferred) throw refuse('not-found')
  return changed(call, input)
}

/** Removes a way to reach the customer. */
export async function removeMeans(call: Call, input: InputOf<typeof removeOperation>): Promise<Record<string, never>> {
  await loadCustomer(call, input, 'customer.write', 'lock')
  if (await isHeld(call.tx, input.regionId, [{ kind: 'customer', id: input.customerId }])) throw refuse('under-legal-hold')
  const removed = await call.tx
    .deleteFrom('customers.contact_means')
    .where(ofCustomer(input))
    .where('id', '=', input.meansId)
    .returning('id')
    .executeTakeFirst()
  if (!removed) throw refuse('not-found')
  return changed(call, input)
}

const ofCustomer = ({ regionId, customerId }: At) => sql<boolean>`region_id = ${regionId} and customer_id = ${customerId}`

async function unprefer(call: Call, at: At): Promise<void> {
  await call.tx.updateTable('customers.contact_means').set({ preferred: false }).where(ofCustomer(at)).where('preferred', '=', true).execute()
}

async function countMeans(call: Call, at: At): Promise<number> {
  const row = await call.tx
    .selectFrom('customers.contact_means')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(ofCustomer(at))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

async function changed(call: Call, at: At): Promise<Record<string, never>> {
  await recordChange(call, { event: 'customer.changed', verb: 'customer.write', at, fields: ['contact-means'] })
  return {}
}
