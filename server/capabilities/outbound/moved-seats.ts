import type { Call } from '#platform/action'
import type { Campaign } from './campaign.ts'
import { emptyHands, moved } from './steer-campaign.ts'

/** What became of a campaign whose people were moved or came back. */
export type MovedCampaign = { regionId: number; id: string; name: string; state: Campaign['state']; changed: boolean }

/**
 * The surge ladder takes people from outbound seats: what they have in hand goes back to the list, and a campaign that is left without anybody
 * stands still. In the caller's transaction. @norm CC-33 CC-12
 */
export async function pauseCampaignsOf(call: Call, staffIds: readonly string[]): Promise<MovedCampaign[]> {
  const found: MovedCampaign[] = []
  for (const campaign of await liveOf(call, staffIds)) {
    await markMembers(call, campaign, staffIds, call.now)
    await emptyHands(call, campaign, staffIds)
    const left = await call.tx.selectFrom('outbound.member').select('staff_id').where('region_id', '=', campaign.region_id).where('campaign_id', '=', campaign.id).where('moved_at', 'is', null).limit(1).executeTakeFirst()
    const stops = campaign.state === 'running' && left === undefined
    const after = stops ? await moved(call, campaign, 'campaign.paused', { state: 'paused', paused_because: 'seats-moved' }) : campaign
    found.push(outcome(after, stops))
  }
  return found
}

/** They are back: a campaign that stood still because of them goes on; one that a person paused does not. @norm CC-33 CC-16 */
export async function resumeCampaignsOf(call: Call, staffIds: readonly string[]): Promise<MovedCampaign[]> {
  const found: MovedCampaign[] = []
  for (const campaign of await liveOf(call, staffIds)) {
    await markMembers(call, campaign, staffIds, null)
    const goesOn = campaign.paused_because === 'seats-moved'
    const after = goesOn ? await moved(call, campaign, 'campaign.resumed', { state: 'running', paused_because: null }) : campaign
    found.push(outcome(after, goesOn))
  }
  return found
}

const outcome = (row: Campaign, changed: boolean): MovedCampaign => ({ regionId: row.region_id, id: row.id, name: row.name, state: row.state, changed })

/** Campaigns these people work on, locked in one order. */
async function liveOf(call: Call, staffIds: readonly string[]): Promise<Campaign[]> {
  if (staffIds.length === 0) return []
  const regions = await call.tx.selectFrom('platform.region').select('id').orderBy('id').execute()
  const campaigns: Campaign[] = []
  for (const { id } of regions)
    campaigns.push(
      ...(await call.tx
        .selectFrom('outbound.campaign as c')
        .selectAll('c')
        .where('c.region_id', '=', id)
        .where('c.state', 'in', ['running', 'paused'])
        .where('c.id', 'in', (eb) => eb.selectFrom('outbound.member as m').select('m.campaign_id').where('m.region_id', '=', id).where('m.staff_id', 'in', [...staffIds]))
        .orderBy('c.id')
        .forUpdate()
        .execute())
    )
  return campaigns
}

async function markMembers(call: Call, campaign: Campaign, staffIds: readonly string[], movedAt: Date | null): Promise<void> {
  await call.tx
    .updateTable('outbound.member')
    .set({ moved_at: movedAt })
    .where('region_id', '=', campaign.region_id)
    .where('campaign_id', '=', campaign.id)
    .where('staff_id', 'in', [...staffIds])
    .execute()
}
