import type { Call } from '#platform/action'
import { newId } from '#platform/uuid7'
import { hashOfSecret, newSecret } from './secrets.ts'

export type NewToken = {
  name: string
  /** Verb patterns; `*` = everything the owner may. */
  scopes: string[]
  expiresAt?: Date | null
  createdAt?: Date
}

/** Makes a bearer token and answers it: it cannot be read again. Whether the scopes are the owner's to give is the caller's question. */
export async function issueToken(
  tx: Call['tx'],
  staffId: string,
  given: NewToken
): Promise<{ id: string; token: string }> {
  const id = newId()
  const token = newSecret('swt_')
  await tx
    .insertInto('people.api_token')
    .values({
      id,
      hash: hashOfSecret(token),
      staff_id: staffId,
      name: given.name,
      scopes: given.scopes,
      created_at: given.createdAt ?? new Date(),
      expires_at: given.expiresAt ?? null
    })
    .execute()
  return { id, token }
}
