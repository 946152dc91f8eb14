import { every } from '#platform/jobs'

const KEPT_MS = 30 * 86_400_000

/** The log is kept for 30 days; what still waits by then was given up long before. */
export const forgetDeliveries = every(3600, 'integrations.forget-deliveries', async (call) => {
  await call.tx
    .deleteFrom('integrations.delivery')
    .where('created_at', '<', new Date(call.now.getTime() - KEPT_MS))
    .execute()
})
