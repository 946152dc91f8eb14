import type { MailServer } from '@shouwen/contract/mail'
import type { Selectable } from 'kysely'
import type { App } from '#platform/app-type'
import type { Call } from '#platform/action'
import type { Config } from '#platform/config'
import type { ContactsMailbox } from '#platform/schema.gen'
import { openSecret, sealSecret } from '#platform/secret-box'

export type Mailbox = Selectable<ContactsMailbox>

const purpose = (mailboxId: string, which: 'imap' | 'smtp') => `contacts.mailbox.${mailboxId}.${which}`

/** Closes the settings of a server, password and all. */
export function sealServer(config: Config, mailboxId: string, which: 'imap' | 'smtp', server: MailServer): Buffer {
  return sealSecret(config.dataDir, purpose(mailboxId, which), JSON.stringify(server))
}

/** Where the mailbox is read; null when it is not. */
export function imapOf(config: Config, mailbox: Mailbox): MailServer | null {
  if (mailbox.from_environment) return config.imapUrl ? serverOf(config.imapUrl) : null
  return open(config, mailbox, 'imap')
}

/** Through which server its mail leaves: its own, else the one of SMTP_URL; null when there is none. */
export function smtpOf(config: Config, mailbox: Pick<Mailbox, 'id' | 'smtp' | 'imap'> | null): MailServer | null {
  const own = mailbox ? open(config, mailbox, 'smtp') : null
  return own ?? (config.smtpUrl ? serverOf(config.smtpUrl) : null)
}

function open(
  config: Config,
  mailbox: Pick<Mailbox, 'id' | 'imap' | 'smtp'>,
  which: 'imap' | 'smtp'
): MailServer | null {
  const box = mailbox[which]
  return box ? (JSON.parse(openSecret(config.dataDir, purpose(mailbox.id, which), box)) as MailServer) : null
}

/** An address such as imaps://user:password@host:993/INBOX as settings. */
export function serverOf(address: string): MailServer {
  const url = new URL(address)
  const secure = url.protocol === 'imaps:' || url.protocol === 'smtps:'
  const presets: Record<string, number> = { 'imap:': 143, 'imaps:': 993, 'smtp:': 587, 'smtps:': 465 }
  const folder = decodeURIComponent(url.pathname.replace(/^\//, ''))
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (presets[url.protocol] ?? 25) : Number(url.port),
    security: secure ? 'tls' : url.searchParams.get('tls') === 'none' ? 'none' : 'starttls',
    ...(url.username ? { user: decodeURIComponent(url.username) } : {}),
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
    ...(folder ? { folder } : {})
  }
}

/** `Name <address>` or a bare address. */
export function readFrom(mailFrom: string): { name: string; address: string } {
  const [, name = '', address = ''] = /^\s*(.*?)\s*<([^<>\s]+@[^<>\s]+)>\s*$/.exec(mailFrom) ?? [
    null,
    '',
    mailFrom.trim()
  ]
  return { name: name.replace(/^"|"$/g, ''), address: address.toLowerCase() }
}

export async function findMailbox(tx: Call['tx'], id: string): Promise<Mailbox | null> {
  return (await tx.selectFrom('contacts.mailbox').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** The mailbox a region answers from when the conversation came another way: its oldest active one. */
export async function mailboxOfRegion(tx: Call['tx'], regionId: number): Promise<Mailbox | null> {
  const row = await tx
    .selectFrom('contacts.mailbox')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('active', '=', true)
    .orderBy('from_environment')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Every address that is ours, in any region: mail from one of them was not written by a customer. */
export async function ownAddresses(call: Pick<Call, 'tx' | 'app'>): Promise<string[]> {
  const rows = await call.tx.selectFrom('contacts.mailbox').select('address').execute()
  return [...new Set([...rows.map(({ address }) => address), readFrom(call.app.config.mailFrom).address])]
}

/** Makes sure that the mailbox of IMAP_URL is there, in the first region; nothing before there is a region. */
export async function ensureConfiguredMailbox(app: App): Promise<void> {
  if (!app.config.imapUrl) return
  const { name, address } = readFrom(app.config.mailFrom)
  const region = await app.db.selectFrom('platform.region').select('id').orderBy('id').limit(1).executeTakeFirst()
  if (!region) return
  const now = app.clock.now()
  await app.db
    .insertInto('contacts.mailbox')
    .values({
      id: app.newId(),
      region_id: region.id,
      address,
      name: name || address,
      from_environment: true,
      created_at: now,
      updated_at: now
    })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .execute()
}
