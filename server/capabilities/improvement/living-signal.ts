import type { SignalView } from '@shouwen/contract/improvement-signals'
import type { Phrase, Static } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { react } from '#platform/reactions'
import { patternRules } from './rules.ts'

export type SignalFacts = Static<typeof SignalView>['facts']
const DAY_MS = 86_400_000

/**
 * After a complaint its customer's complaints of the window are looked at by the rule; what fits becomes a proposal for a person. It decides
 * nothing, stands with no customer, and changes no promise. Complaints found justified do not count. @norm TK-54
 */
export const watchLiving = react({
  name: 'improvement.living-signals',
  events: ['ticket.resolved'],
  async handle(call, event) {
    const customerId = event.data['customerId']
    if (event.data['kind'] !== 'complaint' || event.data['imported'] === true || typeof customerId !== 'string') return
    const facts = await factsOf(call, event.regionId, customerId)
    const reasons = reasonsFor(facts)
    if (reasons.length === 0 || (await decidedLately(call, event.regionId, customerId))) return
    const row = await call.tx
      .insertInto('improvement.signal')
      .values({ region_id: event.regionId, id: call.app.newId(), customer_id: customerId, facts: JSON.stringify(facts), reasons: JSON.stringify(reasons), state: 'proposed', proposed_at: call.now })
      .onConflict((conflict) => conflict.columns(['region_id', 'customer_id']).where('state', 'in', ['proposed', 'approved']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row) await record(call, { name: 'signal.proposed', regionId: event.regionId, subjectKind: 'signal', subjectId: row.id })
  }
})

async function factsOf(call: Call, regionId: number, customerId: string): Promise<SignalFacts> {
  const { days, only_unjustified } = patternRules().living
  const since = new Date(call.now.getTime() - days * DAY_MS)
  const { rows } = await sql<{ complaints: number; channels: number; topics: number; paid: number }>`
    select count(*)::int as complaints, count(distinct channel)::int as channels,
      count(distinct split_part(category, '.', 1) || '.' || split_part(category, '.', 2))::int as topics,
      coalesce(sum((confirmation -> 'compensation' ->> 'amountCents')::bigint), 0)::float8 as paid
    from tickets.ticket
    where region_id = ${regionId} and customer_id = ${customerId} and kind = 'complaint' and opened_at >= ${since} and merged_into_id is null
      and status not in ('cancelled', 'rejected') and (${!only_unjustified} or root_cause is null or root_cause = 'unfounded')`.execute(call.tx)
  const [row] = rows
  return { days, complaints: row?.complaints ?? 0, channels: row?.channels ?? 0, topics: row?.topics ?? 0, paidFen: row?.paid ?? 0 }
}

/** What the rule sees, in words; empty when not all of it is there: one sign alone is none. Pure. @norm TK-54 */
export function reasonsFor(facts: SignalFacts): Phrase[] {
  const rule = patternRules().living
  if (facts.complaints < rule.complaints || facts.channels < rule.channels || facts.topics < rule.topics || facts.paidFen < rule.paid_yuan * 100) return []
  const yuan = (facts.paidFen / 100).toFixed(2)
  return [
    { zh: `${facts.days} 日内未查实的投诉 ${facts.complaints} 件（≥ ${rule.complaints}）`, en: `${facts.complaints} complaints not found justified in ${facts.days} days (≥ ${rule.complaints})` },
    { zh: `经由 ${facts.channels} 个渠道（≥ ${rule.channels}）`, en: `by ${facts.channels} channels (≥ ${rule.channels})` },
    { zh: `涉及 ${facts.topics} 类问题（≥ ${rule.topics}）`, en: `about ${facts.topics} kinds of matters (≥ ${rule.topics})` },
    { zh: `获补偿 ${yuan} 元（≥ ${rule.paid_yuan}）`, en: `compensated with ${yuan} yuan (≥ ${rule.paid_yuan})` }
  ]
}

/** A person said no not long ago, or the customer was put right: the rule does not ask again so soon. */
async function decidedLately(call: Call, regionId: number, customerId: string): Promise<boolean> {
  const since = new Date(call.now.getTime() - patternRules().living.look_again_days * DAY_MS)
  const row = await call.tx
    .selectFrom('improvement.signal')
    .select('id')
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .where('state', 'in', ['refused', 'corrected', 'expired'])
    .where('decided_at', '>=', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
