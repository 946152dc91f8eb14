import { sql } from 'kysely'
import { actorOfStaff } from '#capabilities/people'
import { callOf } from '#platform/action'
import type { App } from '#platform/app-type'
import { messageFor } from './message.ts'
import { type Outcome, post } from './post.ts'
import { keepOutcome, stopFor } from './record-outcome.ts'
import type { Subscription } from './subscription.ts'
import type { Told } from './hub-face.ts'

const LEASE_MS = 30_000
const IDLE_MS = 500
/** Messages under way at once in this process, and of those to one subscriber: a slow one never holds up the others. */
const AT_ONCE = 32
const PER_SUBSCRIBER = 4

export type Claimed = { id: string; subscription_id: string; message_id: string; event_type: string; event: Told; attempts: number }

/** Claims what is due, earliest first; skips what others hold and the subscribers that are busy enough. */
async function claim(app: App, most: number, busy: readonly string[]): Promise<Claimed[]> {
  const now = app.clock.now()
  const { rows } = await sql<Claimed>`
    update integrations.delivery set attempts = attempts + 1, leased_until = ${new Date(now.getTime() + LEASE_MS)}
    where id in (
      select id from integrations.delivery
      where state = 'waiting' and next_at <= ${now} and (leased_until is null or leased_until < ${now}) and subscription_id <> all(${busy}::uuid[])
      order by next_at limit ${most} for update skip locked)
    returning id, subscription_id, message_id, event_type, event, attempts`.execute(app.db)
  return rows
}

/** Sends one message and writes down how it went. */
async function deliver(app: App, claimed: Claimed): Promise<void> {
  const subscription = await app.db.selectFrom('integrations.subscription').selectAll().where('id', '=', claimed.subscription_id).executeTakeFirst()
  if (!subscription) return
  await keepOutcome(app, claimed, subscription, await tryToSend(app, claimed, subscription))
}

/** `dropped`: there is nothing to send. */
async function tryToSend(app: App, claimed: Claimed, subscription: Subscription): Promise<Outcome | 'dropped'> {
  const owner = await actorOfStaff(app, subscription.created_by)
  if (!owner) {
    await stopFor(app, subscription, 'owner-left')
    return 'dropped'
  }
  if (!subscription.active) return 'dropped'
  const call = callOf(app, app.db, owner)
  const message = await messageFor(call, claimed, subscription)
  return message === null ? 'dropped' : post(message.url, message.headers, message.body, app.config.privateWebhooks)
}

/** Sends everything that is due now and waits for it; returns how many messages were tried. For tests and commands. */
export async function deliverDue(app: App): Promise<number> {
  let total = 0
  for (;;) {
    const claimed = await claim(app, AT_ONCE, [])
    await Promise.all(claimed.map((one) => deliver(app, one)))
    if (claimed.length === 0) return total
    total += claimed.length
  }
}

/** The worker's loop. When a message is due lies in its row, so a worker that dies loses nothing: its lease runs out. */
export const deliverLoop = {
  role: 'worker' as const,
  name: 'integrations.deliver',
  async run(app: App, signal: AbortSignal): Promise<void> {
    const underWay = new Map<string, number>()
    const running = new Set<Promise<void>>()
    while (!signal.aborted) {
      const busy = [...underWay].flatMap(([id, count]) => (count >= PER_SUBSCRIBER ? [id] : []))
      const claimed = running.size < AT_ONCE ? await claim(app, Math.min(AT_ONCE - running.size, PER_SUBSCRIBER), busy) : []
      for (const one of claimed) {
        underWay.set(one.subscription_id, (underWay.get(one.subscription_id) ?? 0) + 1)
        const job: Promise<void> = deliver(app, one)
          .catch((error: unknown) => app.log.warn({ err: error, delivery: one.id }, 'delivery failed'))
          .finally(() => {
            running.delete(job)
            const left = (underWay.get(one.subscription_id) ?? 1) - 1
            if (left > 0) underWay.set(one.subscription_id, left)
            else underWay.delete(one.subscription_id)
          })
        running.add(job)
      }
      if (claimed.length === 0) await Promise.race([app.bell.wait('jobs', IDLE_MS, signal), ...running])
    }
    await Promise.all(running)
  }
}
