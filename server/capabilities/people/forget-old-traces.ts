import type { Call } from '#platform/action'

const DAY_MS = 86_400_000
/** Ended sessions stay a while, so that a person can ask when they were signed in from where. */
const SESSIONS_DAYS = 90

/** Removes what signing in leaves behind and nobody needs any more. Harmless to repeat. */
export async function forgetOldTraces({ tx, now }: Call): Promise<void> {
  const yesterday = new Date(now.getTime() - DAY_MS)
  await tx
    .deleteFrom('people.session')
    .where('expires_at', '<', new Date(now.getTime() - SESSIONS_DAYS * DAY_MS))
    .execute()
  await tx.deleteFrom('people.pending_sign_in').where('expires_at', '<', now).execute()
  await tx
    .deleteFrom('people.sign_in_failure')
    .where('first_at', '<', yesterday)
    .where((or) => or.or([or('locked_until', 'is', null), or('locked_until', '<', now)]))
    .execute()
  await tx.deleteFrom('people.sign_in_rate').where('window_at', '<', yesterday).execute()
  await tx.deleteFrom('people.oidc_flow').where('created_at', '<', yesterday).execute()
}
