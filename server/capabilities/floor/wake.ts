import type { Call } from '#platform/action'
import type { App } from '#platform/app-type'

const GATHER_MS = 15
const asked = new WeakMap<App, Set<number>>()

/**
 * After the commit, wakes whoever gives out the contacts of the region, in this process and the others. At most one sign in 15 ms: the
 * dispatcher reads what changed, the sign only says that something did. A lost sign costs a quarter of a second.
 */
export function wakeFloor(call: Call, regionId: number): void {
  call.afterCommit.push(() => {
    call.app.bell.ring('contacts')
    const waiting = asked.get(call.app)
    if (waiting) return void waiting.add(regionId)
    asked.set(call.app, new Set([regionId]))
    setTimeout(() => {
      const regions = asked.get(call.app) ?? []
      asked.delete(call.app)
      for (const region of regions) void call.app.signals.send({ event: FLOOR_SIGN, regionId: region, ids: {}, to: {} })
    }, GATHER_MS).unref()
  })
}

/** The passing sign by which processes wake each other's dispatchers. */
export const FLOOR_SIGN = 'floor.changed'
