import { sql } from 'kysely'
import type { App } from './app-type.ts'
import { type Call, transact } from './action.ts'
import { currentPosition, eventsAfter, type Position, type RecordedEvent } from './events.ts'
import { enqueue, work } from './jobs.ts'

/** A capability's answer to what happens elsewhere. `handle` must be idempotent: an event may be given twice. */
export type Reaction = {
  name: string
  events: readonly string[]
  handle: (call: Call, event: RecordedEvent) => Promise<void>
}

const BATCH = 200
const IDLE_STEP_MS = 10_000
const DRAIN_ALL_MS = 10_000
const POLL_MS = 100
const LOOK = 500

/** Declares a reaction; capabilities export lists of these. */
export function react(reaction: Reaction): Reaction {
  return reaction
}

/**
 * Moves a reaction's cursor over at most one batch of events, in one transaction with what the reaction writes.
 * Returns how many events were handled; 0 also when another process holds the cursor.
 * An event whose handling fails becomes a job with retries, so that one bad event never stops those behind it.
 */
export async function advance(app: App, reaction: Reaction): Promise<number> {
  return transact(app, { kind: 'system', name: reaction.name }, async (call) => {
    const cursor = await call.tx
      .selectFrom('platform.cursor')
      .select(['xid', 'seq', 'updated_at'])
      .where('name', '=', reaction.name)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!cursor) return 0
    const seen = await currentPosition(call.tx)
    const events = await eventsAfter(call.tx, { xid: String(cursor.xid), seq: Number(cursor.seq) }, BATCH, reaction.events)
    await handleTogether(call, reaction, events)
    // With nothing of ours in sight, step over the others' events now and then, so that a look stays cheap.
    const idle = events.length === 0 && Date.now() - cursor.updated_at.getTime() > IDLE_STEP_MS
    const last = events.at(-1) ?? (idle ? seen : undefined)
    if (last)
      await call.tx
        .updateTable('platform.cursor')
        .set({ xid: sql`${last.xid}::xid8`, seq: last.seq, updated_at: new Date() })
        .where('name', '=', reaction.name)
        .execute()
    return events.length
  })
}

/** All of a batch under one savepoint, which is two steps instead of two for each event; only when one fails, one by one. */
async function handleTogether(call: Call, reaction: Reaction, events: RecordedEvent[]): Promise<void> {
  if (events.length === 0) return
  await sql`savepoint batch`.execute(call.tx)
  try {
    for (const event of events) await reaction.handle(call, event)
    await sql`release savepoint batch`.execute(call.tx)
  } catch {
    await sql`rollback to savepoint batch`.execute(call.tx)
    for (const event of events) await handleOrPark(call, reaction, event)
  }
}

async function handleOrPark(call: Call, reaction: Reaction, event: RecordedEvent): Promise<void> {
  await sql`savepoint reaction`.execute(call.tx)
  try {
    await reaction.handle(call, event)
    await sql`release savepoint reaction`.execute(call.tx)
  } catch (error) {
    await sql`rollback to savepoint reaction`.execute(call.tx)
    call.app.log.warn({ reaction: reaction.name, event: event.name, seq: event.seq, err: error }, 'reaction failed')
    await enqueue(call, {
      kind: `reaction.${reaction.name}`,
      key: `${event.xid}-${event.seq}`,
      payload: { ...event, occurredAt: event.occurredAt.toISOString() }
    })
  }
}

/** Makes sure every reaction has its cursor row (from the beginning of the log) and a retry handler. */
export async function prepareReactions(app: App, reactions: Reaction[]): Promise<void> {
  for (const reaction of reactions) {
    await app.db
      .insertInto('platform.cursor')
      .values({ name: reaction.name, xid: sql`'0'::xid8`, seq: 0, updated_at: new Date() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    work({
      kind: `reaction.${reaction.name}`,
      run: (call, payload) => {
        const event = payload as unknown as RecordedEvent & { occurredAt: string }
        return reaction.handle(call, { ...event, occurredAt: new Date(event.occurredAt) })
      }
    })
  }
}

/** Handles everything there is now, in all reactions, until nothing new appears (reactions may record events). */
export async function drainReactions(app: App, reactions: Reaction[]): Promise<number> {
  let total = 0
  for (;;) {
    let handled = 0
    for (const reaction of reactions) handled += await advance(app, reaction)
    if (handled === 0) return total
    total += handled
  }
}

async function catchUp(app: App, reaction: Reaction): Promise<void> {
  while ((await advance(app, reaction)) === BATCH);
}

/**
 * The relay's loop. It looks at the log once for all reactions and moves only the cursors of those an event concerns: taking every
 * cursor at each look would write to the disk for nothing. Now and then, and after a fault, all of them are drained, for what another
 * process left behind. Sleeps until rung or 100 ms have passed (other processes cannot ring our bell).
 */
export async function runReactions(app: App, reactions: Reaction[], signal: AbortSignal): Promise<void> {
  let position: Position | null = null
  let drainedAt = 0
  while (!signal.aborted) {
    try {
      if (position === null || Date.now() - drainedAt > DRAIN_ALL_MS) {
        position ??= await currentPosition(app.db)
        drainedAt = Date.now()
        // Once through: what they record themselves is seen at the next look, and under load there would be no end.
        for (const reaction of reactions) await catchUp(app, reaction)
      }
      const events = await eventsAfter(app.db, position, LOOK)
      const last = events.at(-1)
      if (last) {
        const names = new Set(events.map((event) => event.name))
        for (const reaction of reactions) if (reaction.events.some((name) => names.has(name))) await catchUp(app, reaction)
        position = { xid: last.xid, seq: last.seq }
      }
      if (events.length === LOOK) continue
    } catch (error) {
      app.log.error({ err: error }, 'relay failed, trying again')
      position = null
      await app.bell.wait('events', 1000, signal)
    }
    await app.bell.wait('events', POLL_MS, signal)
    // Let the events of one burst be handled together.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
