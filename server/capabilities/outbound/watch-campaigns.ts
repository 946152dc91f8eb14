import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { every, type Repeating } from '#platform/jobs'
import { type Campaign, getRow } from './campaign.ts'
import { outboundRules } from './outbound-rules.ts'
import { endCampaign } from './steer-campaign.ts'

/** Customers in hand for too long without a call return to their list; campaigns whose last day is over end. @norm CC-33 */
export async function tendCampaigns(call: Call): Promise<void> {
  const since = new Date(call.now.getTime() - outboundRules().hold_minutes * 60_000)
  const regions = await call.tx.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const { id } of regions) {
    await sql`update outbound.target t set state = 'waiting', staff_id = null, taken_at = null
      where t.region_id = ${id} and t.state = 'taken' and t.taken_at < ${since}
        and not exists (select 1 from outbound.contact c where c.region_id = t.region_id and c.target_id = t.id and c.ended_at is null)`.execute(call.tx)
    const { rows } = await sql<{ id: string }>`select c.id from outbound.campaign c join platform.region r on r.id = c.region_id
      where c.region_id = ${id} and c.state in ('running', 'paused') and c.ends_on < (${call.now}::timestamptz at time zone r.time_zone)::date`.execute(call.tx)
    for (const over of rows) await endCampaign(call, (await getRow(call, { regionId: id, campaignId: over.id }, true)) as Campaign)
  }
}

export const watchCampaigns: Repeating = every(60, 'outbound.watch-campaigns', tendCampaigns)
