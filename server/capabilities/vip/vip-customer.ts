import type { getVipCustomer as getOperation, saveVipProfile as saveOperation } from '@shouwen/contract/vip'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { allows, permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { findCustomer } from '#capabilities/customers'
import { staffNames } from '#capabilities/people'
import { checkVip, isVip, vipRules } from './vip-rules.ts'

/** How the customer is addressed, with the greeting as the reader says it: title of the customer, job number of ours. @norm CC-28 CC-27 */
export async function getVipCustomer(call: Call, { regionId, customerId }: InputOf<typeof getOperation>): Promise<OutputOf<typeof getOperation>> {
  const customer = await findCustomer(call.tx, regionId, customerId)
  if (!customer) throw refuse('not-found')
  const place = { regionId, unitId: customer.unitId, staffIds: [customer.managerId] }
  permit(call, 'customer.read', place, 'customer.read')
  const profile = await call.tx.selectFrom('vip.profile').selectAll().where('region_id', '=', regionId).where('customer_id', '=', customerId).executeTakeFirst()
  const { greeting, farewell, nobody, needs } = vipRules()
  const title = profile ? { zh: profile.title_zh, en: profile.title_en } : null
  const job = call.actor.kind === 'staff' ? call.actor.jobNumber : ''
  const fill = (text: string, who: string) => text.replace('{title}', who).replace('{job}', job)
  const manager = customer.managerId ? (await staffNames(call.tx, [customer.managerId])).get(customer.managerId) : undefined
  return {
    isVip: isVip(customer),
    title,
    greeting: { zh: fill(greeting.zh, title?.zh ?? nobody.zh), en: fill(greeting.en, title?.en ?? nobody.en) },
    farewell: { zh: fill(farewell.zh, title?.zh ?? nobody.zh), en: fill(farewell.en, title?.en ?? nobody.en) },
    care: profile?.care ?? '',
    manager: customer.managerId && manager ? { id: customer.managerId, ...manager } : null,
    needs: Object.entries(needs).map(([code, { zh, en }]) => ({ code, zh, en })),
    can: { write: isVip(customer) && allows(call.actor, 'vip.work', deskPlace(call, regionId)) }
  }
}

/** Keeps the title and what helps to serve the customer well. */
export async function saveVipProfile(call: Call, { regionId, customerId, titleZh, titleEn, care }: InputOf<typeof saveOperation>): Promise<OutputOf<typeof saveOperation>> {
  permit(call, 'vip.work', deskPlace(call, regionId))
  checkVip(await findCustomer(call.tx, regionId, customerId))
  const said = { title_zh: titleZh, title_en: titleEn, care, updated_at: call.now, updated_by: staffId(call.actor) }
  await call.tx
    .insertInto('vip.profile')
    .values({ region_id: regionId, customer_id: customerId, ...said })
    .onConflict((conflict) => conflict.columns(['region_id', 'customer_id']).doUpdateSet(said))
    .execute()
  await record(call, { name: 'vip.profile-changed', regionId, subjectKind: 'vip-profile', subjectId: customerId })
  await audited(call, { verb: 'vip.profile-changed', regionId, subjectKind: 'customer', subjectId: customerId, fields: ['title', 'care'] })
  return {}
}

/** Where the desk's work stands for permissions: the unit of whoever does it. */
export function deskPlace(call: Call, regionId: number) {
  return { regionId, unitId: call.actor.kind === 'staff' && call.actor.regionId === regionId ? call.actor.unitId : null, staffIds: [] }
}
