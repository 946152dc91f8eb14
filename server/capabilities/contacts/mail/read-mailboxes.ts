import { sql } from 'kysely'
import type { App } from '#platform/app-type'
import { ensureConfiguredMailbox, imapOf, type Mailbox } from './mailbox.ts'
import { type FetchedMail, mailPorts, type MailSession } from './ports.ts'
import { largestMail } from './prepare-mail.ts'
import { refuseMail, takeInMail } from './take-in-mail.ts'

const LEASE_MS = 60_000
/** Servers end a wait after half an hour; we look again much sooner, and renew the lease meanwhile. */
const WAIT_MS = 20_000
const ROUND_MS = 5_000
const LONGEST_PAUSE_MS = 300_000

/**
 * The worker's loop: reads every active mailbox that no other worker reads now, each with a connection of its own that waits for the server to
 * tell of new mail. A mailbox that fails is left alone for a while, and never keeps the others waiting.
 */
export const mailLoop = {
  role: 'worker' as const,
  name: 'contacts.mail',
  async run(app: App, signal: AbortSignal): Promise<void> {
    const reading = new Map<string, Promise<void>>()
    const workerId = app.newId()
    while (!signal.aborted) {
      await ensureConfiguredMailbox(app)
      for (const mailbox of await readable(app)) {
        if (reading.has(mailbox.id) || !(await lease(app, mailbox.id, workerId))) continue
        const done = readOn(app, mailbox, workerId, signal)
          .catch((error: unknown) => app.log.warn({ err: error }, 'mailbox left for now'))
          .finally(() => reading.delete(mailbox.id))
        reading.set(mailbox.id, done)
      }
      await app.bell.wait('jobs', ROUND_MS, signal)
    }
    await Promise.all(reading.values())
  }
}

/** Active mailboxes with a server to read from, without those that failed a moment ago. */
async function readable(app: App): Promise<Mailbox[]> {
  const now = app.clock.now()
  const rows = await app.db.selectFrom('contacts.mailbox').selectAll().where('active', '=', true).execute()
  const states = await app.db
    .selectFrom('contacts.mailbox_state')
    .select(['mailbox_id', 'failing_since', 'checked_at'])
    .execute()
  const state = new Map(states.map((row) => [row.mailbox_id, row]))
  return rows.filter((mailbox) => {
    const { failing_since, checked_at } = state.get(mailbox.id) ?? {}
    const pause = failing_since
      ? Math.min(LONGEST_PAUSE_MS, Math.max(5_000, now.getTime() - failing_since.getTime()))
      : 0
    return (!failing_since || !checked_at || now.getTime() - checked_at.getTime() >= pause) && hasServer(app, mailbox)
  })
}

function hasServer(app: App, mailbox: Mailbox): boolean {
  return mailbox.from_environment ? app.config.imapUrl !== undefined : mailbox.imap !== null
}

/** Takes or renews the right to read a mailbox; false when another worker has it. */
export async function lease(app: App, mailboxId: string, workerId: string): Promise<boolean> {
  const now = app.clock.now()
  const until = new Date(now.getTime() + LEASE_MS)
  const { rows } = await sql<{ mailbox_id: string }>`
    insert into contacts.mailbox_state (mailbox_id, leased_by, leased_until) values (${mailboxId}, ${workerId}, ${until})
    on conflict (mailbox_id) do update set leased_by = excluded.leased_by, leased_until = excluded.leased_until
    where mailbox_state.leased_until is null or mailbox_state.leased_until < ${now} or mailbox_state.leased_by = ${workerId}
    returning mailbox_id`.execute(app.db)
  return rows.length > 0
}

/** Reads until the signal, an error, or the loss of the lease. */
async function readOn(app: App, mailbox: Mailbox, workerId: string, signal: AbortSignal): Promise<void> {
  let session: MailSession | undefined
  try {
    const server = imapOf(app.config, mailbox)
    if (!server) return
    session = await mailPorts().source.open(server)
    while (!signal.aborted && (await lease(app, mailbox.id, workerId)) && (await isActive(app, mailbox))) {
      await readOnce(app, mailbox, session, () => lease(app, mailbox.id, workerId))
      await session.waitForMore(WAIT_MS, signal)
    }
    await note(app, mailbox.id, { leased_until: null })
  } catch (error) {
    await noteFailure(app, mailbox.id, error)
  } finally {
    await session?.close().catch(() => {})
  }
}

async function isActive(app: App, { id, updated_at }: Mailbox): Promise<boolean> {
  const row = await app.db
    .selectFrom('contacts.mailbox')
    .select(['active', 'updated_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.active === true && row.updated_at.getTime() === updated_at.getTime()
}

/** Takes in everything that is there now; answers how many mails were looked at. A mail that cannot be read is set aside and stepped over. */
export async function readOnce(
  app: App,
  mailbox: Mailbox,
  session: MailSession,
  renew: () => Promise<unknown> = async () => {}
): Promise<number> {
  const state = await app.db
    .selectFrom('contacts.mailbox_state')
    .select(['uid_validity', 'last_uid'])
    .where('mailbox_id', '=', mailbox.id)
    .executeTakeFirst()
  const known = Number(state?.uid_validity ?? 0) === session.uidValidity
  let count = 0
  for await (const mail of session.newMails(known ? Number(state?.last_uid ?? 0) : null, largestMail)) {
    await takeInOne(app, mailbox, session, mail)
    await session.markRead(mail.uid)
    await note(app, mailbox.id, { uid_validity: session.uidValidity, last_uid: mail.uid })
    count += 1
    if (count % 20 === 0) await renew()
  }
  await note(app, mailbox.id, {
    checked_at: app.clock.now(),
    failing_since: null,
    failure: null,
    ...(known || count > 0 ? {} : { uid_validity: session.uidValidity, last_uid: 0 })
  })
  return count
}

async function takeInOne(
  app: App,
  mailbox: Mailbox,
  session: MailSession,
  { uid, size, raw, receivedAt }: FetchedMail
): Promise<void> {
  const now = app.clock.now()
  const arrival = { regionId: mailbox.region_id, mailbox, receivedAt: receivedAt > now ? now : receivedAt }
  if (raw) await takeInMail(app, arrival, raw)
  else await refuseMail(app, arrival, { uid, uidValidity: session.uidValidity, size })
}

type State = {
  uid_validity?: number
  last_uid?: number
  leased_until?: null
  checked_at?: Date
  failing_since?: Date | null
  failure?: string | null
}

async function note(app: App, mailboxId: string, to: State): Promise<void> {
  await app.db
    .insertInto('contacts.mailbox_state')
    .values({ mailbox_id: mailboxId, ...to })
    .onConflict((conflict) => conflict.column('mailbox_id').doUpdateSet(to))
    .execute()
}

async function noteFailure(app: App, mailboxId: string, error: unknown): Promise<void> {
  const { code } = error as { code?: unknown }
  const failure = (typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown').slice(0, 60)
  app.log.warn({ mailbox: mailboxId, failure }, 'mailbox cannot be read')
  const now = app.clock.now()
  await sql`update contacts.mailbox_state set failure = ${failure}, failing_since = coalesce(failing_since, ${now}), checked_at = ${now}, leased_until = null
    where mailbox_id = ${mailboxId}`.execute(app.db)
}
