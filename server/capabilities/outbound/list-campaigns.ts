import type { getCampaign as getOperation, listCampaigns as listOperation } from '@shouwen/contract/outbound'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { allows, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { cursorOf, openTimeCursor } from '#platform/paging'
import { refuse } from '#platform/refusal'
import { campaignView, campaignViews, getRow, membersOf, placementOf } from './campaign.ts'

/** Campaigns of a region the actor manages or works on, the newest first. */
export async function listCampaigns(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : 0)
  const me = staffId(call.actor)
  const rows = await call.tx
    .selectFrom('outbound.campaign as c')
    .selectAll('c')
    .where('c.region_id', '=', regionId)
    .where((eb) =>
      eb.or([
        scopeFilter(call.actor, 'outbound.manage', { regionId: 'c.region_id', unitId: 'c.unit_id' }) as never,
        eb.exists(eb.selectFrom('outbound.member as m').select('m.staff_id').whereRef('m.region_id', '=', 'c.region_id').whereRef('m.campaign_id', '=', 'c.id').where('m.staff_id', '=', me))
      ])
    )
    .$if(input.state !== undefined, (query) => query.where('c.state', '=', input.state as 'draft'))
    .$if(after !== null, (query) => query.where(sql<boolean>`(c.created_at, c.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: await campaignViews(call, regionId, shown), nextCursor: rows.length > limit && last ? cursorOf([last.created_at.toISOString(), last.id]) : null }
}

/** One campaign, for whoever manages it or works on it. */
export async function getCampaign(call: Call, input: InputOf<typeof getOperation>): Promise<OutputOf<typeof getOperation>> {
  const row = await getRow(call, input)
  const works = (await membersOf(call, row.region_id, [row.id])).get(row.id)?.some((one) => one.staff_id === staffId(call.actor))
  if (!works && !allows(call.actor, 'outbound.manage', placementOf(row))) throw refuse('not-found')
  return campaignView(call, row)
}
