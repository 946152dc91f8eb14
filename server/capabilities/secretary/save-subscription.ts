import type { changeSubscription as changeOperation, createSubscription as createOperation, endSubscription as endOperation } from '@shouwen/contract/secretary'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { findCustomer } from '#capabilities/customers'
import { mobileOf } from '#capabilities/sms'
import { getSubscription, type Subscription, subscriptionView } from './subscription.ts'

/** A customer's calls are taken from now on. @norm CC-30 */
export async function createSubscription(call: Call, input: InputOf<typeof createOperation>): Promise<OutputOf<typeof createOperation>> {
  permit(call, 'secretary.manage', { regionId: input.regionId })
  if (!(await findCustomer(call.tx, input.regionId, input.customerId))) throw refuse('customer-unknown')
  const own = mobileOf(input.ownNumber)
  checkWay(input.bySms, input.email ?? null)
  await refuseTaken(call, input.regionId, own, null)
  const row = await call.tx
    .insertInto('secretary.subscription')
    .values({
      region_id: input.regionId,
      id: call.app.newId(),
      customer_id: input.customerId,
      own_number: own,
      title_zh: input.titleZh,
      title_en: input.titleEn,
      greeting: input.greeting,
      instructions: input.instructions,
      whereabouts: input.whereabouts,
      by_sms: input.bySms,
      email: input.email ?? null,
      active_from: call.now,
      updated_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await told(call, row, 'secretary.subscribed', ['phone', 'instructions'])
  return subscriptionView(call, row)
}

/** Title, greeting, instructions, whereabouts and ways change as the owner says. */
export async function changeSubscription(call: Call, input: InputOf<typeof changeOperation>): Promise<OutputOf<typeof changeOperation>> {
  const before = await getSubscription(call, 'secretary.manage', input, true)
  if (before.ended_at) throw refuse('subscription-ended')
  if (before.version !== input.version) throw refuse('changed-meanwhile')
  const own = input.ownNumber === undefined ? before.own_number : mobileOf(input.ownNumber)
  const email = input.email === undefined ? before.email : input.email
  const bySms = input.bySms ?? before.by_sms
  checkWay(bySms, email)
  await refuseTaken(call, before.region_id, own, before.id)
  const row = await write(call, before, {
    own_number: own,
    email,
    by_sms: bySms,
    title_zh: input.titleZh ?? before.title_zh,
    title_en: input.titleEn ?? before.title_en,
    greeting: input.greeting ?? before.greeting,
    instructions: input.instructions ?? before.instructions,
    whereabouts: input.whereabouts ?? before.whereabouts
  })
  await told(call, row, 'secretary.changed', Object.keys(input).filter((name) => !['regionId', 'subscriptionId', 'version'].includes(name)))
  return subscriptionView(call, row)
}

/** Calls are taken no longer; what was noted about the owner is forgotten. */
export async function endSubscription(call: Call, input: InputOf<typeof endOperation>): Promise<OutputOf<typeof endOperation>> {
  const before = await getSubscription(call, 'secretary.manage', input, true)
  if (before.ended_at) throw refuse('subscription-ended')
  const row = await write(call, before, { ended_at: call.now, whereabouts: '', instructions: '' })
  await told(call, row, 'secretary.ended', [])
  return subscriptionView(call, row)
}

function write(call: Call, before: Subscription, change: Partial<Subscription>): Promise<Subscription> {
  return call.tx
    .updateTable('secretary.subscription')
    .set({ ...change, version: before.version + 1, updated_at: call.now })
    .where('region_id', '=', before.region_id)
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

function checkWay(bySms: boolean, email: string | null): void {
  if (!bySms && !email) throw refuse('subscription-no-way')
}

async function refuseTaken(call: Call, regionId: number, own: string, except: string | null): Promise<void> {
  const other = await call.tx.selectFrom('secretary.subscription').select('id').where('region_id', '=', regionId).where('own_number', '=', own).where('ended_at', 'is', null).executeTakeFirst()
  if (other && other.id !== except) throw refuse('subscription-number-taken')
}

async function told(call: Call, row: Subscription, name: string, fields: string[]): Promise<void> {
  await record(call, { name, regionId: row.region_id, subjectKind: 'secretary-subscription', subjectId: row.id, data: { customerId: row.customer_id } })
  await audited(call, { verb: name, regionId: row.region_id, subjectKind: 'secretary-subscription', subjectId: row.id, fields })
}
