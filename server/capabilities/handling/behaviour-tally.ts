import type { readBehaviourLibrary as contract } from '@shouwen/contract/handling-cards'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import type { HandlingBehaviourUse } from '#platform/schema.gen'
import { bookView } from './behaviour-book.ts'
import { isCalmer } from './moods.ts'
import { coded, handlingBook } from './words.ts'

/** Stands for the unit of who belongs to none. */
const NOBODYS = '00000000-0000-0000-0000-000000000000'
const UNSAID = 'not-used'
const SHOWN_DAYS = 180

/** Counts one use of a book by month, unit and outcome; neither ticket nor customer is kept. @norm TK-55 */
export async function tally(call: Call, use: Selectable<HandlingBehaviourUse>): Promise<void> {
  const calmer = isCalmer(use.emotion_before, use.emotion_after) === true ? 1 : 0
  await sql`insert into handling.behaviour_tally as t (region_id, unit_id, month, behaviour, outcome, uses, calmer)
    values (${use.region_id}, ${use.unit_id ?? NOBODYS}::uuid, date_trunc('month', ${call.now}::timestamptz at time zone 'UTC')::date, ${use.behaviour}, ${use.outcome ?? UNSAID}, 1, ${calmer})
    on conflict (region_id, unit_id, month, behaviour, outcome) do update set uses = t.uses + excluded.uses, calmer = t.calmer + excluded.calmer`.execute(call.tx)
}

/** The library with how often each book was used and how it worked, over the units the reader answers for. @norm TK-55 */
export async function readBehaviourLibrary(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const to = input.to ?? day(call.now)
  const from = input.from ?? day(new Date(call.now.getTime() - SHOWN_DAYS * 86_400_000))
  const rows = await call.tx
    .selectFrom('handling.behaviour_tally as t')
    .select((eb) => ['t.behaviour', 't.outcome', eb.fn.sum<number>('t.uses').as('uses'), eb.fn.sum<number>('t.calmer').as('calmer')])
    .where('t.region_id', '=', call.actor.kind === 'staff' ? call.actor.regionId : 0)
    .where(scopeFilter(call.actor, 'handling.work', { regionId: 't.region_id', unitId: 't.unit_id' }))
    .where(sql<boolean>`to_char(t.month, 'YYYY-MM') between ${from.slice(0, 7)} and ${to.slice(0, 7)}`)
    .groupBy(['t.behaviour', 't.outcome'])
    .execute()
  const { behaviours, outcomes } = handlingBook().behaviours
  const items = Object.entries(behaviours).map(([code, book]) => {
    const own = rows.filter((row) => row.behaviour === code)
    const sum = (count: 'uses' | 'calmer') => own.reduce((total, row) => total + Number(row[count]), 0)
    return { ...bookView(code, book), uses: sum('uses'), calmer: sum('calmer'), outcomes: own.map((row) => ({ ...coded(outcomes, row.outcome), uses: Number(row.uses) })) }
  })
  return { items, from, to }
}

const day = (at: Date) => at.toISOString().slice(0, 10)
