import { sql } from 'kysely'
import type { App } from '#platform/app-type'
import { closeSilent, goOnByMail, mailUnread } from './sweep-chats.ts'

const TICK_MS = 5000

/** Regions where a customer waits or is served live. */
async function busyRegions(app: App): Promise<number[]> {
  const { rows } = await sql<{ region_id: number }>`
    select region_id from contacts.conversation where state in ('waiting', 'offered', 'active') group by region_id`.execute(
    app.db
  )
  return rows.map((row) => row.region_id)
}

/** Chats in which nothing happens for minutes; who gets whom is the floor's business. For tests and the loop. */
export async function tendChats(app: App): Promise<void> {
  for (const regionId of await busyRegions(app)) {
    await goOnByMail(app, regionId)
    await mailUnread(app, regionId)
    await closeSilent(app, regionId)
  }
}

/** The worker's loop for what is measured in minutes. */
export const chatLoop = {
  role: 'worker' as const,
  name: 'contacts',
  async run(app: App, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await tendChats(app)
      await app.bell.wait('clocks', TICK_MS, signal)
    }
  }
}
