import type { steerCampaign as steerOperation } from '@shouwen/contract/outbound'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Updateable, sql } from 'kysely'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { OutboundCampaign } from '#platform/schema.gen'
import { findAudience } from '#capabilities/customers'
import { type Campaign, campaignToManage, campaignView, movesFrom } from './campaign.ts'
import { outboundRules, purposeOf } from './outbound-rules.ts'
import { told } from './save-campaign.ts'

/** Starts, pauses, resumes or ends a campaign. Starting writes its list, once. @norm CC-33 */
export async function steerCampaign(call: Call, input: InputOf<typeof steerOperation>): Promise<OutputOf<typeof steerOperation>> {
  const campaign = await campaignToManage(call, input)
  if (!movesFrom[campaign.state].includes(input.move)) throw refuse('campaign-move-not-possible', { state: campaign.state, move: input.move })
  if (input.move === 'start') {
    await writeList(call, campaign)
    return campaignView(call, await moved(call, campaign, 'campaign.started', { state: 'running', listed_at: call.now }))
  }
  if (input.move === 'pause') {
    await emptyHands(call, campaign)
    return campaignView(call, await moved(call, campaign, 'campaign.paused', { state: 'paused', paused_because: 'person' }))
  }
  if (input.move === 'resume') return campaignView(call, await moved(call, campaign, 'campaign.resumed', { state: 'running', paused_because: null }))
  return campaignView(call, await endCampaign(call, campaign))
}

/** Ends a campaign the caller has locked: nobody has anybody of it in hand any more. */
export async function endCampaign(call: Call, campaign: Campaign): Promise<Campaign> {
  await emptyHands(call, campaign)
  return moved(call, campaign, 'campaign.ended', { state: 'ended', paused_because: null, ended_at: call.now })
}

/** Writes the change with its event. */
export async function moved(call: Call, campaign: Campaign, name: string, change: Updateable<OutboundCampaign>): Promise<Campaign> {
  const row = await call.tx
    .updateTable('outbound.campaign')
    .set({ ...change, version: campaign.version + 1 })
    .where('region_id', '=', campaign.region_id)
    .where('id', '=', campaign.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await told(call, row, name, row.paused_because ? { because: row.paused_because } : {})
  return row
}

/** The audience as it is now, with the reason beside whoever may not be turned to. Refuses with `campaign-list-empty`. */
async function writeList(call: Call, campaign: Campaign): Promise<void> {
  const found = await findAudience(call, campaign.region_id, campaign.audience as object, purposeOf(campaign.purpose).consent, outboundRules().most_listed)
  if (!found.some(({ leftOut }) => leftOut === null)) throw refuse('campaign-list-empty')
  await sql`insert into outbound.target (region_id, id, campaign_id, customer_id, state, why, place)
    select ${campaign.region_id}::int, n.id, ${campaign.id}::uuid, n.customer_id, case when n.why is null then 'waiting' else 'left-out' end, n.why, n.place
    from unnest(${found.map(() => call.app.newId())}::uuid[], ${found.map((one) => one.id)}::uuid[], ${found.map((one) => one.leftOut)}::text[])
      with ordinality as n(id, customer_id, why, place)`.execute(call.tx)
}

/** Customers in hand of whom nobody is talking to go back to the list, in their place. */
export async function emptyHands(call: Call, { region_id, id }: Pick<Campaign, 'region_id' | 'id'>, staffIds?: readonly string[]): Promise<void> {
  await sql`update outbound.target t set state = 'waiting', staff_id = null, taken_at = null
    where t.region_id = ${region_id} and t.campaign_id = ${id}::uuid and t.state = 'taken' ${staffIds ? sql`and t.staff_id = any(${[...staffIds]}::uuid[])` : sql``}
      and not exists (select 1 from outbound.contact c where c.region_id = t.region_id and c.target_id = t.id and c.ended_at is null)`.execute(call.tx)
}
