import { portalCookie } from '#capabilities/customers'
import { hashOfSecret, newSecret } from '#capabilities/people'
import type { SmallOperator } from './small-operator.ts'

/** A customer of region 1 who is signed in at the portal; answers the cookie. */
export async function customerCookie(o: Pick<SmallOperator, 't' | 'customerId'>, customerId = o.customerId): Promise<string> {
  const secret = newSecret()
  await o.t.asSystem(({ tx, app }) =>
    tx
      .insertInto('customers.portal_session')
      .values({
        region_id: 1,
        hash: hashOfSecret(secret),
        id: app.newId(),
        customer_id: customerId,
        created_at: new Date('2026-01-01T00:00:00Z'),
        expires_at: new Date('2030-01-01T00:00:00Z')
      })
      .execute()
  )
  return `${portalCookie}=1.${secret}`
}
