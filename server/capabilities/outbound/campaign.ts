import type { CampaignView } from '@shouwen/contract/outbound'
import type { Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { allows, permit, type Permitted, type Placement } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { OutboundCampaign, OutboundTarget } from '#platform/schema.gen'
import { staffNames } from '#capabilities/people'
import { hoursAt } from './outbound-rules.ts'

export type Campaign = Selectable<OutboundCampaign>
export type Target = Selectable<OutboundTarget>
type View = Static<typeof CampaignView>
export type CampaignRef = { regionId: number; campaignId: string }

export const placementOf = ({ region_id, unit_id }: Pick<Campaign, 'region_id' | 'unit_id'>): Placement => ({ regionId: region_id, unitId: unit_id })

/** What may be done to a campaign in which state. */
export const movesFrom: Record<Campaign['state'], readonly string[]> = {
  draft: ['start', 'end'],
  running: ['pause', 'end'],
  paused: ['resume', 'end'],
  ended: []
}

/** The campaign; refuses with `not-found`. */
export async function getRow(call: Call, { regionId, campaignId }: CampaignRef, lock = false): Promise<Campaign> {
  const row = await call.tx
    .selectFrom('outbound.campaign')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', campaignId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row
}

/** The campaign, locked, for whoever manages it. */
export async function campaignToManage(call: Call, ref: CampaignRef): Promise<Permitted<Campaign & Placement>> {
  const row = await getRow(call, ref, true)
  return permit(call, 'outbound.manage', { ...row, ...placementOf(row) }, 'outbound.work')
}

/** Who works on campaigns of a region, by campaign. */
export async function membersOf(call: Call, regionId: number, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { staff_id: string; moved_at: Date | null }[]>()
  const rows = await call.tx.selectFrom('outbound.member').selectAll().where('region_id', '=', regionId).where('campaign_id', 'in', [...ids]).execute()
  return Map.groupBy(rows, (row) => row.campaign_id)
}

/** Campaigns of one region as pages show them: with their people, counts and hours. */
export async function campaignViews(call: Call, regionId: number, rows: readonly Campaign[]): Promise<View[]> {
  const ids = rows.map((row) => row.id)
  const members = await membersOf(call, regionId, ids)
  const names = await staffNames(call.tx, [...members.values()].flat().map((one) => one.staff_id))
  const counts = await countsOf(call, regionId, ids)
  const me = staffId(call.actor)
  return rows.map((row) => {
    const { open, nextOpenAt } = hoursAt(row.calendar, call.now)
    const people = members.get(row.id) ?? []
    return {
      regionId: row.region_id,
      id: row.id,
      name: row.name,
      purpose: row.purpose,
      channel: row.channel,
      state: row.state,
      pausedBecause: row.paused_because,
      unitId: row.unit_id,
      audience: row.audience as View['audience'],
      scriptZh: row.script_zh,
      scriptEn: row.script_en,
      calendar: row.calendar,
      openNow: open,
      nextOpenAt: nextOpenAt?.toISOString() ?? null,
      capContacts: row.cap_contacts,
      capDays: row.cap_days,
      mostTries: row.most_tries,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      members: people.flatMap(({ staff_id, moved_at }) => {
        const named = names.get(staff_id)
        return named ? [{ id: staff_id, ...named, movedAt: moved_at?.toISOString() ?? null }] : []
      }),
      counts: counts.get(row.id) ?? noCounts(),
      createdAt: row.created_at.toISOString(),
      listedAt: row.listed_at?.toISOString() ?? null,
      endedAt: row.ended_at?.toISOString() ?? null,
      version: row.version,
      can: {
        work: row.state === 'running' && people.some((one) => one.staff_id === me && one.moved_at === null),
        manage: allows(call.actor, 'outbound.manage', placementOf(row))
      }
    }
  })
}

export async function campaignView(call: Call, row: Campaign): Promise<View> {
  const [view] = await campaignViews(call, row.region_id, [row])
  return view as View
}

const noCounts = () => ({ waiting: 0, taken: 0, later: 0, done: 0, leftOut: 0 })

async function countsOf(call: Call, regionId: number, ids: readonly string[]): Promise<Map<string, View['counts']>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ campaign_id: string; state: Target['state']; count: number }>`
    select campaign_id, state, count(*)::int as count from outbound.target
    where region_id = ${regionId} and campaign_id = any(${[...ids]}::uuid[]) group by campaign_id, state`.execute(call.tx)
  const found = new Map<string, View['counts']>()
  for (const { campaign_id, state, count } of rows) {
    const counts = found.get(campaign_id) ?? noCounts()
    found.set(campaign_id, counts)
    counts[state === 'left-out' ? 'leftOut' : state] = count
  }
  return found
}
