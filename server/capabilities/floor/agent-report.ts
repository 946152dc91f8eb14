import type { AgentFigures, agentReport as operation } from '@shouwen/contract/floor-board'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'

const MOST_DAYS = 8
const MOST_PEOPLE = 1000

type Input = InputOf<typeof operation>
type Spell = { staff_id: string; state: string; seconds: number }
type Served = { staff_id: string; contacts: number; seconds: number }
type Had = { staff_id: string; offers: number; missed: number }

/**
 * What each person did in a time: seconds in each state, contacts that ended, offers and those missed. Only people the reader may see; what
 * still goes on counts up to now. Adherence is not here: there is no planned shift to measure against.
 */
export async function agentReport(call: Call, input: Input): Promise<OutputOf<typeof operation>> {
  const from = new Date(input.from)
  const asked = new Date(input.until)
  if (!(asked > from) || asked.getTime() - from.getTime() > MOST_DAYS * 86_400_000) throw refuse('period-too-long', { days: MOST_DAYS })
  const until = asked < call.now ? asked : call.now
  const people = await peopleSeen(call, input, from, until)
  const shown = people.slice(0, MOST_PEOPLE)
  const ids = shown.map((one) => one.id)
  const spells = Map.groupBy(await spellsOf(call, input.regionId, ids, from, until), (row) => row.staff_id)
  const served = new Map((await servedBy(call, input.regionId, ids, from, until)).map((row) => [row.staff_id, row]))
  const offers = new Map((await offersTo(call, input.regionId, ids, from, until)).map((row) => [row.staff_id, row]))
  const units = new Map(shown.map(({ unit_id, name_zh, name_en }) => [unit_id, { id: unit_id, zh: name_zh, en: name_en }]))
  return {
    isCut: people.length > MOST_PEOPLE,
    units: [...units.values()],
    items: shown.map(
      ({ id, name, job_number, unit_id }): AgentFigures => ({
        person: { id, name, jobNumber: job_number },
        unitId: unit_id,
        contacts: served.get(id)?.contacts ?? 0,
        serviceSeconds: served.get(id)?.seconds ?? 0,
        offers: offers.get(id)?.offers ?? 0,
        missed: offers.get(id)?.missed ?? 0,
        states: (spells.get(id) ?? []).map(({ state, seconds }) => ({ state, seconds }))
      })
    )
  }
}

/** Who was at work in the time, by job number. */
async function peopleSeen(call: Call, { regionId, unitId }: Input, from: Date, until: Date) {
  const scope = scopeFilter(call.actor, 'floor.read', { regionId: 's.region_id', unitId: 's.unit_id', staffIds: ['s.id'] })
  const { rows } = await sql<{ id: string; name: string; job_number: string; unit_id: string; name_zh: string; name_en: string }>`
    select s.id, s.name, s.job_number, s.unit_id, u.name_zh, u.name_en from people.staff s join people.unit u on u.id = s.unit_id
    where s.region_id = ${regionId} and ${scope} and (${unitId ?? null}::uuid is null or s.unit_id = ${unitId ?? null})
      and exists (select from floor.interval i where i.region_id = ${regionId} and i.staff_id = s.id and i.started_at < ${until} and i.started_at > ${yesterdayOf(from)}
        and (i.ended_at is null or i.ended_at > ${from}))
    order by s.job_number limit ${MOST_PEOPLE + 1}`.execute(call.tx)
  return rows
}

/** Nobody is in one state for more than a day: what began before cannot reach into the time, so the index need not be read from its beginning. */
const yesterdayOf = (from: Date): Date => new Date(from.getTime() - 86_400_000)

async function spellsOf(call: Call, regionId: number, ids: readonly string[], from: Date, until: Date): Promise<Spell[]> {
  const { rows } = await sql<Spell>`
    select staff_id, state, round(sum(extract(epoch from least(coalesce(ended_at, ${until}), ${until}) - greatest(started_at, ${from}))))::int as seconds
    from floor.interval where region_id = ${regionId} and staff_id = any(${[...ids]}::uuid[]) and started_at < ${until} and started_at > ${yesterdayOf(from)}
      and (ended_at is null or ended_at > ${from})
    group by staff_id, state order by seconds desc`.execute(call.tx)
  return rows
}

async function servedBy(call: Call, regionId: number, ids: readonly string[], from: Date, until: Date): Promise<Served[]> {
  const { rows } = await sql<Served>`
    select staff_id, count(*)::int as contacts, round(sum(extract(epoch from ended_at - answered_at)))::int as seconds from floor.passage
    where region_id = ${regionId} and staff_id = any(${[...ids]}::uuid[]) and ended_at >= ${from} and ended_at < ${until} and answered_at is not null group by staff_id`.execute(call.tx)
  return rows
}

async function offersTo(call: Call, regionId: number, ids: readonly string[], from: Date, until: Date): Promise<Had[]> {
  const { rows } = await sql<Had>`
    select staff_id, count(*)::int as offers, (count(*) filter (where outcome in ('unanswered', 'declined')))::int as missed from floor.decision
    where region_id = ${regionId} and staff_id = any(${[...ids]}::uuid[]) and at >= ${from} and at < ${until} group by staff_id`.execute(call.tx)
  return rows
}
