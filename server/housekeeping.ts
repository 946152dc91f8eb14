import { sql } from 'kysely'
import { sealEvidence } from '#platform/evidence'
import { forgetIdempotency } from '#platform/idempotency'
import { registerOrphanBlobs } from '#platform/orphan-blobs'
import { every, forgetOldJobs, type Repeating } from '#platform/jobs'

registerOrphanBlobs()

/** What the platform itself does again and again. */
export const housekeeping: Repeating[] = [
  every(5, 'platform.seal-evidence', async (call) => {
    while ((await sealEvidence(call)) > 0);
  }),
  every(3600, 'platform.forget', async (call) => {
    await forgetIdempotency(call)
    await forgetOldJobs(call)
  }),
  every(86_400, 'platform.partitions', async (call) => {
    await sql`select platform.ensure_partitions(3)`.execute(call.tx)
  })
]
