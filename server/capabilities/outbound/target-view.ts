import type { listMyTargets as mineOperation, TargetView } from '@shouwen/contract/outbound'
import type { OutputOf, Static } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { consentedAt, customerNames, maskCustomer } from '#capabilities/customers'
import type { Campaign, Target } from './campaign.ts'
import { outboundRules, purposeOf } from './outbound-rules.ts'

type View = Static<typeof TargetView>
const FORMER = 5

/** What the actor has in hand and whom they promised to call again, the soonest first. @norm CC-33 */
export async function listMyTargets(call: Call): Promise<OutputOf<typeof mineOperation>> {
  if (call.actor.kind !== 'staff') return { items: [] }
  const rows = await call.tx
    .selectFrom('outbound.target')
    .selectAll()
    .where('region_id', '=', call.actor.regionId)
    .where('staff_id', '=', call.actor.id)
    .where('state', 'in', ['taken', 'later'])
    .orderBy('state', 'desc')
    .orderBy('due_at')
    .limit(100)
    .execute()
  return { items: await targetViews(call, rows) }
}

/** Customers of lists as whoever works on them sees them: who, why, the words to say, and how it went before. */
export async function targetViews(call: Call, targets: readonly Target[]): Promise<View[]> {
  const [first] = targets
  if (!first) return []
  const regionId = first.region_id
  const customers = await customerNames(call.tx, regionId, targets.map((one) => one.customer_id))
  const campaigns = new Map(
    (await call.tx.selectFrom('outbound.campaign').selectAll().where('region_id', '=', regionId).where('id', 'in', [...new Set(targets.map((one) => one.campaign_id))]).execute()).map((row) => [row.id, row])
  )
  const contacts = await call.tx
    .selectFrom('outbound.contact')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('customer_id', 'in', targets.map((one) => one.customer_id))
    .orderBy('began_at', 'desc')
    .limit(FORMER * 4 * targets.length)
    .execute()
  const consents = await consentsOf(call, targets, campaigns)
  return targets.flatMap((target) => {
    const campaign = campaigns.get(target.campaign_id)
    const customer = customers.get(target.customer_id)
    if (!campaign || !customer) return []
    const { id, number, name, grade, vip, language } = maskCustomer(call.actor, customer)
    const own = contacts.filter((one) => one.customer_id === target.customer_id)
    const underWay = own.find((one) => one.target_id === target.id && one.ended_at === null && one.staff_id === staffId(call.actor))
    return [
      {
        regionId,
        id: target.id,
        campaignId: campaign.id,
        campaignName: campaign.name,
        purpose: campaign.purpose,
        channel: campaign.channel,
        state: target.state,
        customer: { id, number, name, grade, vip, language },
        script: { zh: filled(campaign.script_zh, name), en: filled(campaign.script_en, name) },
        why: { consent: purposeOf(campaign.purpose).consent, consentAt: consents.get(target.id)?.toISOString() ?? null, audience: campaign.audience as View['why']['audience'] },
        tries: target.tries,
        mostTries: campaign.most_tries,
        takenAt: target.taken_at?.toISOString() ?? null,
        holdEndsAt: target.taken_at && !underWay ? new Date(target.taken_at.getTime() + outboundRules().hold_minutes * 60_000).toISOString() : null,
        dueAt: target.due_at?.toISOString() ?? null,
        former: own
          .filter((one) => one.ended_at !== null)
          .slice(0, FORMER)
          .map((one) => ({ at: one.began_at.toISOString(), purpose: one.purpose, channel: one.channel, result: one.result, note: one.note })),
        contactId: underWay?.id ?? null
      }
    ]
  })
}

/** The script with its places filled in; what is not known is left out. */
export const filled = (script: string, name: string): string => script.replaceAll('{name}', name)

/** When each customer said yes to the purpose. */
async function consentsOf(call: Call, targets: readonly Target[], campaigns: ReadonlyMap<string, Campaign>): Promise<Map<string, Date>> {
  const found = new Map<string, Date>()
  for (const [purpose, group] of Map.groupBy(targets, (target) => campaigns.get(target.campaign_id)?.purpose ?? '')) {
    if (purpose === '') continue
    const at = await consentedAt(call.tx, group[0]?.region_id ?? 0, group.map((one) => one.customer_id), purposeOf(purpose).consent)
    for (const target of group) {
      const said = at.get(target.customer_id)
      if (said) found.set(target.id, said)
    }
  }
  return found
}
