import { arrived, dailyRhythm, restarted, type SurgeState } from '@shouwen/kernels/surge-detection/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { react } from '#platform/reactions'
import { findTicket, type Ticket } from '#capabilities/tickets'
import { bindToMass, openMass } from './mass-cases.ts'
import { keysOf, type MatterKey, partsOf } from './matter-keys.ts'
import { regionOf } from './region-day.ts'
import { patternRules, surgeRule } from './rules.ts'

const HOUR_MS = 3_600_000
const ours = new Set(['monitoring', 'internal'])
/** Hours of the day are counted so that old habits fade. */
const FADES = 0.9995

/**
 * Each complaint or fault is counted as it arrives, under everything it may have in common with others, against what is usual there; work and
 * memory do not grow with history. What belongs to a mass complaint already known is bound to it; what makes a surge opens one. News of the
 * past, such as after an import, is learned from and raises no alarm. @norm FS-31 GV-24
 */
export const watchSurges = react({
  name: 'improvement.surges',
  events: ['ticket.opened'],
  async handle(call, event) {
    const rules = patternRules().surge
    if (!rules.kinds.includes(String(event.data['kind']))) return
    const ticket = await findTicket(call.tx, event.regionId, event.subjectId)
    if (!ticket || ours.has(ticket.source) || ticket.merged_into_id) return
    const isFresh = event.data['imported'] !== true && call.now.getTime() - ticket.opened_at.getTime() <= rules.fresh_minutes * 60_000
    const keys = keysOf(await partsOf(call, ticket))
    const rhythm = await learnRhythm(call, ticket)
    let isBound = isFresh && (await bindToMass(call, ticket, keys))
    for (const key of keys) {
      const alarm = await count(call, ticket, key, rhythm)
      if (!alarm || !isFresh || isBound) continue
      isBound = await openMass(call, ticket, key, alarm)
    }
  }
})

/** Counts one arrival under one key; the state when it makes a surge. */
async function count(call: Call, ticket: Ticket, { dimension, key }: MatterKey, rhythm: ReturnType<typeof dailyRhythm>): Promise<SurgeState | null> {
  const row = await call.tx.selectFrom('improvement.surge').selectAll().where('region_id', '=', ticket.region_id).where('dimension', '=', dimension).where('key', '=', key).forUpdate().executeTakeFirst()
  const before = row ? { score: row.score, since: row.since.getTime(), cases: row.cases, lastAt: row.last_at.getTime(), firstAt: row.first_at.getTime(), level: row.level } : null
  const { state, alarm } = arrived(before, ticket.opened_at.getTime(), surgeRule(), rhythm)
  const kept = alarm ? restarted(state) : state
  await sql`insert into improvement.surge (region_id, dimension, key, score, since, cases, last_at, first_at, level)
    values (${ticket.region_id}, ${dimension}, ${key}, ${kept.score}, ${new Date(kept.since)}, ${kept.cases}, ${new Date(kept.lastAt)}, ${new Date(kept.firstAt)}, ${kept.level})
    on conflict (region_id, dimension, key) do update set score = excluded.score, since = excluded.since, cases = excluded.cases, last_at = excluded.last_at, first_at = excluded.first_at, level = excluded.level`.execute(call.tx)
  return alarm ? state : null
}

/** At which hours of the day things arrive in a region, one arrival more. */
async function learnRhythm(call: Call, ticket: Ticket): Promise<ReturnType<typeof dailyRhythm>> {
  const { timeZone } = await regionOf(call, ticket.region_id)
  const offset = offsetOf(timeZone, ticket.opened_at)
  const row = await call.tx.selectFrom('improvement.rhythm').select('hours').where('region_id', '=', ticket.region_id).executeTakeFirst()
  const known = row?.hours ?? Array.from({ length: 24 }, () => 0)
  const hour = Math.floor(((ticket.opened_at.getTime() + offset) / HOUR_MS) % 24)
  const hours = known.map((n, at) => n * FADES + (at === hour ? 1 : 0))
  await sql`insert into improvement.rhythm (region_id, hours, updated_at) values (${ticket.region_id}, ${hours}::float8[], ${call.now})
    on conflict (region_id) do update set hours = excluded.hours, updated_at = excluded.updated_at`.execute(call.tx)
  return dailyRhythm(known, offset)
}

/** Milliseconds between a zone's wall clock and UTC at an instant. */
function offsetOf(timeZone: string, at: Date): number {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
  return Date.parse(`${wall.replace(' ', 'T')}Z`) - Math.floor(at.getTime() / 1000) * 1000
}
