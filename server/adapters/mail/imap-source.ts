import type { MailServer } from '@shouwen/contract/mail'
import { ImapFlow } from 'imapflow'
import type { FetchedMail, MailSession, MailSource } from '#capabilities/contacts'

/** Reads mailboxes over IMAP4rev1. A mail is fetched whole, one at a time, and only when its size is within the limit. */
export const imapSource: MailSource = {
  async open(server) {
    const client = new ImapFlow(settingsOf(server))
    // Without a listener a lost connection would end the process; whoever waits or asks next is told.
    client.on('error', () => {})
    try {
      await client.connect()
      const box = await client.mailboxOpen(server.folder ?? 'INBOX')
      return sessionOf(client, Number(box.uidValidity))
    } catch (error) {
      client.close()
      throw coded(error)
    }
  }
}

function settingsOf({ host, port, security, user, password }: MailServer) {
  return {
    host,
    port,
    secure: security === 'tls',
    ...(security === 'starttls' ? { doSTARTTLS: true } : security === 'none' ? { doSTARTTLS: false } : {}),
    auth: { user: user ?? '', pass: password ?? '' },
    logger: false as const,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 120_000
  }
}

function sessionOf(client: ImapFlow, uidValidity: number): MailSession {
  // A server tells of new mail with the answer to whatever is asked, not only while we wait: heard from the first moment on, nothing told
  // between a search and the wait is lost.
  let isTold = false
  client.on('exists', () => {
    isTold = true
  })
  return {
    uidValidity,
    async *newMails(after, largest) {
      // Before the search: what is told while it runs may not be among what it finds.
      isTold = false
      const found =
        (await client.search(after === null ? { seen: false } : { uid: `${after + 1}:*` }, { uid: true })) || []
      // `n:*` names the last mail even when its UID is below n.
      for (const uid of found.filter((uid) => uid > (after ?? 0)).sort((a, b) => a - b)) {
        const mail = await fetchMail(client, uid, largest)
        if (mail) yield mail
      }
    },
    async markRead(uid) {
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
    },
    waitForMore: async (ms, signal) => (isTold ? undefined : waitForMore(client, ms, signal)),
    async close() {
      await client.logout().catch(() => client.close())
    }
  }
}

/** Undefined: it was deleted meanwhile. */
async function fetchMail(client: ImapFlow, uid: number, largest: number): Promise<FetchedMail | undefined> {
  const about = await client.fetchOne(String(uid), { uid: true, size: true, internalDate: true }, { uid: true })
  if (!about) return undefined
  const size = about.size ?? 0
  const receivedAt = new Date(about.internalDate ?? Date.now())
  const whole = size <= largest ? await client.fetchOne(String(uid), { source: true }, { uid: true }) : undefined
  if (size <= largest && (!whole || !whole.source)) return undefined
  return { uid, size, receivedAt, raw: whole && whole.source ? Buffer.from(whole.source) : null }
}

/** IDLE until the server tells of a mail; any later command ends it. Rejects when the connection is gone. */
function waitForMore(client: ImapFlow, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      client.off('exists', done)
      client.off('close', lost)
      signal.removeEventListener('abort', done)
    }
    const done = () => {
      end()
      resolve()
    }
    const lost = () => {
      end()
      reject(Object.assign(new Error('connection lost'), { code: 'ECONNRESET' }))
    }
    const timer = setTimeout(done, ms)
    client.once('exists', done)
    client.once('close', lost)
    if (signal.aborted) return done()
    signal.addEventListener('abort', done)
    client.idle().catch(() => {})
  })
}

/** The kind of a failure as a code; answers of the server stay out of it. */
function coded(error: unknown): Error {
  const { code, authenticationFailed } = error as { code?: string; authenticationFailed?: boolean }
  return Object.assign(new Error('mailbox not opened', { cause: error }), {
    code: authenticationFailed ? 'authentication-failed' : (code ?? 'connection-failed')
  })
}
