import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  beatPresence as beatOperation,
  getPresence as getOperation,
  listPresence as listOperation,
  setPresence as setOperation
} from '@shouwen/contract/chat-desk'
import { type Selectable, sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Actor, Call } from '#platform/action'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import type { ContactsPresence } from '#platform/schema.gen'
import { chatRules, secondsBefore } from './chat-rules.ts'

export type Presence = Selectable<ContactsPresence>
type Staff = Extract<Actor, { kind: 'staff' }>

/** The acting member of staff. Refuses with `not-permitted` for anybody else. */
export function staffOf(call: Call): Staff {
  if (call.actor.kind !== 'staff') throw refuse('not-permitted')
  return call.actor
}

/** The row of a person at the desk, locked: whoever gives the person a chat holds it, so that two never give the last place. */
export async function lockPresence(call: Call, regionId: number, staffId: string): Promise<Presence> {
  const { now } = call
  await call.tx
    .insertInto('contacts.presence')
    .values({
      region_id: regionId,
      staff_id: staffId,
      state: 'offline',
      capacity: chatRules().capacity.default,
      since: now,
      idle_since: now,
      last_seen_at: now
    })
    .onConflict((conflict) => conflict.columns(['region_id', 'staff_id']).doNothing())
    .execute()
  return call.tx
    .selectFrom('contacts.presence')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('staff_id', '=', staffId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** How many chats are offered to or served by each of these people now. Read it after locking their presence. */
export async function loadsOf(call: Call, regionId: number, staffIds: readonly string[]): Promise<Map<string, number>> {
  if (staffIds.length === 0) return new Map()
  const rows = await call.tx
    .selectFrom('contacts.conversation')
    .select((eb) => ['assigned_staff_id', eb.fn.countAll<number>().as('load')])
    .where('region_id', '=', regionId)
    .where('state', 'in', ['offered', 'active'])
    .where(sql<boolean>`assigned_staff_id = any(${[...staffIds]}::uuid[])`)
    .groupBy('assigned_staff_id')
    .execute()
  return new Map(rows.map((row) => [row.assigned_staff_id as string, Number(row.load)]))
}

/** Locks a person's presence for one more chat; refuses with `desk-at-capacity`. */
export async function claimPlace(call: Call, regionId: number, staffId: string): Promise<void> {
  const presence = await lockPresence(call, regionId, staffId)
  const load = (await loadsOf(call, regionId, [staffId])).get(staffId) ?? 0
  if (load >= presence.capacity) throw refuse('desk-at-capacity', { load, capacity: presence.capacity })
  await updatePresence(call, presence, { idle_since: call.now })
}

/** Is the person there to see what a customer writes? */
export async function isAtDesk(call: Call, regionId: number, staffId: string | null): Promise<boolean> {
  if (!staffId) return false
  const row = await call.tx
    .selectFrom('contacts.presence')
    .select('state')
    .where('region_id', '=', regionId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row !== undefined && row.state !== 'offline'
}

export async function updatePresence(
  call: Call,
  { region_id, staff_id }: Pick<Presence, 'region_id' | 'staff_id'>,
  to: Partial<Presence>
): Promise<void> {
  await call.tx
    .updateTable('contacts.presence')
    .set(to)
    .where('region_id', '=', region_id)
    .where('staff_id', '=', staff_id)
    .execute()
}

/** Records that somebody came or went. */
export async function recordPresence(
  call: Call,
  regionId: number,
  staffId: string,
  state: string,
  reason: string | null = null
): Promise<void> {
  await record(call, {
    name: 'presence.changed',
    regionId,
    subjectKind: 'staff',
    subjectId: staffId,
    data: { state, ...(reason ? { reason } : {}) }
  })
  call.afterCommit.push(() => call.app.bell.ring('contacts'))
}

export async function getPresence(call: Call): Promise<OutputOf<typeof getOperation>> {
  const { id, regionId } = staffOf(call)
  const row = await call.tx
    .selectFrom('contacts.presence')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('staff_id', '=', id)
    .executeTakeFirst()
  const load = (await loadsOf(call, regionId, [id])).get(id) ?? 0
  return row
    ? viewOf(row, load)
    : {
        staffId: id,
        state: 'offline',
        reason: null,
        capacity: chatRules().capacity.default,
        load: 0,
        since: call.now.toISOString()
      }
}

/** A person says whether they take chats, and how many. With chats still open nobody goes home. */
export async function setPresence(
  call: Call,
  input: InputOf<typeof setOperation>
): Promise<OutputOf<typeof setOperation>> {
  const { id, regionId } = staffOf(call)
  const { most } = chatRules().capacity
  if ((input.capacity ?? 1) > most) throw refuse('presence-capacity-too-high', { most })
  const before = await lockPresence(call, regionId, id)
  const load = (await loadsOf(call, regionId, [id])).get(id) ?? 0
  if (input.state === 'offline' && load > 0) throw refuse('presence-chats-open', { load })
  const changed = before.state !== input.state
  const after: Presence = {
    ...before,
    state: input.state,
    reason: input.reason ?? null,
    capacity: input.capacity ?? before.capacity,
    since: changed ? call.now : before.since,
    idle_since: changed && input.state === 'available' ? call.now : before.idle_since,
    last_seen_at: call.now
  }
  await updatePresence(call, before, after)
  if (changed) await recordPresence(call, regionId, id, input.state)
  else call.afterCommit.push(() => call.app.bell.ring('contacts'))
  return viewOf(after, load)
}

/** The browser of a person at the desk is still there. A desk that fell silent comes back as away, for the person to say so themselves. */
export async function beatPresence(call: Call): Promise<OutputOf<typeof beatOperation>> {
  const { id, regionId } = staffOf(call)
  const row = await call.tx
    .updateTable('contacts.presence')
    .set({ last_seen_at: call.now })
    .where('region_id', '=', regionId)
    .where('staff_id', '=', id)
    .returning('state')
    .executeTakeFirst()
  return { state: row?.state ?? 'offline', nextBeatSeconds: chatRules().desk.beat_seconds }
}

/** Who is at the desk among those the reader may see, busiest first. */
export async function listPresence(call: Call): Promise<OutputOf<typeof listOperation>> {
  const rows = await call.tx
    .selectFrom('contacts.presence as p')
    .innerJoin('people.staff as s', 's.id', 'p.staff_id')
    .select([
      'p.region_id',
      'p.staff_id',
      'p.state',
      'p.reason',
      'p.capacity',
      'p.since',
      'p.idle_since',
      'p.last_seen_at',
      's.name',
      's.job_number'
    ])
    .where('p.state', '!=', 'offline')
    .where(
      scopeFilter(call.actor, 'contact.read', {
        regionId: 'p.region_id',
        unitId: 's.unit_id',
        staffIds: ['p.staff_id']
      })
    )
    .orderBy('s.job_number')
    .limit(500)
    .execute()
  const loads = new Map<string, number>()
  for (const [regionId, members] of Map.groupBy(rows, (row) => row.region_id))
    for (const [staffId, load] of await loadsOf(
      call,
      regionId,
      members.map((row) => row.staff_id)
    ))
      loads.set(staffId, load)
  return {
    items: rows
      .map((row) => ({
        ...viewOf(row, loads.get(row.staff_id) ?? 0),
        person: { id: row.staff_id, name: row.name, jobNumber: row.job_number }
      }))
      .sort((a, b) => b.load - a.load)
  }
}

/** From here on a desk that said nothing counts as left. */
export const silentBefore = (now: Date): Date => secondsBefore(now, chatRules().desk.silent_seconds)

function viewOf(row: Presence, load: number): OutputOf<typeof getOperation> {
  return {
    staffId: row.staff_id,
    state: row.state,
    reason: row.reason,
    capacity: row.capacity,
    load,
    since: row.since.toISOString()
  }
}
