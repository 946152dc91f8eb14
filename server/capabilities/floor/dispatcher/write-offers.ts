import type { Decision } from '@shouwen/kernels/routing/index'
import { sql } from 'kysely'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { type FloorContactRow } from '../contact.ts'
import { recordFloor } from '../floor-events.ts'
import { channelRule, isInterruptible, mostUnits, offerSeconds, secondsAfter, takingStates } from '../floor-rules.ts'
import { hooksOf, perKind } from '../hooks.ts'
import { enterDecisions } from '../ledger.ts'
import type { Seat } from '../seat.ts'
import type { Lease } from './lease.ts'

/** A decision with what is known of both sides. */
export type Pair = { decision: Decision; contact: FloorContactRow; seat: Seat }

/**
 * Writes decisions as offers, in one transaction with the ledger, the owners' own rows and the events; answers the contacts that are offered now.
 * The database has the last word: a contact that no longer waits, a person who stopped or is full, or a dispatcher that lost its right
 * gets nothing, so that even two dispatchers never give one contact twice or a person too many. Rows somebody holds are left for the next round.
 * @norm CC-05
 */
export async function writeOffers(app: App, lease: Lease, owner: string, pairs: readonly Pair[], now: Date): Promise<FloorContactRow[]> {
  if (pairs.length === 0) return []
  return transact(app, { kind: 'system', name: 'floor.dispatch' }, async (given) => {
    const call: Call = { ...given, now }
    const free = await lockOwnRows(call, lease.regionId, pairs)
    const wanted = pairs.filter(({ contact }) => free.has(contact.id))
    if (wanted.length === 0) return []
    const offered = await claim(call, lease, owner, wanted)
    const byId = new Map(wanted.map((pair) => [pair.contact.id, pair]))
    await enterDecisions(
      call,
      offered.map((contact) => {
        const { decision } = byId.get(contact.id) as Pair
        const { step, score, why, eligible, passedOver } = decision
        return { contact, staffId: decision.agentId, way: 'offered', step, score, why, eligible, passedOver, epoch: lease.epoch }
      })
    )
    const said = await perKind(offered, (hooks, own) => hooks.offered(call, own))
    await recordFloor(call, 'contact.offered', offered, said)
    return offered
  })
}

async function lockOwnRows(call: Call, regionId: number, pairs: readonly Pair[]): Promise<Set<string>> {
  const free = new Set<string>()
  for (const [kind, own] of Map.groupBy(pairs, ({ contact }) => contact.kind))
    for (const id of await hooksOf(kind).lock(call, regionId, own.map(({ contact }) => contact.id))) free.add(id)
  return free
}

async function claim(call: Call, { regionId, epoch }: Lease, owner: string, pairs: readonly Pair[]): Promise<FloorContactRow[]> {
  const column = <T>(pick: (pair: Pair) => T): T[] => pairs.map(pick)
  const { rows } = await sql<FloorContactRow>`
    with lease as (select 1 from floor.dispatcher where region_id = ${regionId} and owner = ${owner} and epoch = ${epoch} for share),
    pair as (select * from unnest(
        ${column(({ contact }) => contact.kind)}::text[], ${column(({ contact }) => contact.id)}::uuid[], ${column(({ decision }) => decision.agentId)}::uuid[],
        ${column(({ contact }) => channelRule(contact.channel).units)}::int[], ${column(({ contact }) => isInterruptible(contact.channel))}::boolean[],
        ${column(({ contact, seat }) => mostUnits(contact.channel, seat.chat_capacity))}::int[],
        ${column(({ contact }) => channelRule(contact.channel).interrupts !== undefined)}::boolean[],
        ${column(({ contact }) => secondsAfter(call.now, offerSeconds(contact.channel)))}::timestamptz[],
        ${column(({ decision }) => (decision.overflow ? decision.queue : null))}::text[])
      as p(kind, id, staff_id, units, soft, most, interrupts, ends, via)),
    free as (select k.kind, k.id from floor.contact k join pair p on p.kind = k.kind and p.id = k.id
      where k.region_id = ${regionId} and k.state = 'waiting' and exists (select from lease) and not p.staff_id = any(k.avoid_staff_ids)
      order by k.kind, k.id for update of k skip locked),
    wanted as (select p.* from pair p join free f on f.kind = p.kind and f.id = p.id),
    room as (select s.staff_id, s.hard_units, s.soft_units from floor.seat s
      where s.region_id = ${regionId} and s.staff_id in (select staff_id from wanted) and s.state = any(${takingStates()}::text[])
      order by s.staff_id for update of s skip locked),
    more as (select staff_id, sum(case when soft then 0 else units end)::int as hard, sum(case when soft then units else 0 end)::int as soft,
      min(most) filter (where not interrupts) as most_of_all, min(most) filter (where interrupts) as most_of_hard from wanted group by staff_id),
    fit as (select m.* from more m join room r on r.staff_id = m.staff_id
      where (m.most_of_all is null or r.hard_units + r.soft_units + m.hard + m.soft <= m.most_of_all)
        and (m.most_of_hard is null or r.hard_units + m.hard <= m.most_of_hard)),
    seated as (update floor.seat s set hard_units = s.hard_units + f.hard, soft_units = s.soft_units + f.soft, idle_since = ${call.now}, xid = pg_current_xact_id()
      from fit f where s.region_id = ${regionId} and s.staff_id = f.staff_id returning s.staff_id)
    update floor.contact k set state = 'offered', staff_id = w.staff_id, units = w.units, soft = w.soft, via_queue = w.via, offered_at = ${call.now},
      offer_ends_at = w.ends, xid = pg_current_xact_id()
    from wanted w join seated s on s.staff_id = w.staff_id
    where k.region_id = ${regionId} and k.kind = w.kind and k.id = w.id and k.state = 'waiting' returning k.*`.execute(call.tx)
  return rows
}
