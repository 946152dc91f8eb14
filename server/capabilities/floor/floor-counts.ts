import type { FloorCount, floorCounts as operation } from '@shouwen/contract/floor-counts'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { allows } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'
import { readRoster } from './dispatcher/roster.ts'
import { secondsBySlot } from './marks.ts'

const MOST_DAYS = 8
/** Days are added up; quarters of a month would be a long answer. */
const MOST_DAYS_BY_DAY = 35
type Input = InputOf<typeof operation>
type Row = { slot: Date; queue_code: string; channel: string; figure: string; within_seconds: number; n: number }

/** Raw counts per quarter of an hour, hour or day: what every service level is computed from. Reads sums, never contacts. @norm KP-10 */
export async function floorCounts(call: Call, input: Input): Promise<OutputOf<typeof operation>> {
  const from = new Date(input.from)
  const until = new Date(input.until)
  const days = input.by === 'day' ? MOST_DAYS_BY_DAY : MOST_DAYS
  if (!(until > from) || until.getTime() - from.getTime() > days * 86_400_000) throw refuse('period-too-long', { days })
  const rows = await talliesOf(call, input, from, until)
  const roster = await readRoster(call.tx, input.regionId)
  const unitOf = new Map(roster.known.map((queue) => [queue.code, queue.unitId]))
  const maySee = (unitId: string | null) => allows(call.actor, 'floor.read', { regionId: input.regionId, unitId })
  const counted = rows.filter((row) => !row.figure.startsWith('state:') && maySee(unitOf.get(row.queue_code) ?? null))
  const spent = input.queueCode || input.channel ? [] : [...rows, ...(await stillGoingOn(call, input, from, until))].filter((row) => row.figure.startsWith('state:') && maySee(row.queue_code || null))
  return { items: itemsOf(counted), states: statesOf(spent) }
}

/** The beginning of the quarter, hour or day, days by the region's own time. */
function period({ by = 'slot' }: Input, column: ReturnType<typeof sql>) {
  if (by === 'slot') return column
  if (by === 'hour') return sql`date_trunc('hour', ${column})`
  return sql`date_trunc('day', ${column}, (select time_zone from zone))`
}

/** What is counted, and what is not added up yet. */
async function talliesOf(call: Call, input: Input, from: Date, until: Date): Promise<Row[]> {
  const { answered_within, abandoned_within } = rulebook().channels.counts
  const slot = period(input, sql`slot`)
  const { rows } = await sql<Row>`
    with zone as (select time_zone from platform.region where id = ${input.regionId}),
    bound as (select 'answered' as figure, unnest(${[...answered_within]}::int[]) as within union all select 'abandoned', unnest(${[...abandoned_within]}::int[])),
    fresh as (select slot, queue_code, channel, figure, seconds, n from floor.mark where region_id = ${input.regionId} and slot >= ${from} and slot < ${until}),
    counted as (
      select slot, queue_code, channel, figure, within_seconds, n from floor.tally where region_id = ${input.regionId} and slot >= ${from} and slot < ${until}
      union all select slot, queue_code, channel, figure, -1, n from fresh
      union all select slot, queue_code, channel, f.figure, b.within, n from fresh f join bound b on b.figure = f.figure and f.seconds <= b.within
      union all select slot, queue_code, channel, figure || '-wait-seconds', -1, seconds * n from fresh where figure in ('answered', 'abandoned'))
    select ${slot} as slot, queue_code, channel, figure, within_seconds, sum(n)::bigint as n from counted
    where (${input.queueCode ?? null}::text is null or queue_code = ${input.queueCode ?? null}) and (${input.channel ?? null}::text is null or channel = ${input.channel ?? null})
    group by 1, 2, 3, 4, 5`.execute(call.tx)
  return rows
}

