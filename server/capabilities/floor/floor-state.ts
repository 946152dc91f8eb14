import type { floorState as stateOperation, listWaiting as waitingOperation } from '@shouwen/contract/floor-state'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { allows } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { staffNames } from '#capabilities/people'
import type { FloorContactRow } from './contact.ts'
import { readRoster, type Roster } from './dispatcher/roster.ts'
import { secondsBetween, stateRule, takesContacts } from './floor-rules.ts'
import { ruleOf, stepInForce } from './routing-rule.ts'
import { seatStates } from './people-there.ts'
import type { Seat } from './seat.ts'

type State = OutputOf<typeof stateOperation>
type SeatRow = Seat & { name: string; job_number: string; person_unit: string }

/** Teams, people and queues as they are now, as far as the reader may see: its cost grows with who is there, never with history. @norm CC-34 */
export async function floorState(call: Call, { regionId }: InputOf<typeof stateOperation>): Promise<State> {
  const [seats, live, roster, lent, dispatched] = [
    await seatsIn(call, regionId),
    await liveContacts(call, regionId),
    await readRoster(call.tx, regionId),
    new Set((await call.tx.selectFrom('floor.loan').select('staff_id').where('region_id', '=', regionId).execute()).map((row) => row.staff_id)),
    await call.tx.selectFrom('floor.dispatcher').select('epoch').where('region_id', '=', regionId).where('lease_until', '>', sql<Date>`now()`).executeTakeFirst()
  ]
  const visible = seats.filter((seat) => allows(call.actor, 'floor.read', { regionId, unitId: seat.person_unit, staffIds: [seat.staff_id] }))
  const inHand = Map.groupBy(live.filter((row) => row.staff_id !== null), (row) => row.staff_id as string)
  return {
    at: call.now.toISOString(),
    teams: await teamsOf(call, [...new Set(visible.map((seat) => seat.person_unit))]),
    seats: visible.map((seat) => seatView(call, seat, roster, lent, inHand.get(seat.staff_id) ?? [])),
    queues: queuesOf(call, regionId, roster, seats, live),
    isDispatched: dispatched !== undefined
  }
}

async function seatsIn(call: Call, regionId: number): Promise<SeatRow[]> {
  return call.tx
    .selectFrom('floor.seat as p')
    .innerJoin('people.staff as s', 's.id', 'p.staff_id')
    .selectAll('p')
    .select(['s.name', 's.job_number', 's.unit_id as person_unit'])
    .where('p.region_id', '=', regionId)
    .where('p.state', '!=', 'signed-out')
    .orderBy('s.job_number')
    .limit(20_000)
    .execute()
}

async function liveContacts(call: Call, regionId: number): Promise<FloorContactRow[]> {
  return call.tx.selectFrom('floor.contact').selectAll().where('region_id', '=', regionId).where('state', 'in', ['waiting', 'offered', 'held']).execute()
}

function seatView(call: Call, seat: SeatRow, roster: Roster, lent: Set<string>, contacts: FloorContactRow[]): State['seats'][number] {
  const most = stateRule(seat.state)?.most_minutes
  return {
    person: { id: seat.staff_id, name: seat.name, jobNumber: seat.job_number },
    unitId: seat.person_unit,
    state: seat.state,
    reason: seat.reason,
    nextState: seat.next_state,
    since: seat.since.toISOString(),
    isOverdue: most !== undefined && secondsBetween(seat.since, call.now) > most * 60,
    takes: takesContacts(seat.state),
    capacity: seat.chat_capacity,
    wrapUntil: seat.wrap_until?.toISOString() ?? null,
    idleSince: seat.idle_since.toISOString(),
    lastSeenAt: seat.last_seen_at.toISOString(),
    isLent: lent.has(seat.staff_id),
    queues: roster.members.get(seat.staff_id)?.queues ?? [],
    contacts: contacts.map(({ kind, id, channel, queue_code, via_queue, state, accepted_at, offered_at }) => ({
      kind,
      id,
      channel,
      queueCode: queue_code,
      viaQueue: via_queue,
      state: state === 'held' ? 'held' : 'offered',
      since: ((state === 'held' ? accepted_at : offered_at) ?? call.now).toISOString()
    }))
  }
}

