import { type Desk, offerChats } from '@shouwen/kernels/routing/index'
import { sql } from 'kysely'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { queueRoster } from '#capabilities/tickets'
import type { Conversation } from './load-conversation.ts'
import { loadsOf, type Presence, silentBefore } from './presence.ts'
import { recordContact } from './record-contact.ts'

/** Chats looked at in one round; those behind them wait for the next. */
const ROUND = 200

/**
 * Offers the waiting chats of a region to free desks, one decision in one transaction; answers how many. Any number of processes may do
 * this at once: each sees only chats and desks that no other decides about, and counts a desk's chats while it holds the desk.
 *
 */
export async function dispatchRegion(app: App, regionId: number): Promise<number> {
  return transact(app, { kind: 'system', name: 'contacts.dispatch' }, async (call) => {
    const waiting = await lockWaiting(call, regionId)
    if (waiting.length === 0) return 0
    const offers = offerChats(await chatsOf(call, regionId, waiting), await desksOf(call, regionId))
    if (offers.length > 0) await writeOffers(call, regionId, offers)
    return offers.length
  })
}

async function lockWaiting(call: Call, regionId: number): Promise<Conversation[]> {
  return call.tx
    .selectFrom('contacts.conversation')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('state', '=', 'waiting')
    .orderBy('queued_at')
    .orderBy('id')
    .limit(ROUND)
    .forUpdate()
    .skipLocked()
    .execute()
}

async function chatsOf(call: Call, regionId: number, waiting: Conversation[]) {
  const skills = new Map((await queueRoster(call.tx, regionId)).map((queue) => [queue.code, queue.skill]))
  return waiting.flatMap(({ id, queued_at, queue_code, known_staff_id }) =>
    queue_code && queued_at
      ? [
          {
            id,
            queuedAt: queued_at.getTime(),
            queueCode: queue_code,
            skill: skills.get(queue_code) ?? null,
            knownTo: known_staff_id
          }
        ]
      : []
  )
}

/** People who take chats now, locked, with what they have. */
async function desksOf(call: Call, regionId: number): Promise<Desk[]> {
  const present: Presence[] = await call.tx
    .selectFrom('contacts.presence')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('state', '=', 'available')
    .where('last_seen_at', '>', silentBefore(call.now))
    .orderBy('staff_id')
    .forUpdate()
    .skipLocked()
    .execute()
  const loads = await loadsOf(
    call,
    regionId,
    present.map((row) => row.staff_id)
  )
  const roster = await queueRoster(call.tx, regionId)
  return present.map((row) => ({
    staffId: row.staff_id,
    queues: roster.filter((queue) => queue.members.has(row.staff_id)).map((queue) => queue.code),
    skills: Object.fromEntries(
      roster.flatMap((queue) => (queue.skill ? [[queue.skill, queue.members.get(row.staff_id) ?? 0]] : []))
    ),
    load: loads.get(row.staff_id) ?? 0,
    capacity: row.capacity,
    idleSince: row.idle_since.getTime()
  }))
}

async function writeOffers(
  call: Call,
  regionId: number,
  offers: { conversationId: string; staffId: string }[]
): Promise<void> {
  const offered = await sql<Conversation>`
    update contacts.conversation c set state = 'offered', assigned_staff_id = o.staff_id, offered_at = ${call.now}
    from unnest(${offers.map((one) => one.conversationId)}::uuid[], ${offers.map((one) => one.staffId)}::uuid[]) as o(id, staff_id)
    where c.region_id = ${regionId} and c.id = o.id returning c.*`.execute(call.tx)
  await call.tx
    .updateTable('contacts.presence')
    .set({ idle_since: call.now })
    .where('region_id', '=', regionId)
    .where(sql<boolean>`staff_id = any(${offers.map((one) => one.staffId)}::uuid[])`)
    .execute()
  for (const conversation of offered.rows) await recordContact(call, 'contact.offered', conversation)
}
