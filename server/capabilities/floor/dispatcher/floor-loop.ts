import { sql } from 'kysely'
import type { App } from '#platform/app-type'
import { FLOOR_SIGN } from '../wake.ts'
import { countMarks } from './count-marks.ts'
import { decideAndWrite, type Dispatcher, follow, openDispatcher, refreshRoster } from './dispatcher.ts'
import { dropLease, RENEW_MS, takeLease } from './lease.ts'
import { tellStranded } from './stranded.ts'
import { endWrapUps, forgetLeft, lapseOffers, leaveForgottenSeats } from './sweep-floor.ts'

const TICK_MS = 250
const SLOW_MS = 2000
const ROSTER_MS = 1500
const FORGET_MS = 60_000

/** What this process is on the floor: its name as an owner and the regions whose order it has. */
type Floor = { owner: string; held: Map<number, Dispatcher>; turns: Map<number, Promise<unknown>> }
const floors = new WeakMap<App, Floor>()

function floorOf(app: App): Floor {
  const known = floors.get(app) ?? { owner: app.newId(), held: new Map(), turns: new Map() }
  floors.set(app, known)
  return known
}

/** One after the other per region: two rounds of one process never meet. */
function inTurn<T>(floor: Floor, regionId: number, run: () => Promise<T>): Promise<T> {
  const turn = (floor.turns.get(regionId) ?? Promise.resolve()).then(run, run)
  floor.turns.set(regionId, turn.catch(() => {}))
  return turn
}

/** The dispatcher of a region when this process has the right; the kernel's state is rebuilt when the right is new. */
async function dispatcherFor(app: App, floor: Floor, regionId: number): Promise<Dispatcher | null> {
  const lease = await takeLease(app, floor.owner, regionId)
  const held = floor.held.get(regionId)
  if (!lease) {
    floor.held.delete(regionId)
    return null
  }
  if (held && held.lease.epoch === lease.epoch) return Object.assign(held, { lease })
  const opened = await openDispatcher(app, lease)
  floor.held.set(regionId, opened)
  return opened
}

/** One round of a region by whoever calls it, for tests: takes the right, reads what changed, gives out; answers how many were offered. */
export async function dispatchRegion(app: App, regionId: number): Promise<number> {
  const floor = floorOf(app)
  return inTurn(floor, regionId, async () => {
    const dispatcher = await dispatcherFor(app, floor, regionId)
    return dispatcher ? round(app, floor, dispatcher, 0) : 0
  })
}

async function round(app: App, floor: Floor, dispatcher: Dispatcher, rosterOlderMs: number): Promise<number> {
  try {
    await refreshRoster(app, dispatcher, rosterOlderMs)
    await follow(app, dispatcher)
    return await decideAndWrite(app, dispatcher, floor.owner)
  } catch (error) {
    // Whatever went wrong: what is in memory may no longer be what is kept.
    floor.held.delete(dispatcher.lease.regionId)
    throw error
  }
}

/** Everything that is due now on every floor, as the dispatcher does it again and again; for tests. */
export async function tendFloor(app: App): Promise<void> {
  for (const regionId of await liveRegions(app)) {
    await sweepFast(app, regionId, app.clock.now())
    await sweepSlow(app, regionId, app.clock.now())
    await dispatchRegion(app, regionId)
  }
}

async function sweepFast(app: App, regionId: number, now: Date): Promise<void> {
  await lapseOffers(app, regionId, now)
  await endWrapUps(app, regionId, now)
}

async function sweepSlow(app: App, regionId: number, now: Date): Promise<void> {
  await leaveForgottenSeats(app, regionId, now)
  await tellStranded(app, regionId, now)
  await countMarks(app, regionId)
}

/** Regions where somebody waits, is served or is at work. */
async function liveRegions(app: App): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from platform.region r where exists (select from floor.contact c where c.region_id = r.id and c.state in ('waiting', 'offered', 'held'))
      or exists (select from floor.seat s where s.region_id = r.id and s.state <> 'signed-out')
      or exists (select from floor.mark m where m.region_id = r.id) order by id`.execute(app.db)
  return rows.map((row) => row.id)
}

/**
 * The worker's loop. Any number of processes run it; each region is given out by the one that has the right, and when that one dies another
 * takes over in less than two seconds, from the live rows.
 */
export const floorLoop = {
  role: 'worker' as const,
  name: 'floor',
  async run(app: App, signal: AbortSignal): Promise<void> {
    const deaf = app.config.roles.includes('web') ? null : app.signals.run(signal)
    const unhear = app.signals.hear(({ event }) => event === FLOOR_SIGN && app.bell.ring('contacts'))
    const running = new Map<number, Promise<void>>()
    try {
      while (!signal.aborted) {
        for (const regionId of await liveRegions(app)) {
          if (running.has(regionId)) continue
          const region = tendRegion(app, regionId, signal)
            .catch((error: unknown) => app.log.error({ err: error, region: regionId }, 'floor failed, beginning again'))
            .finally(() => running.delete(regionId))
          running.set(regionId, region)
        }
        await app.bell.wait('contacts', RENEW_MS, signal)
        await pause(20)
      }
    } finally {
      unhear()
      await Promise.all([...running.values(), deaf])
    }
  }
}

/** Tends one region as long as this process has the right and somebody is there. */
async function tendRegion(app: App, regionId: number, signal: AbortSignal): Promise<void> {
  const floor = floorOf(app)
  const last = { renewed: 0, fast: 0, slow: 0, forgot: Date.now() }
  const due = (what: keyof typeof last, ms: number) => Date.now() - last[what] >= ms && ((last[what] = Date.now()), true)
  let dispatcher: Dispatcher | null = null
  while (!signal.aborted) {
    if (due('renewed', RENEW_MS)) dispatcher = await inTurn(floor, regionId, () => dispatcherFor(app, floor, regionId))
    if (!dispatcher) return
    const mine = dispatcher
    const now = app.clock.now()
    if (due('fast', TICK_MS)) await sweepFast(app, regionId, now)
    await inTurn(floor, regionId, () => round(app, floor, mine, ROSTER_MS))
    if (due('slow', SLOW_MS)) {
      await sweepSlow(app, regionId, now)
      if (mine.contacts.size === 0 && mine.seats.size === 0) break
    }
    if (due('forgot', FORGET_MS)) await forgetLeft(app, regionId, now)
    await app.bell.wait('contacts', waitFor(mine, now), signal)
    // Let the arrivals of one burst be given out together.
    await pause(5)
  }
  floor.held.delete(regionId)
  await dropLease(app, floor.owner, regionId)
}

/** Until something changes by waiting alone, at most a tick. */
function waitFor({ router }: Dispatcher, now: Date): number {
  const next = router.nextChangeAt()
  return next === null ? TICK_MS : Math.max(5, Math.min(TICK_MS, next - now.getTime()))
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

