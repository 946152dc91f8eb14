import { transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { rulebook } from '#server/rulebook'
import { endCall } from './end-call.ts'
import { loadCall } from './load-call.ts'
import { secondsBefore } from './voice-rules.ts'

/** A place is kept for so long; then the call back is a matter of its ticket, which says so. */
export async function expireCallbacks(app: App): Promise<number> {
  const before = secondsBefore(app.clock.now(), rulebook().menu.callback.keep_hours * 3600)
  const old = await app.db.selectFrom('voice.call').select(['region_id', 'id']).where('callback', '=', 'asked').where('state', '!=', 'ended').where('started_at', '<', before).limit(50).execute()
  for (const { region_id, id } of old)
    await transact(app, { kind: 'system', name: 'voice.callbacks' }, async (call) => {
      const loaded = await loadCall(call, { regionId: region_id, id })
      if (loaded.row.callback === 'asked' && loaded.row.state === 'queued') await endCall(call, loaded, { by: 'system', reason: 'callback-expired' })
    }).catch((error: unknown) => app.log.warn({ err: error, call: id }, 'a call back could not be ended'))
  return old.length
}
