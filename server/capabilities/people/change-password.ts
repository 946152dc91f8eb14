import type { changePassword as operation } from '@shouwen/contract/account'
import type { InputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { beginSession } from './begin-session.ts'
import { personAtScreen } from './own-account.ts'
import { hashPassword, passwordMatches } from './password-hash.ts'
import { passwordFaults } from './password-rules.ts'
import { policy } from './policy.ts'
import { revokeSessions } from './sessions.ts'
import { guessedRight, guessedWrong, loginKey, takeGuess } from './sign-in-attempts.ts'

/**
 * Changes the own password: all sessions end and this browser gets a new one. Opens its own transactions, because
 * wrong guesses at the current password count towards the lock. @norm GV-02
 */
export async function changePassword(call: Call, input: InputOf<typeof operation>): Promise<Record<string, never>> {
  const person = personAtScreen(call)
  const account = await call.app.db
    .selectFrom('people.account')
    .select(['login', 'password_hash', 'password_changed_at'])
    .where('staff_id', '=', person.id)
    .executeTakeFirstOrThrow()
  const key = loginKey(account.login)
  await takeGuess(call, key)
  if (!(await passwordMatches(input.current, account.password_hash)))
    throw await guessedWrong(call, key, 'password-wrong')
  await guessedRight(call.app.db, key)
  const faults = passwordFaults(input.next, { login: account.login, jobNumber: person.jobNumber }, policy)
  if (faults.length > 0) throw refuse('password-not-acceptable', { faults })
  const earlier = [account.password_hash, ...(await rememberedHashes(call, person.id))]
  for (const hash of earlier)
    if (hash !== null && (await passwordMatches(input.next, hash))) throw refuse('password-used-before')
  const password_hash = await hashPassword(input.next)
  const session = await call.app.db
    .selectFrom('people.session')
    .select(['method', 'second_factor_at'])
    .where('id', '=', person.sessionId)
    .executeTakeFirstOrThrow()
  await call.app.db.transaction().execute(async (tx) => {
    const inside = { ...call, tx }
    await replacePassword(inside, person.id, password_hash, false)
    await revokeSessions(tx, person.id, call.now)
    await beginSession(
      inside,
      { staffId: person.id, ...person },
      session.method as 'password' | 'oidc',
      session.second_factor_at
    )
    await audited(inside, {
      verb: 'password.change',
      regionId: person.regionId,
      subjectKind: 'staff',
      subjectId: person.id
    })
  })
  return {}
}

function rememberedHashes(call: Call, staffId: string): Promise<string[]> {
  return call.app.db
    .selectFrom('people.password_history')
    .select('password_hash')
    .where('staff_id', '=', staffId)
    .orderBy('changed_at', 'desc')
    .limit(policy.history.remembered)
    .execute()
    .then((rows) => rows.map((row) => row.password_hash))
}

/** Puts a new hash in place of the old one, which goes into the history; the history keeps what the policy remembers. */
export async function replacePassword(
  call: Call,
  staffId: string,
  passwordHash: string,
  mustChange: boolean
): Promise<void> {
  const { tx, now } = call
  await tx
    .insertInto('people.password_history')
    .columns(['staff_id', 'changed_at', 'password_hash'])
    .expression((from) =>
      from
        .selectFrom('people.account')
        .select((select) => [
          'staff_id',
          select.val(now).as('changed_at'),
          select.ref('password_hash').$notNull().as('password_hash')
        ])
        .where('staff_id', '=', staffId)
        .where('password_hash', 'is not', null)
    )
    .onConflict((conflict) => conflict.columns(['staff_id', 'changed_at']).doNothing())
    .execute()
  await tx
    .updateTable('people.account')
    .set({ password_hash: passwordHash, password_changed_at: now, must_change: mustChange })
    .where('staff_id', '=', staffId)
    .execute()
  const remembered = tx
    .selectFrom('people.password_history')
    .select('changed_at')
    .where('staff_id', '=', staffId)
    .orderBy('changed_at', 'desc')
    .limit(policy.history.remembered)
  await tx
    .deleteFrom('people.password_history')
    .where('staff_id', '=', staffId)
    .where('changed_at', 'not in', remembered)
    .execute()
}
