import { sql } from 'kysely'
import type { App } from '#platform/app-type'

const LEASE_SECONDS = 15

/** Who listens to the exchange: Asterisk tells its events to the newest socket only, so one process has the right, by the database's clock. */
export async function takeExchange(app: App, name: string, owner: string): Promise<boolean> {
  const { rows } = await sql`
    insert into voice.exchange as e (name, owner, lease_until) values (${name}, ${owner}, now() + make_interval(secs => ${LEASE_SECONDS}))
    on conflict (name) do update set owner = excluded.owner, lease_until = excluded.lease_until
    where e.owner = excluded.owner or e.lease_until < excluded.lease_until - make_interval(secs => ${LEASE_SECONDS})
    returning owner`.execute(app.db)
  return rows.length > 0
}

/** Gives the right back at once. */
export async function leaveExchange(app: App, name: string, owner: string): Promise<void> {
  await sql`update voice.exchange set lease_until = now() - interval '1 second' where name = ${name} and owner = ${owner}`.execute(app.db)
}
