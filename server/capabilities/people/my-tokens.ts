import type {
  createMyToken as createOperation,
  listMyTokens as listOperation,
  revokeMyToken as revokeOperation
} from '@shouwen/contract/account-security'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { covers } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { issueToken } from './api-tokens.ts'
import { personAtScreen, staffOf } from './own-account.ts'

const MOST_TOKENS = 100

/** The person's tokens that still work or have expired but were not revoked, newest first. */
export async function listMyTokens(call: Call): Promise<OutputOf<typeof listOperation>> {
  const rows = await call.tx
    .selectFrom('people.api_token')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at', 'last_used_at'])
    .where('staff_id', '=', staffOf(call).id)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(MOST_TOKENS)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      scopes: row.scopes,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at?.toISOString() ?? null,
      lastUsedAt: row.last_used_at?.toISOString() ?? null
    }))
  }
}

/** Makes a token whose scopes are all within what its owner may do now; if the owner loses a verb later, so does the token. */
export async function createMyToken(
  call: Call,
  input: InputOf<typeof createOperation>
): Promise<OutputOf<typeof createOperation>> {
  const person = personAtScreen(call)
  const beyond = input.scopes.filter((scope) => !person.grants.some((grant) => covers(grant.verb, scope)))
  if (beyond.length > 0) throw refuse('token-scope-not-held', { scopes: beyond })
  if ((await listMyTokens(call)).items.length >= MOST_TOKENS) throw refuse('too-many-tokens')
  const expiresAt = new Date(call.now.getTime() + input.expiresInDays * 86_400_000)
  const { id, token } = await issueToken(call.tx, person.id, {
    name: input.name,
    scopes: input.scopes,
    expiresAt,
    createdAt: call.now
  })
  await audited(call, {
    verb: 'token.create',
    regionId: person.regionId,
    subjectKind: 'token',
    subjectId: id,
    detail: { scopes: input.scopes }
  })
  return { id, token, expiresAt: expiresAt.toISOString() }
}

/** Revokes one of the person's own tokens. */
export async function revokeMyToken(
  call: Call,
  input: InputOf<typeof revokeOperation>
): Promise<Record<string, never>> {
  const person = staffOf(call)
  const revoked = await call.tx
    .updateTable('people.api_token')
    .set({ revoked_at: call.now })
    .where('id', '=', input.tokenId)
    .where('staff_id', '=', person.id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!revoked) throw refuse('not-found')
  await audited(call, {
    verb: 'token.revoke',
    regionId: person.regionId,
    subjectKind: 'token',
    subjectId: input.tokenId
  })
  return {}
}
