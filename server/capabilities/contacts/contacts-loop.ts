import { sql } from 'kysely'
import type { App } from '#platform/app-type'
import { dispatchRegion } from './dispatch-chats.ts'
import { closeSilent, goOnByMail, mailUnread, releaseSilentDesks, returnUnanswered } from './sweep-chats.ts'

const TICK_MS = 500
/** Every so many ticks also what is measured in minutes. */
const SLOW = 10

/** Regions where a customer waits or is served live. */
async function busyRegions(app: App): Promise<number[]> {
  const { rows } = await sql<{ region_id: number }>`
    select region_id from contacts.conversation where state in ('waiting', 'offered', 'active') group by region_id`.execute(
    app.db
  )
  return rows.map((row) => row.region_id)
}

/** Everything that is due now in the live queues, as the worker does it again and again; for tests and the loop. */
export async function tendChats(app: App, slowly = true): Promise<void> {
  if (slowly) await releaseSilentDesks(app)
  for (const regionId of await busyRegions(app)) {
    await returnUnanswered(app, regionId)
    await dispatchRegion(app, regionId)
    if (!slowly) continue
    await goOnByMail(app, regionId)
    await mailUnread(app, regionId)
    await closeSilent(app, regionId)
  }
}

/** The worker's loop: rung when a chat or a desk changes in this process, else twice a second, because other processes cannot ring. */
export const chatLoop = {
  role: 'worker' as const,
  name: 'contacts',
  async run(app: App, signal: AbortSignal): Promise<void> {
    for (let tick = 0; !signal.aborted; tick += 1) {
      await tendChats(app, tick % SLOW === 0)
      await app.bell.wait('contacts', TICK_MS, signal)
    }
  }
}
