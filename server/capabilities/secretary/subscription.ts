import type { SubscriptionView } from '@shouwen/contract/secretary'
import type { Static } from '@shouwen/contract/operation'
import { mask } from '@shouwen/kernels/text/index'
import type { Selectable } from 'kysely'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { SecretarySubscription } from '#platform/schema.gen'
import { customerNames, maskerFor, shownName } from '#capabilities/customers'
import { rulebook } from '#server/rulebook'

export type Subscription = Selectable<SecretarySubscription>
export type SubscriptionRef = { regionId: number; subscriptionId: string }
type View = Static<typeof SubscriptionView>

/** rulebook/desks.yaml, secretary. @norm CC-30 CC-31 SC-05 SC-06 SC-07 */
export const secretaryRules = () => rulebook().desks.secretary

/** The subscription, permitted; refuses with `not-found`. */
export async function getSubscription(call: Call, verb: 'secretary.work' | 'secretary.manage', { regionId, subscriptionId }: SubscriptionRef, lock = false): Promise<Subscription> {
  const row = await call.tx
    .selectFrom('secretary.subscription')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', subscriptionId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  permit(call, verb, { regionId: row.region_id })
  return row
}

/** Subscriptions of one region as pages show them: without the whereabouts, and the number in part unless the call is before the desk. */
export async function subscriptionViews(call: Call, regionId: number, rows: readonly Subscription[], whole = false): Promise<View[]> {
  const customers = await customerNames(call.tx, regionId, rows.map((row) => row.customer_id))
  const masker = maskerFor(call.actor)
  return rows.map((row) => {
    const customer = customers.get(row.customer_id)
    return {
      regionId: row.region_id,
      id: row.id,
      customerId: row.customer_id,
      customerName: customer ? shownName(masker, customer) : '',
      ownNumber: whole ? row.own_number : mask(row.own_number, 'phone'),
      titleZh: row.title_zh,
      titleEn: row.title_en,
      greeting: row.greeting,
      instructions: row.instructions,
      hasWhereabouts: row.whereabouts !== '',
      bySms: row.by_sms,
      email: row.email === null || whole ? row.email : masker.show(row.email, 'email'),
      activeFrom: row.active_from.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      version: row.version
    }
  })
}

export async function subscriptionView(call: Call, row: Subscription, whole = false): Promise<View> {
  const [view] = await subscriptionViews(call, row.region_id, [row], whole)
  return view as View
}
