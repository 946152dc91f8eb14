import { transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { record } from '#platform/events'
import type { Claimed } from './deliver.ts'
import type { Outcome } from './post.ts'
import type { Subscription } from './subscription.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Waits between the tries of a message: ten tries within a day. */
export const waits = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 10 * HOUR]
/** A subscriber that took nothing for this long, and a message given up, is told nothing more. */
const LASTING_MS = 24 * HOUR

/** Writes down how a try went: delivered, tried again later, or given up; and whether the subscriber is still there. */
export async function keepOutcome(app: App, { id, attempts }: Claimed, subscription: Subscription, outcome: Outcome | 'dropped'): Promise<void> {
  const now = app.clock.now()
  if (outcome === 'dropped') return update(app, id, { state: 'dropped', next_at: null, leased_until: null, finished_at: now })
  const told = { response_status: outcome.status, failure: outcome.failure, duration_ms: outcome.durationMs, leased_until: null }
  if (outcome.failure === null) {
    await update(app, id, { ...told, state: 'delivered', next_at: null, finished_at: now })
    if (subscription.failing_since) await app.db.updateTable('integrations.subscription').set({ failing_since: null }).where('id', '=', subscription.id).execute()
    return
  }
  const wait = waits[attempts - 1]
  const over = wait === undefined
  await update(app, id, { ...told, state: over ? 'failed' : 'waiting', next_at: over ? null : new Date(now.getTime() + wait), finished_at: over ? now : null })
  if (!subscription.failing_since) await app.db.updateTable('integrations.subscription').set({ failing_since: now }).where('id', '=', subscription.id).where('failing_since', 'is', null).execute()
  if (outcome.status === 410) await stopFor(app, subscription, 'gone')
  else if (over && subscription.failing_since && now.getTime() - subscription.failing_since.getTime() >= LASTING_MS - HOUR) await stopFor(app, subscription, 'failing')
}

type Change = Partial<{ state: 'waiting' | 'delivered' | 'failed' | 'dropped'; next_at: Date | null; leased_until: Date | null; finished_at: Date | null; response_status: number | null; failure: string | null; duration_ms: number }>

async function update(app: App, id: string, change: Change): Promise<void> {
  await app.db.updateTable('integrations.delivery').set(change).where('id', '=', id).where('state', '=', 'waiting').execute()
}

/** Tells a subscriber nothing more, until a person starts it again; what still waits is dropped when its turn comes. */
export async function stopFor(app: App, subscription: Subscription, because: 'failing' | 'gone' | 'owner-left'): Promise<void> {
  if (!subscription.active) return
  await transact(app, { kind: 'system', name: 'integrations' }, async (call) => {
    const stopped = await call.tx
      .updateTable('integrations.subscription')
      .set({ active: false, stopped_because: because, updated_at: call.now })
      .where('id', '=', subscription.id)
      .where('active', '=', true)
      .returning('id')
      .executeTakeFirst()
    if (stopped) await record(call, { name: 'webhook.stopped', regionId: subscription.region_id ?? 0, subjectKind: 'webhook', subjectId: subscription.id, data: { because } })
  })
}
