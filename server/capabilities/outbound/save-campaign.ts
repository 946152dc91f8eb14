import type { changeCampaign as changeOperation, createCampaign as createOperation, previewAudience as previewOperation } from '@shouwen/contract/outbound'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { findAudience } from '#capabilities/customers'
import { getUnit, staffOfRegion } from '#capabilities/people'
import { type Campaign, campaignToManage, campaignView } from './campaign.ts'
import { outboundRules, purposeOf } from './outbound-rules.ts'

type Plan = Omit<InputOf<typeof createOperation>, 'regionId'>

/** Drafts a campaign: nobody is turned to before it is started. @norm CC-33 */
export async function createCampaign(call: Call, { regionId, ...plan }: InputOf<typeof createOperation>): Promise<OutputOf<typeof createOperation>> {
  permit(call, 'outbound.manage', { regionId, unitId: plan.unitId })
  await checkPlan(call, regionId, plan)
  const row = await call.tx
    .insertInto('outbound.campaign')
    .values({ region_id: regionId, id: call.app.newId(), state: 'draft', created_by: staffId(call.actor), created_at: call.now, ...columnsOf(plan) })
    .returningAll()
    .executeTakeFirstOrThrow()
  await setMembers(call, row, plan.memberIds)
  await told(call, row, 'campaign.created')
  return campaignView(call, row)
}

/** Changes a campaign; its list is what it was when it started, so purpose, audience and channel hold from then on. */
export async function changeCampaign(call: Call, input: InputOf<typeof changeOperation>): Promise<OutputOf<typeof changeOperation>> {
  const campaign = await campaignToManage(call, input)
  if (campaign.version !== input.version) throw refuse('changed-meanwhile')
  const { regionId: _region, campaignId: _id, version: _version, ...change } = input
  const fixed = change.purpose !== undefined || change.audience !== undefined || change.channel !== undefined || change.unitId !== undefined
  if (campaign.state === 'ended' || (fixed && campaign.state !== 'draft')) throw refuse('campaign-move-not-possible', { state: campaign.state })
  const members = change.memberIds ?? []
  const plan: Plan = { ...planOf(campaign), ...change, memberIds: members }
  await checkPlan(call, campaign.region_id, plan)
  const row = await call.tx
    .updateTable('outbound.campaign')
    .set({ ...columnsOf(plan), version: campaign.version + 1 })
    .where('region_id', '=', campaign.region_id)
    .where('id', '=', campaign.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (change.memberIds) await setMembers(call, row, members)
  await told(call, row, 'campaign.changed')
  return campaignView(call, row)
}

/** How many a filter means, and how many of them may not be turned to. */
export async function previewAudience(call: Call, input: InputOf<typeof previewOperation>): Promise<OutputOf<typeof previewOperation>> {
  permit(call, 'outbound.manage', { regionId: input.regionId, unitId: call.actor.kind === 'staff' ? call.actor.unitId : null })
  const most = outboundRules().most_listed
  const found = await findAudience(call, input.regionId, input.audience, purposeOf(input.purpose).consent, most)
  const count = (why: string | null) => found.filter(({ leftOut }) => leftOut === why).length
  return { listed: count(null), noConsent: count('no-consent'), doNotDisturb: count('do-not-disturb'), noNumber: count('no-number'), most }
}

/** @norm CC-33 */
async function checkPlan(call: Call, regionId: number, plan: Plan): Promise<void> {
  const { contacts, days } = purposeOf(plan.purpose)
  if (!outboundRules().calendars.includes(plan.calendar)) throw refuse('campaign-word-unknown', { calendar: plan.calendar })
  if (plan.endsOn < plan.startsOn) throw refuse('campaign-period-wrong')
  // Never more contacts, never in fewer days than the purpose allows.
  if (plan.capContacts > contacts || plan.capDays < days) throw refuse('campaign-cap-too-high', { contacts, days })
  const unit = await getUnit(call.tx, plan.unitId).catch(() => null)
  if (!unit || (unit.regionId !== null && unit.regionId !== regionId)) throw refuse('campaign-unit-unknown')
  const known = await staffOfRegion(call.tx, regionId)
  if (plan.memberIds.some((id) => !known.has(id))) throw refuse('assignee-unknown')
}

const columnsOf = (plan: Plan) => ({
  name: plan.name,
  purpose: plan.purpose,
  channel: plan.channel,
  unit_id: plan.unitId,
  audience: JSON.stringify(plan.audience),
  script_zh: plan.scriptZh,
  script_en: plan.scriptEn,
  calendar: plan.calendar,
  cap_contacts: plan.capContacts,
  cap_days: plan.capDays,
  most_tries: plan.mostTries,
  starts_on: plan.startsOn,
  ends_on: plan.endsOn
})

const planOf = (row: Campaign): Omit<Plan, 'memberIds'> => ({
  name: row.name,
  purpose: row.purpose,
  channel: row.channel,
  unitId: row.unit_id,
  audience: row.audience as Plan['audience'],
  scriptZh: row.script_zh,
  scriptEn: row.script_en,
  calendar: row.calendar,
  capContacts: row.cap_contacts,
  capDays: row.cap_days,
  mostTries: row.most_tries,
  startsOn: row.starts_on,
  endsOn: row.ends_on
})

/** Who works on it from now on; whoever was moved away by the ladder stays so. */
async function setMembers(call: Call, { region_id, id }: Campaign, staffIds: readonly string[]): Promise<void> {
  await call.tx
    .deleteFrom('outbound.member')
    .where('region_id', '=', region_id)
    .where('campaign_id', '=', id)
    .$if(staffIds.length > 0, (query) => query.where('staff_id', 'not in', [...staffIds]))
    .execute()
  if (staffIds.length === 0) return
  await call.tx
    .insertInto('outbound.member')
    .values(staffIds.map((staff_id) => ({ region_id, campaign_id: id, staff_id })))
    .onConflict((conflict) => conflict.columns(['region_id', 'campaign_id', 'staff_id']).doNothing())
    .execute()
}

export async function told(call: Call, row: Campaign, name: string, data: Record<string, unknown> = {}): Promise<void> {
  await record(call, { name, regionId: row.region_id, subjectKind: 'campaign', subjectId: row.id, data: { state: row.state, unitId: row.unit_id, ...data } })
  await audited(call, { verb: name, regionId: row.region_id, subjectKind: 'campaign', subjectId: row.id })
}