/** Queues the reader may see or works from, and to whoever sees the whole region also those that are in no roster. */
function queuesOf(call: Call, regionId: number, roster: Roster, seats: readonly Seat[], live: readonly FloorContactRow[]): State['queues'] {
  const byQueue = Map.groupBy(live, (row) => row.queue_code)
  const own = new Set(call.actor.kind === 'staff' ? (roster.members.get(call.actor.id)?.queues ?? []) : [])
  const atSeat = new Set(seatStates())
  const people = new Map<string, { staffed: number; ready: number }>()
  for (const seat of seats)
    for (const code of roster.members.get(seat.staff_id)?.queues ?? []) {
      const there = people.get(code) ?? { staffed: 0, ready: 0 }
      people.set(code, { staffed: there.staffed + Number(atSeat.has(seat.state)), ready: there.ready + Number(takesContacts(seat.state) && seat.hard_units === 0) })
    }
  const known = roster.known.map(({ code, nameZh, nameEn, unitId }) => ({ code, nameZh, nameEn, unitId: unitId as string | null }))
  const strange = [...byQueue.keys()].filter((code) => !roster.queues.has(code)).map((code) => ({ code, nameZh: code, nameEn: code, unitId: null }))
  return [...known, ...strange]
    .filter(({ code, unitId }) => own.has(code) || allows(call.actor, 'floor.read', { regionId, unitId }))
    .map((queue) => ({ ...queue, ...countsOf(byQueue.get(queue.code) ?? []), ...(people.get(queue.code) ?? { staffed: 0, ready: 0 }) }))
}

function countsOf(rows: readonly FloorContactRow[]) {
  const waiting = rows.filter((row) => row.state === 'waiting')
  const longest = waiting.reduce<Date | null>((first, { entered_at }) => (first === null || entered_at < first ? entered_at : first), null)
  return {
    waiting: waiting.length,
    callbacks: waiting.filter((row) => row.callback).length,
    longestWaitSince: longest?.toISOString() ?? null,
    offered: rows.filter((row) => row.state === 'offered').length,
    held: rows.filter((row) => row.state === 'held').length,
    channels: [...Map.groupBy(waiting, (row) => row.channel)].map(([channel, own]) => ({ channel, waiting: own.length }))
  }
}

async function teamsOf(call: Call, ids: string[]): Promise<State['teams']> {
  if (ids.length === 0) return []
  const rows = await call.tx.selectFrom('people.unit').select(['id', 'code', 'name_zh', 'name_en']).where('id', 'in', ids).orderBy('code').execute()
  return rows.map((row) => ({ unitId: row.id, code: row.code, nameZh: row.name_zh, nameEn: row.name_en }))
}

/** Who waits in a queue, in the order in which they stand. */
export async function listWaiting(call: Call, { regionId, queueCode, limit = 50 }: InputOf<typeof waitingOperation>): Promise<OutputOf<typeof waitingOperation>> {
  await permitQueue(call, regionId, queueCode)
  const place = sql`placed_at - make_interval(secs => head_start_seconds)`
  const { rows } = await sql<FloorContactRow & { total: number }>`
    select *, count(*) over ()::int as total from floor.contact where region_id = ${regionId} and queue_code = ${queueCode} and state in ('waiting', 'offered')
    order by ${place}, id limit ${limit}`.execute(call.tx)
  const names = await staffNames(call.tx, rows.map((row) => row.staff_id))
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((row, index) => {
      const person = row.staff_id ? names.get(row.staff_id) : undefined
      return {
        kind: row.kind,
        id: row.id,
        channel: row.channel,
        queueCode: row.queue_code,
        state: row.state === 'offered' ? 'offered' : 'waiting',
        position: index + 1,
        ruleId: row.rule_id,
        step: stepInForce(ruleOf(row), secondsBetween(row.placed_at, call.now)),
        placedAt: row.placed_at.toISOString(),
        enteredAt: row.entered_at.toISOString(),
        headStartSeconds: row.head_start_seconds,
        callback: row.callback,
        offeredTo: row.staff_id && person ? { id: row.staff_id, ...person } : null,
        offerCount: row.offer_count
      }
    })
  }
}

/** Refuses with `not-found` for a queue the reader may not see. */
export async function permitQueue(call: Call, regionId: number, queueCode: string): Promise<void> {
  const roster = await readRoster(call.tx, regionId)
  const queue = roster.known.find((one) => one.code === queueCode)
  const own = call.actor.kind === 'staff' && (roster.members.get(call.actor.id)?.queues.includes(queueCode) ?? false)
  if (!own && !allows(call.actor, 'floor.read', { regionId, unitId: queue?.unitId ?? null })) throw refuse('not-found')
}

