import type { Call } from '#platform/action'
import { policy } from './policy.ts'
import { hashOfSecret, newSecret } from './secrets.ts'

/** Remembers that a person passed the first step and owes the second factor; answers the secret that continues it. */
export async function openPendingSignIn(
  tx: Call['tx'],
  staffId: string,
  method: 'password' | 'oidc',
  at: Date
): Promise<string> {
  const secret = newSecret()
  await tx
    .insertInto('people.pending_sign_in')
    .values({
      hash: hashOfSecret(secret),
      staff_id: staffId,
      method,
      created_at: at,
      expires_at: new Date(at.getTime() + policy.sign_in_rate.second_factor_minutes * 60_000)
    })
    .execute()
  return secret
}

/** Takes one of the few attempts of a pending sign-in; undefined when it does not exist, ran out or is too old. */
export async function takePendingSignIn(
  tx: Call['tx'],
  secret: string,
  at: Date
): Promise<{ staffId: string; method: 'password' | 'oidc' } | undefined> {
  const row = await tx
    .updateTable('people.pending_sign_in')
    .set((set) => ({ attempts: set('attempts', '+', 1) }))
    .where('hash', '=', hashOfSecret(secret))
    .where('expires_at', '>', at)
    .where('attempts', '<', policy.sign_in_rate.second_factor_attempts)
    .returning(['staff_id', 'method'])
    .executeTakeFirst()
  return row && { staffId: row.staff_id, method: row.method as 'password' | 'oidc' }
}

export async function closePendingSignIn(tx: Call['tx'], secret: string): Promise<void> {
  await tx.deleteFrom('people.pending_sign_in').where('hash', '=', hashOfSecret(secret)).execute()
}
