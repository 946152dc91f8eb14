import { sql } from 'kysely'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { endSession, liveSessions } from '#capabilities/people'
import { presenceRules, secondsAfter } from '../floor-rules.ts'
import { knownKinds } from '../hooks.ts'
import { leaveSeat, lockAll } from '../leave-seat.ts'
import { moveSeat } from '../move-seat.ts'
import { afterWork, workOver } from '../release-contact.ts'
import { returnOffers } from '../return-offers.ts'
import { lockSeat, type Seat } from '../seat.ts'

const ROUND = 200
/** How long a contact that left can still be seen to have gone, or be resumed. */
const KEPT_MINUTES = 90

const inOne = <T>(app: App, name: string, run: (call: Call) => Promise<T>): Promise<T> => transact(app, { kind: 'system', name: `floor.${name}` }, run)

/** Offers nobody took go back to their places. */
export async function lapseOffers(app: App, regionId: number, now: Date): Promise<number> {
  const due = await app.db
    .selectFrom('floor.contact')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('state', '=', 'offered')
    .where('offer_ends_at', '<=', now)
    .where('kind', 'in', [...knownKinds()])
    .orderBy('offer_ends_at')
    .limit(ROUND)
    .execute()
  if (due.length === 0) return 0
  return inOne(app, 'lapse-offers', async (given) => {
    const call = { ...given, now }
    const locked = (await lockAll(call, regionId, due)).filter((row) => row.offer_ends_at !== null && row.offer_ends_at <= now)
    await returnOffers(call, regionId, locked, 'unanswered')
    return locked.length
  })
}

/** Wrap-ups whose time is over end at that instant. */
export async function endWrapUps(app: App, regionId: number, now: Date): Promise<number> {
  const due = await seatsWhere(app, regionId, sql<boolean>`state = 'wrap-up' and wrap_until <= ${now}`)
  for (const { staff_id } of due)
    await inOne(app, 'end-wrap-up', async (given) => {
      const seat = await lockSeat(given, regionId, staff_id)
      if (seat.state !== 'wrap-up' || seat.wrap_until === null || seat.wrap_until > now) return
      await moveSeat({ ...given, now }, seat, { ...afterWork(seat), at: seat.wrap_until }, { ...workOver, idle_since: seat.wrap_until })
    })
  return due.length
}

/**
 * Seats left without signing out: the browser fell silent, the sign-in behind the seat has ended, or nobody came back from an absence that the
 * system noticed. The seat is signed out; after the last its sign-in ends too, though the machine stays on. @norm CC-19
 */
export async function leaveForgottenSeats(app: App, regionId: number, now: Date): Promise<number> {
  const { silent_seconds, away_sign_out_minutes } = presenceRules()
  const silent = await seatsWhere(app, regionId, sql<boolean>`state <> 'signed-out' and last_seen_at < ${secondsAfter(now, -silent_seconds)}`)
  const away = await seatsWhere(app, regionId, sql<boolean>`state = 'away' and since < ${secondsAfter(now, -60 * away_sign_out_minutes)}`)
  const ended = await withoutSession(app, regionId, now)
  const why = new Map<string, { seat: Seat; reason: string }>()
  for (const seat of away) why.set(seat.staff_id, { seat, reason: 'idle' })
  for (const seat of ended) why.set(seat.staff_id, { seat, reason: 'session-ended' })
  for (const seat of silent) why.set(seat.staff_id, { seat, reason: 'silent' })
  for (const { seat, reason } of why.values())
    await inOne(app, 'leave-forgotten-seats', async (given) => {
      const call = { ...given, now }
      await leaveSeat(call, regionId, seat.staff_id, { state: 'signed-out', reason })
      if (reason === 'idle' && seat.session_id) await endSession(call.tx, seat.staff_id, seat.session_id, now)
    })
  return why.size
}

async function withoutSession(app: App, regionId: number, now: Date): Promise<Seat[]> {
  const seats = await seatsWhere(app, regionId, sql<boolean>`state <> 'signed-out' and session_id is not null`, 10_000)
  const live = await liveSessions(app.db, seats.map((seat) => seat.session_id as string), now)
  return seats.filter((seat) => !live.has(seat.session_id as string))
}

/** What left long ago is forgotten here; its passages tell of it. */
export async function forgetLeft(app: App, regionId: number, now: Date): Promise<void> {
  await app.db.deleteFrom('floor.contact').where('region_id', '=', regionId).where('state', '=', 'left').where('left_at', '<', secondsAfter(now, -60 * KEPT_MINUTES)).execute()
}

async function seatsWhere(app: App, regionId: number, where: ReturnType<typeof sql<boolean>>, most = ROUND): Promise<Seat[]> {
  return app.db.selectFrom('floor.seat').selectAll().where('region_id', '=', regionId).where(where).orderBy('staff_id').limit(most).execute()
}

