import { isServed } from '@shouwen/kernels/call/index'
import { sql } from 'kysely'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { refuse } from '#platform/refusal'
import { colleagueLeaves } from './answer-call.ts'
import { callbackUnanswered } from './call-back.ts'
import { nextState } from './change-call.ts'
import { endCall } from './end-call.ts'
import { endLegs } from './legs.ts'
import { loadCall, type Loaded, type LegRow } from './load-call.ts'
import { monitorLeaves } from './monitor-call.ts'
import { backToQueue } from './transfer-call.ts'
import { secondsBefore, voiceRules } from './voice-rules.ts'

/** Since when lines are heard without a break, by process: after an outage everybody gets time to be heard again. */
const heardSince = new WeakMap<App, Date>()

/**
 * Lines that fell silent and colleagues who do not answer. While nobody at all is heard it is we who were away, and a running call must not
 * die of that: nothing is judged until lines were heard again for as long as silence is allowed, or the outage is over for good.
 */
export async function sweepCalls(app: App): Promise<number> {
  const { line, consult } = voiceRules()
  const now = app.clock.now()
  const { rows } = await sql<{ region_id: number; newest: Date }>`
    select region_id, max(last_seen_at) as newest from voice.leg where state = 'connected' group by region_id`.execute(app.db)
  const newest = Math.max(0, ...rows.map((row) => row.newest.getTime()))
  const isHeard = newest > secondsBefore(now, 2 * line.beat_seconds).getTime()
  if (!isHeard) heardSince.delete(app)
  else if (!heardSince.has(app)) heardSince.set(app, now)
  const isJudging = isHeard && (heardSince.get(app) as Date) <= secondsBefore(now, line.silent_seconds)
  const silent = secondsBefore(now, isJudging ? line.silent_seconds : line.outage_seconds)
  const found = await app.db
    .selectFrom('voice.leg')
    .select(['region_id', 'id', 'call_id'])
    .where((where) =>
      where.or([
        where.and([where('driver', '=', 'browser'), where('state', '=', 'connected'), where('last_seen_at', '<', silent)]),
        where.and([where('state', '=', 'ringing'), where('began_at', '<', secondsBefore(now, consult.ring_seconds))])
      ])
    )
    .limit(200)
    .execute()
  for (const { region_id, call_id, id } of found)
    await transact(app, { kind: 'system', name: 'voice.sweep' }, async (call) => {
      const loaded = await loadCall(call, { regionId: region_id, id: call_id })
      const leg = loaded.legs.find((one) => one.id === id)
      // It may have been heard, or ended, since we looked.
      if (leg && (leg.state === 'ringing' || (leg.state === 'connected' && leg.last_seen_at < silent))) await lose(call, loaded, leg)
    }).catch((error: unknown) => app.log.warn({ err: error, call: call_id }, 'a silent line could not be ended'))
  return found.length
}

async function lose(call: Call, loaded: Loaded, leg: LegRow): Promise<void> {
  const { state } = loaded.row
  if (state === 'ended') return endLegs(call, [leg], 'call-ended')
  if (leg.party === 'customer' && leg.state === 'ringing') await callbackUnanswered(call, loaded, leg, 'unanswered')
  else if (leg.party === 'customer') await endCall(call, loaded, { by: 'system', reason: 'line-lost' })
  else if (leg.party === 'supervisor') await monitorLeaves(call, loaded, leg)
  else if (leg.party === 'agent') await loseAgent(call, loaded)
  else if (state === 'consulting' || state === 'conference') await colleagueLeaves(call, loaded, leg, leg.state === 'ringing' ? 'consult-unanswered' : 'colleague-lost')
  else await endLegs(call, [leg], 'lost')
}

/** The agent's browser is gone: the customer is put before the next free person, at the place they had, which is the front. */
async function loseAgent(call: Call, loaded: Loaded): Promise<void> {
  if (!isServed(loaded.row.state)) throw refuse('call-move-not-possible')
  await backToQueue(call, loaded, { state: nextState(loaded, 'queue', 'system'), step: { kind: 'agent-lost', party: 'system', staffId: loaded.row.staff_id } })
}
