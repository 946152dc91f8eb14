import { hashOfSecret, type Identifier, newSecret } from '#capabilities/people'
import type { Actor, Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'

export const portalCookie = 'shouwen-portal'
type CustomerActor = Extract<Actor, { kind: 'customer' }>

/** Recognises a signed-in customer by the portal's cookie, which carries the region beside the secret. */
export const identifyCustomer: Identifier = async (app, request) => {
  const [, region = '', secret = ''] = /^(\d{1,4})\.([\w-]{43})$/.exec(request.cookies[portalCookie] ?? '') ?? []
  if (secret === '') return null
  const row = await app.db
    .selectFrom('customers.portal_session')
    .select(['id', 'customer_id'])
    .where('region_id', '=', Number(region))
    .where('hash', '=', hashOfSecret(secret))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', app.clock.now())
    .executeTakeFirst()
  return row ? { kind: 'customer', id: row.customer_id, regionId: Number(region), sessionId: row.id } : null
}

/** The acting customer. Refuses with `not-permitted` when somebody else acts. */
export function customerOf(call: Call): CustomerActor {
  if (call.actor.kind !== 'customer') throw refuse('not-permitted')
  return call.actor
}

/** Opens a portal session and sets its cookie; only the hash of the secret is kept. */
export async function beginPortalSession(call: Call, { regionId, customerId }: { regionId: number; customerId: string }): Promise<string> {
  const id = call.app.newId()
  const secret = newSecret()
  const seconds = rulebook().passwordPolicy.session.absolute_hours * 3600
  await call.tx
    .insertInto('customers.portal_session')
    .values({
      region_id: regionId,
      hash: hashOfSecret(secret),
      id,
      customer_id: customerId,
      created_at: call.now,
      expires_at: new Date(call.now.getTime() + seconds * 1000)
    })
    .execute()
  call.cookies.push({ name: portalCookie, value: `${regionId}.${secret}`, maxAgeSeconds: seconds })
  return id
}
