import { sql } from 'kysely'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { turnByTime } from './clock-life.ts'
import type { ClockRow } from './clock-row.ts'
import { declareOutcomes } from './declare-outcomes.ts'
import { clockColumns, clocksFrom } from './read-clocks.ts'
import { updateClocks } from './write-clocks.ts'

const BATCH = 500
const LONGEST_SLEEP_MS = 250

/**
 * Fires every clock whose time has come, region by region; returns how many. Any number of workers may do it at once: a row
 * one of them holds is passed over by the others, and a fired row is no longer due.
 */
export async function sweepClocks(app: App): Promise<number> {
  let fired = 0
  for (const { regionId, nextAt } of await comingUp(app)) {
    if (nextAt > app.clock.now().getTime()) continue
    for (let batch = BATCH; batch === BATCH; fired += batch) batch = await sweepRegion(app, regionId)
  }
  return fired
}

/** The worker's loop. Every instant lies in the table, so a worker that dies or starts late loses nothing. */
export const sweepLoop = {
  role: 'worker' as const,
  name: 'norms.sweep',
  async run(app: App, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sweepClocks(app)
      const next = Math.min(...(await comingUp(app)).map(({ nextAt }) => nextAt))
      const sleep = Math.max(1, Math.min(LONGEST_SLEEP_MS, next - app.clock.now().getTime()))
      await app.bell.wait('clocks', sleep, signal)
    }
  }
}

/** Regions with a clock that is due or will be before we look again, and when. */
async function comingUp(app: App): Promise<{ regionId: number; nextAt: number }[]> {
  const until = new Date(app.clock.now().getTime() + LONGEST_SLEEP_MS)
  const { rows } = await sql<{ region_id: number; next_at: Date }>`
    select region_id, min(next_at) as next_at from norms.clock
    where region_id = any(array(select id from platform.region)) and next_at <= ${until} group by region_id`.execute(app.db)
  return rows.map((row) => ({ regionId: row.region_id, nextAt: row.next_at.getTime() }))
}

function sweepRegion(app: App, regionId: number): Promise<number> {
  return transact(app, { kind: 'system', name: 'norms.sweep' }, async (call) => {
    const now = call.now.getTime()
    const { rows } = await sql<ClockRow>`select ${clockColumns} from norms.clock c
      where c.region_id = ${regionId} and c.next_at <= ${call.now} order by c.next_at limit ${BATCH} for update of c skip locked`.execute(call.tx)
    const turned = (await clocksFrom(call, rows)).map((before) => ({ before, ...turnByTime(before, now) }))
    await updateClocks(call, regionId, turned.map(({ clock }) => clock))
    await declareOutcomes(
      call,
      turned.map(({ clock, turn }) => ({ clock, turn, at: turn === 'broken' ? (clock.brokenAt ?? now) : (clock.atRiskAt ?? now) }))
    )
    measureLateness(call, turned.map(({ before }) => Math.max(before.nextAt ?? now, before.createdAt)))
    return rows.length
  })
}

function measureLateness(call: Call, instants: number[]): void {
  call.afterCommit.push(() => {
    const committed = call.app.clock.now().getTime()
    for (const instant of instants) call.app.metrics.clockLateness.observe((committed - instant) / 1000)
  })
}
