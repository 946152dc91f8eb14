import { isServed } from '@shouwen/kernels/call/index'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { refuse } from '#platform/refusal'
import { findConversation, keepContactOf, lockConversation } from '#capabilities/contacts'
import { keepPlaceForCallback, type Standing, standingOf } from '#capabilities/floor'
import { colleagueLeaves } from './answer-call.ts'
import { beginCall, type NewCall } from './begin-call.ts'
import { callbackReached, callbackUnanswered } from './call-back.ts'
import { tellCallClocks } from './call-clocks.ts'
import { floorRef } from './call-ref.ts'
import { addStep, changeCall, nextState } from './change-call.ts'
import { endCall } from './end-call.ts'
import { changeLeg, endLegs } from './legs.ts'
import { type CallRow, type LegRow, legsOf, liveLegs, loadCall, type Loaded, modelOf } from './load-call.ts'
import { monitorLeaves } from './monitor-call.ts'
import type { CallPicture } from './ports.ts'
import { isPaused } from './recording-state.ts'
import { backToQueue } from './transfer-call.ts'

// What an exchange tells us of the ends it carries, by their name there. It acts as the system: whose telephone it is, we know.

const as = (driver: string) => ({ kind: 'system' as const, name: `voice.${driver}` })

/** Somebody called from outside and wants a person. Refuses with `queue-closed`. */
export async function callFromExchange(app: App, given: NewCall & { driver: string }): Promise<{ callId: string; regionId: number }> {
  return transact(app, as(given.driver), async (call) => {
    const { loaded } = await beginCall(call, given)
    return { callId: loaded.row.id, regionId: loaded.row.region_id }
  })
}

/** An end was picked up: a colleague who was asked, or a customer who is called back. Others are on the line since they pressed answer. */
export async function legPickedUp(app: App, driver: string, leg: LegRow): Promise<void> {
  await withLeg(app, driver, leg, async (call, loaded, found) => {
    if (found.state !== 'ringing') return
    await changeLeg(call, found, { state: 'connected', connected_at: call.now, last_seen_at: call.now })
    const now = { ...loaded, legs: loaded.legs.map((one) => (one.id === found.id ? { ...one, state: 'connected' as const } : one)) }
    if (found.party === 'customer') await callbackReached(call, now, 'customer')
    else await changeCall(call, now, {}, { kind: 'consult-answered', party: 'colleague', staffId: found.staff_id })
  })
}

/** An end is gone there: hung up, or never reached. @param wasUp it had been picked up on the exchange */
export async function legGone(app: App, driver: string, leg: LegRow, { wasUp }: { wasUp: boolean }): Promise<void> {
  await withLeg(app, driver, leg, async (call, loaded, found) => {
    const { state } = loaded.row
    if (found.state === 'ended' || state === 'ended') return
    if (found.party === 'customer' && found.state === 'ringing') await callbackUnanswered(call, loaded, found, 'unanswered')
    else if (found.party === 'customer') await endCall(call, loaded, { by: 'customer', reason: 'hung-up' })
    else if (found.party === 'supervisor') await monitorLeaves(call, loaded, found)
    else if (found.party === 'colleague') await colleagueGone(call, loaded, found)
    else if (wasUp) await endCall(call, loaded, { by: 'agent', reason: 'phone-hung-up' })
    else if (isServed(state)) await backToQueue(call, loaded, { state: nextState(loaded, 'queue', 'system'), step: { kind: 'agent-lost', party: 'system', staffId: found.staff_id } })
  })
}

async function colleagueGone(call: Call, loaded: Loaded, leg: LegRow): Promise<void> {
  if (loaded.row.state === 'consulting' || loaded.row.state === 'conference') await colleagueLeaves(call, loaded, leg, leg.state === 'ringing' ? 'consult-unanswered' : 'colleague-lost')
  else await endLegs(call, [leg], 'left')
}

/** A key the customer pressed while somebody serves them: shown and kept, except while the recording is paused. */
export async function digitsFromExchange(app: App, driver: string, leg: LegRow, digits: string): Promise<void> {
  await withLeg(app, driver, leg, async (call, { row, legs }, found) => {
    if (row.state === 'ended' || found.party !== 'customer') return
    await addStep(call, row, { kind: 'digits', party: 'customer', staffId: null, data: (await isPaused(call, row)) ? { count: digits.length } : { digits } })
    const staffIds = liveLegs(legs).flatMap((one) => (one.party === 'agent' ? (one.staff_id ?? []) : []))
    call.afterCommit.push(() => void call.app.signals.send({ event: 'call.sign', regionId: row.region_id, ids: { callId: row.id }, to: { staffIds } }))
  })
}

