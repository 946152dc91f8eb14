import { every, type JobKind, type Repeating } from '#platform/jobs'
import { type Call, transact } from '#platform/action'
import { record } from '#platform/events'
import { addMessage } from '../add-message.ts'
import { lockConversation } from '../load-conversation.ts'
import { uploadsOf } from '../contact-files.ts'
import { findMailbox, readFrom, smtpOf } from './mailbox.ts'
import { undelivered } from './mark-bounced.ts'
import { MailNotTaken, mailPorts, type OutgoingMail } from './ports.ts'
import { enqueueSending, mailData, type MailOut } from './queue-mail.ts'

export const NO_SERVER = 'no-mail-server'

/**
 * Sends one mail of the outbox. It counts as sent only when a server took it; without a server it stays queued and says so. A worker that dies
 * in between sends it again with the same Message-ID.
 */
export const sendMail: JobKind = {
  kind: 'contacts.send-mail',
  mode: 'outside',
  async run(call, payload, job) {
    const row = await load(call, Number(payload['regionId']), String(payload['mailId']))
    if (row?.state !== 'queued') return
    const mailbox = row.mailbox_id ? await findMailbox(call.tx, row.mailbox_id) : null
    const server = smtpOf(call.app.config, mailbox)
    if (!server) return settle(call, row, { state: 'queued', reason: NO_SERVER })
    try {
      await mailPorts().sender.send(server, await letter(call, row, mailbox))
      await settle(call, row, { state: 'sent', reason: null })
    } catch (error) {
      if (!(error instanceof MailNotTaken)) throw error
      const over = error.permanent || job.attempts >= job.maxAttempts
      await settle(call, row, { state: over ? 'failed' : 'queued', reason: error.code })
      if (!over) throw error
    }
  }
}

async function load(call: Call, regionId: number, id: string): Promise<MailOut | undefined> {
  return call.tx
    .selectFrom('contacts.mail_out')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .executeTakeFirst()
}

async function letter(
  call: Call,
  row: MailOut,
  mailbox: { address: string; name: string } | null
): Promise<OutgoingMail> {
  const from = mailbox ? { name: mailbox.name, address: mailbox.address } : readFrom(call.app.config.mailFrom)
  const files = await uploadsOf(call, row.region_id, row.file_ids)
  return {
    from,
    to: row.to_address,
    envelopeFrom: row.automatic ? '' : from.address,
    replyTo: from.address,
    subject: row.subject,
    text: row.body,
    messageId: row.message_id,
    inReplyTo: row.in_reply_to,
    references: row.reference_ids,
    headers: row.headers as Record<string, string>,
    date: row.created_at,
    files: files.map((file) => ({
      name: file.name,
      mediaType: file.mediaType,
      content: async () => (await call.app.files.get(file.id)).stream
    }))
  }
}

/** Writes how a try went, with everything that follows from it, in one transaction. */
function settle(
  call: Call,
  row: MailOut,
  to: { state: 'queued' | 'sent' | 'failed'; reason: string | null }
): Promise<void> {
  return transact(call.app, call.actor, async (inner) => {
    const after = await inner.tx
      .updateTable('contacts.mail_out')
      .set((set) => ({
        ...to,
        tried_at: inner.now,
        ...(to.reason === NO_SERVER ? {} : { attempts: set('attempts', '+', 1) }),
        ...(to.state === 'sent' ? { sent_at: inner.now } : {})
      }))
      .where('region_id', '=', row.region_id)
      .where('id', '=', row.id)
      .where('state', '=', 'queued')
      .returningAll()
      .executeTakeFirst()
    if (!after || to.state === 'queued') return
    await record(inner, {
      name: to.state === 'sent' ? 'mail.sent' : 'mail.failed',
      regionId: row.region_id,
      subjectKind: 'mail',
      subjectId: row.id,
      data: mailData(after)
    })
    if (to.state === 'sent') await markDelivered(inner, after)
    else if (row.conversation_id) {
      const conversation = await lockConversation(inner, { regionId: row.region_id, id: row.conversation_id })
      await addMessage(inner, conversation, {
        direction: 'note',
        authorKind: 'system',
        body: undelivered(to.reason ?? ''),
        clientKey: `failed-${row.id}-${after.attempts}`
      })
    }
  })
}

async function markDelivered(call: Call, { region_id, conversation_id, first_seq, last_seq }: MailOut): Promise<void> {
  if (!conversation_id || first_seq === null || last_seq === null) return
  await call.tx
    .updateTable('contacts.message')
    .set({ delivered_at: call.now })
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', conversation_id)
    .where('seq', '>=', first_seq)
    .where('seq', '<=', last_seq)
    .where('direction', '=', 'out')
    .where('delivered_at', 'is', null)
    .execute()
}

/** Mails that waited for a server to be configured, or whose job was lost, are tried again. */
export const watchOutbox: Repeating = every(60, 'contacts.watch-outbox', async (call) => {
  const regions = await call.tx.selectFrom('platform.region').select('id').execute()
  for (const { id } of regions) {
    const waiting = await call.tx
      .selectFrom('contacts.mail_out')
      .select(['region_id', 'id', 'mailbox_id'])
      .where('region_id', '=', id)
      .where('state', '=', 'queued')
      .where('created_at', '<', new Date(call.now.getTime() - 30_000))
      .orderBy('created_at')
      .limit(200)
      .execute()
    for (const row of waiting) {
      const mailbox = row.mailbox_id ? await findMailbox(call.tx, row.mailbox_id) : null
      if (smtpOf(call.app.config, mailbox)) await enqueueSending(call, row)
    }
  }
})
