import {
  plainAddress,
  type Rate,
  tokenSubject,
  withinRates,
  cleanSubject,
  replyAboveLine,
  threadHeader,
  threadToken
} from '@shouwen/kernels/mail-thread/index'
import type { Selectable } from 'kysely'
import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { enqueue } from '#platform/jobs'
import type { ContactsMailOut } from '#platform/schema.gen'
import { autoRepliedTo } from './mail-facts.ts'
import { mailSign } from './mail-secret.ts'
import { type Mailbox, ownAddresses, readFrom } from './mailbox.ts'

export type MailOut = Selectable<ContactsMailOut>

export type NewMail = {
  regionId: number
  mailbox: Mailbox | null
  conversationId: string | null
  ticket: { id: string; number: string } | null
  to: string
  /** What it is about, without marks and tokens. */
  subject: string
  body: string
  language: 'zh-CN' | 'en'
  fileIds?: readonly string[]
  seqs?: { first: number; last: number }
  inReplyTo?: string | null
  references?: readonly string[]
  automatic?: 'auto-replied' | 'auto-generated'
  /** Begins something new: no Re: and no line above which to answer. */
  fresh?: true
}

const DAY = 86_400_000
/** Notices of our own making to one address; answers have stricter rates, see the kernel. */
const noticeRates: Rate[] = [{ limit: 6, windowMs: DAY }]

/**
 * Puts a mail into the outbox in the caller's transaction; a worker sends it. Automatic ones say so, carry the null path and are stopped,
 * visibly, when there were too many to one address. None is ever sent to an address of our own.
 */
export async function queueMail(call: Call, mail: NewMail): Promise<MailOut> {
  const from = mail.mailbox?.address ?? readFrom(call.app.config.mailFrom).address
  const to = plainAddress(mail.to)
  const sign = await mailSign(call.app)
  const token = mail.ticket ? threadToken(mail.ticket.number, sign) : null
  const about = cleanSubject(mail.subject, sign) || mail.ticket?.number || ''
  const subject = mail.fresh ? about : `Re: ${about}`
  const reason = await stopped(call, mail, to)
  const row = await call.tx
    .insertInto('contacts.mail_out')
    .values({
      region_id: mail.regionId,
      id: call.app.newId(),
      mailbox_id: mail.mailbox?.id ?? null,
      unit_id: mail.mailbox?.unit_id ?? null,
      conversation_id: mail.conversationId,
      ticket_id: mail.ticket?.id ?? null,
      first_seq: mail.seqs?.first ?? null,
      last_seq: mail.seqs?.last ?? null,
      to_address: to,
      subject: token ? tokenSubject(subject, token) : subject,
      body: wordsOf(mail),
      file_ids: [...(mail.fileIds ?? [])],
      message_id: `${call.app.newId()}@${from.split('@')[1] ?? 'localhost'}`,
      in_reply_to: mail.inReplyTo ?? null,
      reference_ids: [...(mail.references ?? [])].slice(-20),
      headers: JSON.stringify({
        'X-Loop': from,
        ...(token ? { [threadHeader]: token } : {}),
        ...(mail.automatic ? { 'Auto-Submitted': mail.automatic, 'X-Auto-Response-Suppress': 'All' } : {})
      }),
      automatic: mail.automatic ?? null,
      state: reason ? 'suppressed' : 'queued',
      reason,
      created_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  if (!reason) await enqueueSending(call, row)
  await record(call, {
    name: 'mail.queued',
    regionId: row.region_id,
    subjectKind: 'mail',
    subjectId: row.id,
    data: mailData(row)
  })
  return row
}

/** How far mails of one region are, by id. */
export async function mailDeliveries(tx: Call['tx'], regionId: number, ids: readonly (string | null)[]) {
  const wanted = ids.filter((id): id is string => id !== null)
  if (wanted.length === 0) return new Map<string, { state: MailOut['state']; reason: string | null; sentAt: string | null }>()
  const rows = await tx.selectFrom('contacts.mail_out').select(['id', 'state', 'reason', 'sent_at']).where('region_id', '=', regionId).where('id', 'in', wanted).execute()
  return new Map(rows.map(({ id, state, reason, sent_at }) => [id, { state, reason, sentAt: sent_at?.toISOString() ?? null }]))
}

/** Ids others need to find their way from an event. */
export const mailData = (row: Pick<MailOut, 'conversation_id' | 'ticket_id' | 'state' | 'reason'>) => ({
  conversationId: row.conversation_id,
  ticketId: row.ticket_id,
  state: row.state,
  ...(row.reason ? { reason: row.reason } : {})
})

/** Wakes a worker for one mail. */
export async function enqueueSending(
  call: Pick<Call, 'tx' | 'now' | 'app' | 'afterCommit'>,
  { region_id, id }: Pick<MailOut, 'region_id' | 'id'>
): Promise<void> {
  await enqueue(call, {
    kind: 'contacts.send-mail',
    key: id,
    payload: { regionId: region_id, mailId: id },
    regionId: region_id,
    maxAttempts: 12
  })
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
}

/** The rule that keeps a mail from being sent, or null. */
async function stopped(call: Call, mail: NewMail, to: string): Promise<string | null> {
  if ((await ownAddresses(call)).includes(to.replace(/\+[^@]*@/, '@'))) return 'own-address'
  if (mail.automatic !== 'auto-generated') return null
  const earlier = await autoRepliedTo(call, mail.regionId, to, call.now)
  return withinRates(earlier, call.now.getTime(), noticeRates) ? null : 'too-many-automatic'
}

function wordsOf({ body, ticket, language, fresh }: NewMail): string {
  if (fresh) return body.trim()
  const about = ticket ? (language === 'en' ? `Ticket ${ticket.number}` : `工单 ${ticket.number}`) : ''
  return [replyAboveLine, '', body.trim(), '', about].join('\n').trimEnd()
}
