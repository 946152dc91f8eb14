import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { policy } from './policy.ts'

const MINUTE_MS = 60_000

/** Under this key failures of a typed login are counted; nothing typed is stored. */
export const loginKey = (login: string) => createHash('sha256').update(`login ${login.trim().toLowerCase()}`).digest()
const addressKey = (ip: string) => createHash('sha256').update(`address ${ip}`).digest()

/**
 * Takes one of the guesses the policy allows for a login before anything is verified, so that guesses sent at the same
 * moment cannot slip past the limit. Works the same for logins that do not exist. Runs outside any transaction of the
 * action: a refused sign-in must stay counted. Refuses with `sign-in-locked`. @norm GV-02
 */
export async function takeGuess(call: Call, key: Buffer): Promise<void> {
  const { failures, within_minutes, for_minutes } = policy.lockout
  const { now } = call
  const windowStart = new Date(now.getTime() - within_minutes * MINUTE_MS)
  const until = new Date(now.getTime() + for_minutes * MINUTE_MS)
  const { rows } = await sql<{ count: number; locked_until: Date | null }>`
    insert into people.sign_in_failure as failure (login_hash, count, first_at) values (${key}, 1, ${now})
    on conflict (login_hash) do update set
      count = case when ${stale(now, windowStart)} then 1 else failure.count + 1 end,
      first_at = case when ${stale(now, windowStart)} then excluded.first_at else failure.first_at end,
      locked_until = case when ${stale(now, windowStart)} then null
        when failure.count >= ${failures} then coalesce(failure.locked_until, ${until}) end
    returning count, locked_until`.execute(call.app.db)
  const row = rows[0]
  if (row && row.count > failures) throw locked(row.locked_until ?? until, now)
}

/** A lock that ended, or a row without a lock whose first failure is long ago. */
const stale = (now: Date, windowStart: Date) =>
  sql`(case when failure.locked_until is null then failure.first_at < ${windowStart} else failure.locked_until <= ${now} end)`

/** The guess was wrong: locks the login when it was the last one. Answers the refusal to throw. */
export async function guessedWrong(
  call: Call,
  key: Buffer,
  otherwise: 'sign-in-failed' | 'second-factor-wrong' | 'password-wrong' | 'portal-sign-in-failed'
) {
  const until = new Date(call.now.getTime() + policy.lockout.for_minutes * MINUTE_MS)
  const locking = await call.app.db
    .updateTable('people.sign_in_failure')
    .set({ locked_until: until })
    .where('login_hash', '=', key)
    .where('count', '>=', policy.lockout.failures)
    .returning('count')
    .executeTakeFirst()
  return locking ? locked(until, call.now) : refuse(otherwise)
}

/** The guess was right: what was counted is forgotten. */
export async function guessedRight(tx: Call['tx'], key: Buffer): Promise<void> {
  await tx.deleteFrom('people.sign_in_failure').where('login_hash', '=', key).execute()
}

/** The password was right but the second factor is still owed: only this one guess is given back. */
export async function giveGuessBack(tx: Call['tx'], key: Buffer): Promise<void> {
  await tx
    .updateTable('people.sign_in_failure')
    .set((set) => ({ count: set('count', '-', 1) }))
    .where('login_hash', '=', key)
    .where('count', '>', 0)
    .execute()
}

const locked = (until: Date, now: Date) =>
  refuse('sign-in-locked', {
    until: until.toISOString(),
    minutes: Math.ceil((until.getTime() - now.getTime()) / MINUTE_MS)
  })

/** Counts a sign-in for the login and looks at the failures of the address. Refuses with `too-many-requests`. */
export async function limitRate(call: Call, key: Buffer): Promise<void> {
  const { per_login, per_address } = policy.sign_in_rate
  if ((await count(call, key, 1)) > per_login) throw refuse('too-many-requests')
  if (call.ip && (await count(call, addressKey(call.ip), 0)) >= per_address) throw refuse('too-many-requests')
}

/** Counts a failure for the address it came from: people of one office share an address, so successes do not count. */
export async function countFailureOfAddress(call: Call): Promise<void> {
  if (call.ip) await count(call, addressKey(call.ip), 1)
}

async function count(call: Call, key: Buffer, by: 0 | 1): Promise<number> {
  const windowMs = policy.sign_in_rate.window_minutes * MINUTE_MS
  const window_at = new Date(Math.floor(call.now.getTime() / windowMs) * windowMs)
  if (by === 0) {
    const row = await call.app.db
      .selectFrom('people.sign_in_rate')
      .select('count')
      .where('key', '=', key)
      .where('window_at', '=', window_at)
      .executeTakeFirst()
    return row?.count ?? 0
  }
  const row = await call.app.db
    .insertInto('people.sign_in_rate')
    .values({ key, window_at, count: 1 })
    .onConflict((conflict) =>
      conflict.columns(['key', 'window_at']).doUpdateSet((set) => ({ count: set('people.sign_in_rate.count', '+', 1) }))
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  return row.count
}
