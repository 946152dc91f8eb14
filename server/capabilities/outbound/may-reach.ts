import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { currentConsent, reachOf } from '#capabilities/customers'
import type { Campaign, Target } from './campaign.ts'
import { purposeOf, reachedResults } from './outbound-rules.ts'

/** Whether the customer may be turned to now; else why not, and from when perhaps. */
export type MayReach = { yes: true; phone: string } | { yes: false; why: string; notBefore: Date | null }

/**
 * Asked when a customer is taken and again before they are called: still ours, still consenting, not above the cap over all campaigns of the purpose,
 * within the hours they wish. All entries of the customer are locked by the caller. @norm CC-33 CI-06 CI-16
 */
export async function mayReach(call: Call, campaign: Campaign, target: Pick<Target, 'id' | 'customer_id'>): Promise<MayReach> {
  const reach = await reachOf(call.tx, campaign.region_id, target.customer_id)
  const never = (why: string): MayReach => ({ yes: false, why, notBefore: null })
  if (!reach || reach.status !== 'active') return never('gone')
  if ((await currentConsent(call.tx, campaign.region_id, target.customer_id, purposeOf(campaign.purpose).consent)) !== true) return never('no-consent')
  if (reach.preferences.doNotDisturb) return never('do-not-disturb')
  if (reach.phone === null) return never('no-number')
  const freeAt = await capFreeAt(call, campaign, target)
  if (freeAt) return { yes: false, why: 'cap', notBefore: freeAt }
  const wished = await wishedFrom(call, campaign.region_id, reach.preferences)
  return wished ? { yes: false, why: 'wished-hours', notBefore: wished } : { yes: true, phone: reach.phone }
}

/**
 * When the cap lets the customer be turned to again; null when it does now. Counted over every campaign of the purpose: contacts that reached the customer
 * or are under way, and customers in somebody's hand; what belongs to this entry of the list is its own affair.
 */
async function capFreeAt(call: Call, campaign: Campaign, target: Pick<Target, 'id' | 'customer_id'>): Promise<Date | null> {
  const { contacts, days } = purposeOf(campaign.purpose)
  const most = Math.min(contacts, campaign.cap_contacts)
  const span = Math.max(days, campaign.cap_days) * 86_400_000
  const since = new Date(call.now.getTime() - span)
  const { rows } = await sql<{ at: Date }>`
    select c.began_at as at from outbound.contact c
      where c.region_id = ${campaign.region_id} and c.customer_id = ${target.customer_id} and c.purpose = ${campaign.purpose} and c.began_at > ${since}
        and c.target_id is distinct from ${target.id}::uuid and c.tied_to = 'campaign' and (c.result is null or c.result = any(${reachedResults()}::text[]))
    union all
    select t.taken_at as at from outbound.target t join outbound.campaign o on o.region_id = t.region_id and o.id = t.campaign_id
      where t.region_id = ${campaign.region_id} and t.customer_id = ${target.customer_id} and t.id <> ${target.id}::uuid and t.state = 'taken' and o.purpose = ${campaign.purpose}
        and not exists (select 1 from outbound.contact c where c.region_id = t.region_id and c.target_id = t.id and c.ended_at is null)
    order by at desc limit ${most}`.execute(call.tx)
  const oldest = rows.at(most - 1)
  return oldest ? new Date(oldest.at.getTime() + span) : null
}

type Wish = { from?: string; to?: string }

/** When the customer wishes to be reached next, in local time; null when that is now or nothing was said. */
async function wishedFrom(call: Call, regionId: number, { from, to }: Wish): Promise<Date | null> {
  if (!from && !to) return null
  const { rows } = await sql<{ inside: boolean; next: Date }>`
    select case when ${from ?? '00:00'}::time <= ${to ?? '24:00'}::time then l::time between ${from ?? '00:00'}::time and ${to ?? '24:00'}::time
        else l::time >= ${from ?? '00:00'}::time or l::time <= ${to ?? '24:00'}::time end as inside,
      (case when l::time < ${from ?? '00:00'}::time then l::date else l::date + 1 end + ${from ?? '00:00'}::time) at time zone r.time_zone as next
    from platform.region r cross join lateral (select ${call.now}::timestamptz at time zone r.time_zone as l) as local where r.id = ${regionId}`.execute(call.tx)
  return rows[0] && !rows[0].inside ? rows[0].next : null
}