/** The caller would rather be called back: the place is kept. Answers false when it is too late, somebody takes the call. */
export async function callbackFromExchange(app: App, driver: string, leg: LegRow, number: string): Promise<boolean> {
  let kept = false
  await withLeg(app, driver, leg, async (call, loaded) => {
    const { row } = loaded
    const conversation = await lockConversation(call, { regionId: row.region_id, id: row.conversation_id })
    if (row.callback !== null || row.state !== 'queued' || !(await keepPlaceForCallback(call, floorRef(row)))) return
    await keepContactOf(call, conversation, number)
    await endLegs(call, liveLegs(loaded.legs), 'callback')
    await changeCall(call, loaded, { callback: 'asked' }, { kind: 'callback-asked', party: 'customer', staffId: null }, 'call.queued')
    await tellCallClocks(call, 'call.callback-chosen', row, conversation)
    kept = true
  })
  return kept
}

/** The ends an exchange carries, with their calls: what is brought in line after our process was away. */
export async function picturesOn(app: App, driver: string): Promise<CallPicture[]> {
  const found = await app.db.selectFrom('voice.leg').select(['region_id', 'call_id']).distinct().where('driver', '=', driver).where('state', '!=', 'ended').limit(10_000).execute()
  const call = { app, tx: app.db } as Call
  const pictures: CallPicture[] = []
  for (const { region_id, call_id } of found) pictures.push(await pictureOfCall(call, region_id, call_id))
  return pictures
}

async function pictureOfCall(call: Call, regionId: number, id: string): Promise<CallPicture> {
  const loaded = await loadCall(call, { regionId, id }, false)
  return { ...loaded, model: modelOf(loaded) }
}

/** How a call stands now; null when there is none. */
export async function findPicture(app: App, regionId: number, callId: string): Promise<CallPicture | null> {
  const call = { app, tx: app.db } as Call
  return pictureOfCall(call, regionId, callId).catch(() => null)
}

/** The end known by its name on the exchange, or by its own id; null when it is none of ours. */
export async function legOnExchange(app: App, driver: string, by: { outside: string } | { id: string }): Promise<LegRow | null> {
  const row = await app.db
    .selectFrom('voice.leg')
    .selectAll()
    .where('driver', '=', driver)
    .where('region_id', 'in', (await app.db.selectFrom('platform.region').select('id').execute()).map((region) => region.id))
    .$if('outside' in by, (query) => query.where('outside', '=', 'outside' in by ? by.outside : ''))
    .$if('id' in by, (query) => query.where('id', '=', 'id' in by ? by.id : ''))
    .executeTakeFirst()
  return row ?? null
}

/** The customer heard to its end that they are recorded: from now on they may be. */
export async function announcedOnExchange(app: App, driver: string, leg: LegRow, version: string): Promise<void> {
  await withLeg(app, driver, leg, async (call, loaded) => {
    if (loaded.row.state !== 'ended' && loaded.row.announced_version === null) await changeCall(call, loaded, { announced_version: version }, { kind: 'announced', party: 'system' })
  })
}

/** The number to call a customer back at; null when none was left. */
export async function callbackNumberOf(app: App, { region_id, conversation_id, callback }: CallRow): Promise<string | null> {
  if (callback === null) return null
  const conversation = await findConversation(app.db, { regionId: region_id, id: conversation_id })
  return conversation?.visitor_contact?.replace(/[ -]/g, '') ?? null
}

export type WaitingCaller = { leg: LegRow; regionId: number; callId: string; language: 'zh-CN' | 'en'; queuedAt: Date; standing: Standing }

/** Customers who wait for a person on an exchange, with their place. */
export async function waitingOn(app: App, driver: string, now: Date): Promise<WaitingCaller[]> {
  const rows = await app.db
    .selectFrom('voice.call as c')
    .innerJoin('voice.leg as l', (join) => join.onRef('l.region_id', '=', 'c.region_id').onRef('l.call_id', '=', 'c.id'))
    .select(['c.region_id', 'c.id as call_id', 'c.language', 'c.queued_at', 'l.id as leg_id'])
    .where('c.state', '=', 'queued')
    .where('l.driver', '=', driver)
    .where('l.party', '=', 'customer')
    .where('l.state', '=', 'connected')
    .limit(2000)
    .execute()
  const call = { app, tx: app.db, now } as Call
  const waiting: WaitingCaller[] = []
  for (const row of rows) {
    const leg = (await legsOf(call, row.region_id, [row.call_id])).find((one) => one.id === row.leg_id)
    const standing = await standingOf(call, { kind: 'call', id: row.call_id, regionId: row.region_id })
    if (leg && standing && row.queued_at) waiting.push({ leg, regionId: row.region_id, callId: row.call_id, language: row.language, queuedAt: row.queued_at, standing })
  }
  return waiting
}

async function withLeg(app: App, driver: string, leg: LegRow, run: (call: Call, loaded: Loaded, found: LegRow) => Promise<void>): Promise<void> {
  await transact(app, as(driver), async (call) => {
    const loaded = await loadCall(call, { regionId: leg.region_id, id: leg.call_id })
    const found = loaded.legs.find((one) => one.id === leg.id)
    if (!found) throw refuse('not-found')
    await run(call, loaded, found)
  })
}
