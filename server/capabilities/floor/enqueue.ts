import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { findCustomer, reachesPersonFirst } from '#capabilities/customers'
import { avoidedByCustomer, findTicket } from '#capabilities/tickets'
import { secondsAfter } from './floor-rules.ts'
import { closeDecision } from './ledger.ts'
import { type ContactKind, type ContactRef, type FloorContactRow, lockFloorContact } from './contact.ts'
import { recordFloor } from './floor-events.ts'
import { type Figure, marking } from './marks.ts'
import { endPassage } from './passage.ts'
import { giveBackUnits } from './release-contact.ts'
import { type RoutingFacts, ruleFor } from './routing-rule.ts'

export type EnqueueInput = {
  kind: ContactKind
  id: string
  regionId: number
  /** A channel of rulebook/routing/channels.yaml; a call is `phone`. */
  channel: string
  /** Null: no queue fits; it waits for somebody to take it. */
  queueCode: string | null
  customerId?: string | null
  language?: string | null
  /** Minutes it counts as having waited already, beside those of its rule. */
  priority?: number
  knownStaffId?: string | null
  /** Who must not have it, beside those an open matter of its customer, or the ticket it belongs to, keeps away. @norm TK-26 */
  avoidStaffIds?: readonly string[]
  ticketId?: string | null
  /** Comes straight before a person; read from the customer's record when absent. */
  elderly?: boolean
  /** A place it had before (transfer, callback); absent: the end, or the place of the contact it resumes. */
  queuedAt?: Date | null
}

export type Enqueued = { ruleId: string; placedAt: Date; /** It took the place of one that was given up before. */ resumed: boolean }

/** The queue of those nobody works for: they wait until somebody takes them. */
export const UNPLACED = 'unplaced'

/**
 * Puts a contact into its queue, or back into one: what it had before is given back first. Its place is by the clock of the database, so that
 * processes whose clocks differ cannot overtake each other's. The caller holds the lock of the contact's own row.
 */
export async function enqueue(call: Call, input: EnqueueInput): Promise<Enqueued> {
  const ref: ContactRef = { kind: input.kind, id: input.id, regionId: input.regionId }
  const before = await lockFloorContact(call, ref)
  if (before && before.state !== 'left') await endBefore(call, before)
  const facts = await factsOf(call, input)
  const queueCode = input.queueCode ?? UNPLACED
  const rule = ruleFor({ channel: input.channel, queueCode, language: input.language ?? null, facts })
  const resumed = input.queuedAt || before ? null : await givenUpBefore(call, input, queueCode, rule.resume_minutes)
  const avoid = await avoidedBy(call, input)
  const again = before !== null && before.state !== 'left'
  const contact = await write(call, input, {
    avoid,
    queueCode,
    facts,
    ruleId: rule.id,
    headStart: ((rule.head_start_minutes ?? 0) + (input.priority ?? 0)) * 60,
    placedAt: input.queuedAt ?? resumed?.placed_at ?? null,
    figures: [again ? 'transferred-in' : 'offered', ...(resumed ? (['resumed'] as const) : [])]
  })
  await recordFloor(call, 'contact.queued', [contact])
  return { ruleId: rule.id, placedAt: contact.placed_at, resumed: resumed !== null }
}

/** Ends its way through the queue it was in, or with the person it had. */
async function endBefore(call: Call, before: FloorContactRow): Promise<void> {
  await giveBackUnits(call, before, false)
  await closeDecision(call, before, 'withdrawn', 'requeued')
  await endPassage(call, before, before.state === 'held' ? 'transferred' : 'withdrawn')
}

async function avoidedBy(call: Call, { regionId, customerId, ticketId, avoidStaffIds = [] }: EnqueueInput): Promise<string[]> {
  const ofTicket = ticketId ? ((await findTicket(call.tx, regionId, ticketId))?.avoid_staff_ids ?? []) : []
  const ofCustomer = customerId ? await avoidedByCustomer(call.tx, regionId, customerId) : []
  return [...new Set([...avoidStaffIds, ...ofTicket, ...ofCustomer])]
}

async function factsOf(call: Call, { regionId, customerId, elderly }: EnqueueInput): Promise<RoutingFacts> {
  const customer = customerId ? await findCustomer(call.tx, regionId, customerId) : null
  const first = elderly ?? (customer !== null && (await reachesPersonFirst(call, regionId, customer.id)))
  return { ...(customer ? { grade: customer.grade, vip: customer.vip } : {}), ...(first ? { elderly: true } : {}) }
}

/** The contact this customer gave up lately in the same queue: its place is theirs still. It is used once. */
async function givenUpBefore(call: Call, { regionId, customerId, channel }: EnqueueInput, queueCode: string, minutes: number | undefined) {
  if (!customerId || minutes === undefined) return null
  const { rows } = await sql<Pick<FloorContactRow, 'placed_at'>>`
    update floor.contact set outcome = 'resumed'
    where region_id = ${regionId} and (kind, id) = (
      select kind, id from floor.contact where region_id = ${regionId} and customer_id = ${customerId} and state = 'left' and outcome = 'abandoned'
        and channel = ${channel} and queue_code = ${queueCode} and left_at > ${secondsAfter(call.now, -60 * minutes)}
      order by left_at desc limit 1)
    returning placed_at`.execute(call.tx)
  return rows[0] ?? null
}

type Place = { avoid: string[]; queueCode: string; facts: RoutingFacts; ruleId: string; headStart: number; placedAt: Date | null; /** What it counts as. */ figures: Figure[] }

async function write(call: Call, input: EnqueueInput, { avoid, queueCode, facts, ruleId, headStart, placedAt, figures }: Place): Promise<FloorContactRow> {
  const knownStaffId = input.knownStaffId && !avoid.includes(input.knownStaffId) ? input.knownStaffId : null
  const entry = { region_id: input.regionId, queue_code: queueCode, channel: input.channel, entered_at: call.now }
  const { rows } = await sql<FloorContactRow>`
    with marked as (${marking(call, figures.map((figure) => ({ contact: entry, figure })))})
    insert into floor.contact as k (region_id, kind, id, channel, queue_code, state, customer_id, language, facts, rule_id, head_start_seconds, known_staff_id,
      avoid_staff_ids, placed_at, entered_at)
    values (${input.regionId}, ${input.kind}, ${input.id}, ${input.channel}, ${queueCode}, 'waiting', ${input.customerId ?? null}, ${input.language ?? null},
      ${JSON.stringify(facts)}, ${ruleId}, ${headStart}, ${knownStaffId}, ${avoid}::uuid[],
      ${placedAt ?? call.now}, ${call.now})
    on conflict (region_id, kind, id) do update set channel = excluded.channel, queue_code = excluded.queue_code, state = 'waiting',
      customer_id = excluded.customer_id, language = excluded.language, facts = excluded.facts, rule_id = excluded.rule_id,
      head_start_seconds = excluded.head_start_seconds, known_staff_id = excluded.known_staff_id, avoid_staff_ids = excluded.avoid_staff_ids,
      placed_at = excluded.placed_at, entered_at = excluded.entered_at, callback = false, via_queue = null, staff_id = null, units = 0, soft = false,
      offered_at = null, offer_ends_at = null, offer_count = 0, accepted_at = null, left_at = null, outcome = null, xid = excluded.xid
    returning *`.execute(call.tx)
  return rows[0] as FloorContactRow
}
