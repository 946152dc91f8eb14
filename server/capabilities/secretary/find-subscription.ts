import type { findSubscription as findOperation, listSubscriptions as listOperation, readWhereabouts as whereaboutsOperation, secretaryWords as wordsOperation } from '@shouwen/contract/secretary'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { cursorOf, openTimeCursor } from '#platform/paging'
import { mobileOf } from '#capabilities/sms'
import { getSubscription, secretaryRules, subscriptionView, subscriptionViews } from './subscription.ts'

/** What the desk says at each step, in both languages. @norm CC-31 SC-06 */
export async function secretaryWords(): Promise<OutputOf<typeof wordsOperation>> {
  const { scripts, confidential } = secretaryRules()
  return { scripts: Object.entries(scripts).map(([code, { zh, en }]) => ({ code, zh, en })), confidential: { zh: confidential.zh, en: confidential.en } }
}

/**
 * Whose desk a call is for. The number itself calls: it is the owner (SC-05). It was forwarded from the number: the greeting the owner chose, the information centre (SC-06) or
 * the desk by title (SC-07). @norm CC-30 SC-05 SC-06 SC-07
 */
export async function findSubscription(call: Call, { number, as }: InputOf<typeof findOperation>): Promise<OutputOf<typeof findOperation>> {
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const row = await call.tx
    .selectFrom('secretary.subscription')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('own_number', '=', mobileOf(number))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!row) return { found: null }
  await audited(call, { verb: 'secretary.lookup', regionId, subjectKind: 'secretary-subscription', subjectId: row.id, fields: ['phone'] })
  const mode = as === 'calling' ? ('own' as const) : row.greeting
  const { zh, en } = secretaryRules().greetings[mode]
  return {
    found: {
      mode,
      subscription: await subscriptionView(call, row, true),
      greeting: { zh: zh.replace('{title}', row.title_zh), en: en.replace('{title}', row.title_en) }
    }
  }
}

/** Subscribers, the newest first. */
export async function listSubscriptions(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const rows = await call.tx
    .selectFrom('secretary.subscription as s')
    .selectAll('s')
    .where('s.region_id', '=', regionId)
    .where(scopeFilter(call.actor, 'secretary.work', { regionId: 's.region_id' }))
    .where('s.ended_at', input.ended ? 'is not' : 'is', null)
    .$if(input.customerId !== undefined, (query) => query.where('s.customer_id', '=', input.customerId as string))
    .$if(after !== null, (query) => query.where(sql<boolean>`(s.active_from, s.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('s.active_from', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: await subscriptionViews(call, regionId, shown), nextCursor: rows.length > limit && last ? cursorOf([last.active_from.toISOString(), last.id]) : null }
}

/** Where the owner is, for the desk alone: who looked and why is in the audit. @norm CC-30 */
export async function readWhereabouts(call: Call, input: InputOf<typeof whereaboutsOperation>): Promise<OutputOf<typeof whereaboutsOperation>> {
  const row = await getSubscription(call, 'secretary.work', input)
  await audited(call, { verb: 'secretary.whereabouts', regionId: row.region_id, subjectKind: 'secretary-subscription', subjectId: row.id, purpose: input.purpose })
  return { whereabouts: row.whereabouts }
}
