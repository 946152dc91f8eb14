import { replyToContact } from '@shouwen/contract/chat-desk'
import { createMailbox } from '@shouwen/contract/mail'
import { createStaff, issueToken } from '#capabilities/people'
import type { startTestApp } from '#platform/testing/test-app'
import { imapSource } from '../../../../adapters/mail/imap-source.ts'
import { startImapServer } from '../../../../adapters/mail/testing/imap-server.ts'
import { startSmtpInbox } from '../../../../adapters/mail/testing/smtp-inbox.ts'
import { newKey, startChatDesk } from '../../testing/chat-desk.ts'
import { findMailbox } from '../mailbox.ts'
import { readOnce } from '../read-mailboxes.ts'

export const serverAt = (port: number) => ({ host: '127.0.0.1', port, security: 'none' as const })

/** The chat desk with an administrator. */
export async function startAdministered(options: Parameters<typeof startTestApp>[0] = {}) {
  const d = await startChatDesk(options)
  const token = await d.t.asSystem(async ({ tx }) => {
    const { id } = await createStaff(tx, {
      unitId: d.units.hn,
      jobNumber: '9002',
      name: '管理员',
      roles: ['administrator']
    })
    return (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token
  })
  return { d, admin: { token } }
}

/** The chat desk with a mailbox on real servers of this machine: an IMAP server to read from and an SMTP server that takes what is sent. */
export async function startMailDesk() {
  let refused: number | null = null
  const smtp = await startSmtpInbox({ refuse: () => refused })
  const imap = await startImapServer()
  const { d, admin } = await startAdministered()
  const { t } = d
  const login = { ...serverAt(imap.port), user: 'service', password: 'secret' }
  const { id: boxId } = await t.ok(
    createMailbox,
    {
      regionId: 1,
      address: 'Service@hn.example',
      name: '湖南客服',
      queueCode: 'hn-chat',
      imap: login,
      smtp: serverAt(smtp.port)
    },
    admin
  )
  return {
    d,
    t,
    admin,
    boxId,
    smtp,
    imap,
    /** The status the SMTP server refuses with from now on; null takes mail again. */
    refuse(status: number | null) {
      refused = status
    },
    /** Reads the mailbox over IMAP as a worker does, then lets everything that follows happen. */
    async receive(...mails: Buffer[]) {
      for (const mail of mails) imap.deliver(mail, t.clock.now())
      const mailbox = await findMailbox(t.db, boxId)
      if (!mailbox) throw new Error('no mailbox')
      const session = await imapSource.open(login)
      const count = await readOnce(t.app, mailbox, session)
      await session.close()
      await t.drain()
      return count
    },
    lastIn: () =>
      t.db.selectFrom('contacts.mail_in').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow(),
    lastOut: () =>
      t.db.selectFrom('contacts.mail_out').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow(),
    messagesOf: (id: string | null) =>
      t.db
        .selectFrom('contacts.message')
        .selectAll()
        .where('conversation_id', '=', id as string)
        .orderBy('seq')
        .execute(),
    answer: (conversationId: string | null, body: string) =>
      t.ok(replyToContact, { conversationId: conversationId as string, body, clientKey: newKey() }, d.agents.wang),
    async stop() {
      await t.stop()
      await smtp.stop()
      await imap.stop()
    }
  }
}
