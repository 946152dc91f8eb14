import type { giveBackTarget as giveBackOperation, takeNextTarget as takeOperation } from '@shouwen/contract/outbound'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { avoidedByCustomer } from '#capabilities/tickets'
import { type Campaign, getRow, membersOf, type Target } from './campaign.ts'
import { mayReach } from './may-reach.ts'
import { hoursAt, intoHours, outboundRules } from './outbound-rules.ts'
import { myTarget } from './my-target.ts'
import { targetViews } from './target-view.ts'

const LOOKED_AT = 40

/**
 * The next customer of a list: whom one promised to call again first, then others' promised calls that are overdue, then the list in its order. Whoever may not
 * be turned to now is passed over with the reason; null when nobody is left. @norm CC-33
 */
export async function takeNextTarget(call: Call, input: InputOf<typeof takeOperation>): Promise<OutputOf<typeof takeOperation>> {
  const campaign = await getRow(call, input)
  await checkMayWork(call, campaign)
  const mine = await inHand(call, campaign)
  if (mine) return { target: (await targetViews(call, [mine]))[0] ?? null }
  for (const candidate of await candidatesOf(call, campaign)) {
    // Whom the customer complains about does not call them; a colleague will. @norm TK-26
    if (await avoidsMe(call, candidate)) continue
    const target = await lockAlone(call, candidate)
    if (!target) continue
    const may = await mayReach(call, campaign, target)
    if (!may.yes) {
      await passOver(call, campaign, target, may.why, may.notBefore)
      continue
    }
    const taken = await setTarget(call, target, { state: 'taken', staff_id: staffId(call.actor), taken_at: call.now, due_at: null, why: null })
    await record(call, { name: 'outbound.taken', regionId: taken.region_id, subjectKind: 'campaign', subjectId: campaign.id, data: { targetId: taken.id } })
    return { target: (await targetViews(call, [taken]))[0] ?? null }
  }
  return { target: null }
}

/** Gives a customer in hand back to the list, untouched. */
export async function giveBackTarget(call: Call, { targetId }: InputOf<typeof giveBackOperation>): Promise<OutputOf<typeof giveBackOperation>> {
  const target = await myTarget(call, targetId)
  await setTarget(call, target, { state: 'waiting', staff_id: null, taken_at: null })
  await record(call, { name: 'outbound.given-back', regionId: target.region_id, subjectKind: 'campaign', subjectId: target.campaign_id, data: { targetId } })
  return {}
}

/** Refuses unless the campaign runs, one of its people asks, and it is within hours. @norm CC-33 */
export async function checkMayWork(call: Call, campaign: Campaign): Promise<void> {
  const me = (await membersOf(call, campaign.region_id, [campaign.id])).get(campaign.id)?.find((one) => one.staff_id === staffId(call.actor))
  if (!me) throw refuse('campaign-not-yours')
  if (campaign.state !== 'running' || me.moved_at !== null || !(await isInPeriod(call, campaign))) throw refuse('campaign-not-running', { state: campaign.state })
  const { open, nextOpenAt } = hoursAt(campaign.calendar, call.now)
  if (!open) throw refuse('outside-calling-hours', { nextOpenAt: nextOpenAt?.toISOString() ?? null })
}

/** Must the acting person stay away from this customer? @norm TK-26 */
export async function avoidsMe(call: Call, { region_id, customer_id }: Pick<Target, 'region_id' | 'customer_id'>): Promise<boolean> {
  const me = staffId(call.actor)
  return me !== null && (await avoidedByCustomer(call.tx, region_id, customer_id)).includes(me)
}

async function isInPeriod(call: Call, { region_id, starts_on, ends_on }: Campaign): Promise<boolean> {
  const { rows } = await sql<{ inside: boolean }>`select (${call.now}::timestamptz at time zone time_zone)::date between ${starts_on}::date and ${ends_on}::date as inside
    from platform.region where id = ${region_id}`.execute(call.tx)
  return rows[0]?.inside === true
}

async function inHand(call: Call, campaign: Campaign): Promise<Target | null> {
  const row = await call.tx
    .selectFrom('outbound.target')
    .selectAll()
    .where('region_id', '=', campaign.region_id)
    .where('staff_id', '=', staffId(call.actor))
    .where('state', '=', 'taken')
    .where('campaign_id', '=', campaign.id)
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

async function candidatesOf(call: Call, { region_id, id }: Campaign): Promise<Target[]> {
  const overdue = new Date(call.now.getTime() - outboundRules().hold_minutes * 60_000)
  const me = staffId(call.actor)
  const { rows } = await sql<Target>`
    (select *, 0 as turn from outbound.target where region_id = ${region_id} and campaign_id = ${id}::uuid and state = 'later' and due_at <= ${call.now} and staff_id = ${me}::uuid
      order by due_at limit ${LOOKED_AT})
    union all
    (select *, 1 as turn from outbound.target where region_id = ${region_id} and campaign_id = ${id}::uuid and state = 'later'
      and due_at <= case when staff_id is null then ${call.now}::timestamptz else ${overdue}::timestamptz end and staff_id is distinct from ${me}::uuid order by due_at limit ${LOOKED_AT})
    union all
    (select *, 2 as turn from outbound.target where region_id = ${region_id} and campaign_id = ${id}::uuid and state = 'waiting' order by place limit ${LOOKED_AT})
    order by turn`.execute(call.tx)
  return rows
}

/** Locks every entry of the customer on any list; null when somebody else has one of them locked or has taken this one meanwhile. */
async function lockAlone(call: Call, candidate: Target): Promise<Target | null> {
  const { region_id, customer_id } = candidate
  const all = await call.tx.selectFrom('outbound.target').select((eb) => eb.fn.countAll<number>().as('count')).where('region_id', '=', region_id).where('customer_id', '=', customer_id).executeTakeFirstOrThrow()
  const locked = await call.tx.selectFrom('outbound.target').selectAll().where('region_id', '=', region_id).where('customer_id', '=', customer_id).orderBy('id').forUpdate().skipLocked().execute()
  const own = locked.find((one) => one.id === candidate.id)
  return locked.length === Number(all.count) && own?.state === candidate.state ? own : null
}

/** Not now, or not at all. */
async function passOver(call: Call, campaign: Campaign, target: Target, why: string, notBefore: Date | null): Promise<void> {
  if (!notBefore) await setTarget(call, target, { state: 'left-out', why, due_at: null, staff_id: null })
  else await setTarget(call, target, { state: 'later', why, due_at: intoHours(campaign.calendar, notBefore), staff_id: target.staff_id })
}

export async function setTarget(call: Call, { region_id, id }: Pick<Target, 'region_id' | 'id'>, change: Partial<Target>): Promise<Target> {
  return call.tx.updateTable('outbound.target').set(change).where('region_id', '=', region_id).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}
