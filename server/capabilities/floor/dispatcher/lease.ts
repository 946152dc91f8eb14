import { sql } from 'kysely'
import type { App } from '#platform/app-type'

/** How long a dispatcher's right lasts without being renewed, and how often it is renewed: a dead one is replaced in less than two seconds. */
export const LEASE_MS = 1500
export const RENEW_MS = 500

/** The right to give out the contacts of a region; the epoch tells an owner from the one before. */
export type Lease = { regionId: number; epoch: number }

/**
 * Takes or renews the right, by the clock of the database, so that the clocks of processes do not matter; null when somebody else has it.
 */
export async function takeLease(app: App, owner: string, regionId: number): Promise<Lease | null> {
  const { rows } = await sql<{ epoch: number }>`
    insert into floor.dispatcher as d (region_id, owner, epoch, lease_until)
    values (${regionId}, ${owner}, 1, now() + make_interval(secs => ${LEASE_MS / 1000}))
    on conflict (region_id) do update set owner = excluded.owner, epoch = d.epoch + case when d.owner = excluded.owner then 0 else 1 end, lease_until = excluded.lease_until
    where d.owner = excluded.owner or d.lease_until < excluded.lease_until - make_interval(secs => ${LEASE_MS / 1000})
    returning epoch`.execute(app.db)
  return rows[0] ? { regionId, epoch: rows[0].epoch } : null
}

/** Gives the right back, so that another need not wait for its end. */
export async function dropLease(app: App, owner: string, regionId: number): Promise<void> {
  await sql`update floor.dispatcher set lease_until = now() - interval '1 second' where region_id = ${regionId} and owner = ${owner}`.execute(app.db)
}
