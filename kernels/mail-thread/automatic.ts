import { header, type MailHead, plainAddress } from './mail.ts'

/** Why a mail was not written by a person, or must not be answered by a machine (RFC 3834 §2 and common practice). */
export type AutomaticReason =
  | 'null-return-path'
  | 'delivery-report'
  | 'auto-replied'
  | 'auto-generated'
  | 'auto-response-suppressed'
  | 'precedence'
  | 'mailing-list'
  | 'no-reply-sender'

/** The first sign that a mail is automatic; undefined for a person's mail. */
export function automaticReason(mail: MailHead): AutomaticReason | undefined {
  if (isDeliveryReport(mail)) return 'delivery-report'
  if (mail.returnPath !== undefined && plainAddress(mail.returnPath) === '') return 'null-return-path'
  const submitted = header(mail, 'auto-submitted')?.toLowerCase().split(/[;\s]/, 1)[0]
  if (submitted === 'auto-replied') return 'auto-replied'
  if (submitted !== undefined && submitted !== '' && submitted !== 'no') return 'auto-generated'
  if (oldStyleReply(mail)) return 'auto-replied'
  if (/^(?:bulk|junk|list)\b/i.test(header(mail, 'precedence') ?? '')) return 'precedence'
  if (Object.keys(mail.headers).some((name) => listHeaders.has(name))) return 'mailing-list'
  if (isNoReply(mail.from) || (mail.returnPath !== undefined && isNoReply(mail.returnPath))) return 'no-reply-sender'
  const suppress = header(mail, 'x-auto-response-suppress') ?? ''
  if (/\b(?:all|autoreply|oof|dr)\b/i.test(suppress)) return 'auto-response-suppressed'
  return undefined
}

/** Reasons that say “a machine answers you”: nobody wrote anything that a person should read as new. */
export function answersOurMail(reason: AutomaticReason): boolean {
  return reason === 'null-return-path' || reason === 'delivery-report' || reason === 'auto-replied'
}

function isDeliveryReport(mail: MailHead): boolean {
  const type = header(mail, 'content-type') ?? ''
  return /^multipart\/report\b/i.test(type) || isFrom(mail.from, /^(?:mailer-daemon|postmaster)$/)
}

/** Signs used before and beside RFC 3834 by mail systems still in use, 163 and QQ among them. */
function oldStyleReply(mail: MailHead): boolean {
  if (header(mail, 'x-autoreply') ?? header(mail, 'x-autorespond') ?? header(mail, 'x-auto-reply')) return true
  if (/^auto_reply\b/i.test(header(mail, 'precedence') ?? '')) return true
  return /^\s*(?:自动回复|自動回覆|自动答复|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office)\s*[:：]/i.test(
    mail.subject
  )
}

function isNoReply(address: string): boolean {
  return isFrom(
    address,
    /^(?:no|do-?not|donot|never)[-_.]?reply\b|^(?:bounces?|notifications?|alerts?|newsletter)(?:[-+_.]|$)/
  )
}

function isFrom(address: string, local: RegExp): boolean {
  return local.test(plainAddress(address).split('@', 1)[0] ?? '')
}

const listHeaders = new Set([
  'list-id',
  'list-post',
  'list-unsubscribe',
  'list-help',
  'list-subscribe',
  'list-owner',
  'list-archive'
])
