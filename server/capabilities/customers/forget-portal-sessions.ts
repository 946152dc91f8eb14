import { sql } from 'kysely'
import { every } from '#platform/jobs'

/** Once a day portal sessions that ended a month ago are forgotten; one region after another, as spread tables ask. */
export const forgetPortalSessions = every(86_400, 'customers.forget-portal-sessions', async ({ app, now }) => {
  const ended = new Date(now.getTime() - 30 * 86_400_000)
  const regions = await app.db.selectFrom('platform.region').select('id').execute()
  for (const { id } of regions)
    await app.db.deleteFrom('customers.portal_session').where('region_id', '=', id).where(sql<boolean>`expires_at < ${ended}`).execute()
})
