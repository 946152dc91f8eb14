import { sql } from 'kysely'
import type { Call } from './action.ts'
import type { App } from './app-type.ts'
import { enqueue, work } from './jobs.ts'

const KIND = 'platform.forget-blob'
const WAIT_MS = 3_600_000

/**
 * Files of a call that failed, or whose last row was just deleted (within that transaction): their bytes are removed an hour later unless some row refers to them by then. Not at once, because
 * equal files share their bytes and another call may be about to write its row.
 */
export async function forgetLater(within: App | Call, files: readonly { id: string }[]): Promise<void> {
  const { tx, now } = 'tx' in within ? within : { tx: within.db, now: within.clock.now() }
  for (const { id } of files)
    await enqueue({ tx, now }, { kind: KIND, key: id, payload: { id }, dueAt: new Date(now.getTime() + WAIT_MS) })
}

/** Registers how the bytes are removed. */
export function registerOrphanBlobs(): void {
  work({
    kind: KIND,
    run: async (call: Call, payload) => {
      const id = String(payload['id'])
      const { rows } = await sql`select 1 from platform.file where sha256 = ${Buffer.from(id, 'hex')}
        and region_id = any(array(select id from platform.region)) limit 1`.execute(call.tx)
      if (rows.length === 0) await call.app.files.remove(id)
    }
  })
}