/** The states people are in now began some time ago and are counted when they end: until then their seconds are worked out. */
async function stillGoingOn(call: Call, input: Input, from: Date, until: Date): Promise<Row[]> {
  const open = await call.tx
    .selectFrom('floor.interval as i')
    .innerJoin('floor.seat as s', (join) => join.onRef('s.region_id', '=', 'i.region_id').onRef('s.staff_id', '=', 'i.staff_id'))
    .select(['i.state', 'i.started_at', 's.unit_id'])
    .where('i.region_id', '=', input.regionId)
    .where('i.ended_at', 'is', null)
    .execute()
  const rows = open.flatMap(({ state, started_at, unit_id }) => {
    const begins = started_at > from ? started_at : from
    const ends = call.now < until ? call.now : until
    return secondsBySlot(begins, ends).map(({ slot, seconds }): Row => ({ slot, queue_code: unit_id ?? '', channel: '', figure: `state:${state}`, within_seconds: -1, n: seconds }))
  })
  if ((input.by ?? 'slot') === 'slot') return rows
  const slots = [...new Set(rows.map((row) => row.slot.getTime()))]
  const { rows: placed } = await sql<{ slot: Date; at: Date }>`
    with zone as (select time_zone from platform.region where id = ${input.regionId})
    select slot, ${period(input, sql`slot`)} as at from unnest(${slots.map((slot) => new Date(slot))}::timestamptz[]) as s(slot)`.execute(call.tx)
  const periodOf = new Map(placed.map((row) => [row.slot.getTime(), row.at]))
  return rows.map((row) => ({ ...row, slot: periodOf.get(row.slot.getTime()) ?? row.slot }))
}

function itemsOf(rows: readonly Row[]): FloorCount[] {
  const groups = Map.groupBy(rows, (row) => `${row.slot.toISOString()} ${row.queue_code} ${row.channel}`)
  const items = [...groups.values()].flatMap((own): FloorCount[] => {
    const [first] = own
    if (!first) return []
    const all = (figure: string) => sum(own.filter((row) => row.figure === figure && row.within_seconds === -1))
    const { answered_within, abandoned_within } = rulebook().channels.counts
    const within = (figure: string, bounds: readonly number[]) => bounds.map((seconds) => ({ seconds, n: sum(own.filter((row) => row.figure === figure && row.within_seconds === seconds)) }))
    return [
      {
        slot: first.slot.toISOString(),
        queueCode: first.queue_code,
        channel: first.channel,
        offered: all('offered'),
        answered: all('answered'),
        answeredWithin: within('answered', answered_within),
        abandoned: all('abandoned'),
        abandonedWithin: within('abandoned', abandoned_within),
        withdrawn: all('withdrawn'),
        overflowedOut: all('overflowed-out'),
        overflowedIn: all('overflowed-in'),
        transferredIn: all('transferred-in'),
        transferredOut: all('transferred-out'),
        resumed: all('resumed'),
        callbacks: all('callback'),
        refused: all('refused'),
        unanswered: all('unanswered'),
        answeredWaitSeconds: all('answered-wait-seconds'),
        abandonedWaitSeconds: all('abandoned-wait-seconds'),
        handleSeconds: all('handle-seconds')
      }
    ]
  })
  return items.sort((a, b) => a.slot.localeCompare(b.slot) || a.queueCode.localeCompare(b.queueCode) || a.channel.localeCompare(b.channel))
}

function statesOf(rows: readonly Row[]) {
  const groups = Map.groupBy(rows, (row) => `${row.slot.toISOString()} ${row.queue_code} ${row.figure}`)
  return [...groups.values()]
    .map((own) => ({ slot: (own[0] as Row).slot.toISOString(), unitId: (own[0] as Row).queue_code, state: (own[0] as Row).figure.slice('state:'.length), seconds: sum(own) }))
    .sort((a, b) => a.slot.localeCompare(b.slot) || a.unitId.localeCompare(b.unitId) || a.state.localeCompare(b.state))
}

const sum = (rows: readonly Row[]): number => rows.reduce((total, row) => total + Number(row.n), 0)
