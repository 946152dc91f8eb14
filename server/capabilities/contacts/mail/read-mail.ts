import { type MailHead, plainAddress, plainMessageId, trimQuote } from '@shouwen/kernels/mail-thread/index'
import { createHash } from 'node:crypto'
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { htmlText } from './html-text.ts'

export type MailFile = { name: string; mediaType: string; content: Uint8Array }

/** What a machine says about a mail of ours: whom it could not reach and why. */
export type DeliveryReport = { failed: boolean; status: string | null; messageId: string | null }

/** A mail as the product needs it. Nothing in it is trusted: texts are bounded and hold no control characters. */
export type ReadMail = {
  head: MailHead
  /** Message-ID without brackets, else a hash over the whole mail. */
  key: string
  messageId: string | null
  from: string
  fromName: string | null
  recipients: string[]
  subject: string
  /** The Date header, when it can be read. */
  sentAt: Date | null
  /** What the person wrote; the earlier mail below it is cut off. */
  text: string
  /** Everything, when something was cut off. */
  wholeText: string
  files: MailFile[]
  report: DeliveryReport | null
}

const limits = { maxNestingDepth: 40, maxHeadersSize: 256 * 1024 }
const MOST_FILES = 30
const LONGEST_TEXT = 200_000

/** Reads a mail; throws when it cannot be read as one. The caller sets it aside and goes on with the next. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const email = await PostalMime.parse(raw, {
    ...limits,
    forceRfc822Attachments: true,
    attachmentEncoding: 'arraybuffer'
  })
  const head = headOf(email)
  if (head.from === '' && email.headers.length === 0) throw new Error('not a mail')
  const messageId = plainMessageId(head.messageId ?? '').slice(0, 500)
  const wholeText = wordsOf(email)
  const { reply } = trimQuote(wholeText)
  return {
    head,
    key: messageId === '' ? `sha256:${createHash('sha256').update(raw).digest('hex')}` : messageId,
    messageId: messageId === '' ? null : messageId,
    from: plainAddress(head.from).slice(0, 320),
    fromName: oneLine(firstMailbox(email.from)?.name ?? '', 80) || null,
    recipients: head.recipients.slice(0, 50),
    subject: oneLine(head.subject, 300),
    sentAt: dateOf(email.date),
    text: reply.trim(),
    wholeText: wholeText.trim(),
    files: filesOf(email.attachments),
    report: reportOf(email.attachments)
  }
}

function headOf(email: Email): MailHead {
  const headers: Record<string, string[]> = {}
  for (const { key, value } of email.headers.slice(0, 500)) (headers[key] ??= []).push(value.slice(0, 10_000))
  const all = [...(email.to ?? []), ...(email.cc ?? [])]
    .flatMap((one) => one.group ?? [one])
    .map((one) => one.address ?? '')
  const delivered = [...(headers['delivered-to'] ?? []), ...(headers['x-original-to'] ?? [])]
  return {
    messageId: email.messageId,
    inReplyTo: email.inReplyTo,
    references: (email.references ?? '').split(/[\s,]+/).filter((id) => id !== ''),
    from: firstMailbox(email.from)?.address ?? '',
    returnPath: headers['return-path'] ? plainAddress(headers['return-path'][0] ?? '') : undefined,
    recipients: [...all, ...delivered].map(plainAddress).filter((address) => address !== ''),
    subject: email.subject ?? '',
    headers
  }
}

function firstMailbox(address: Address | undefined): { name: string; address: string } | undefined {
  if (!address) return undefined
  return address.group ? address.group[0] : address
}

/** A date the header states and a calendar knows; the year 1 and the year 9999 are mistakes. */
function dateOf(text: string | undefined): Date | null {
  const at = new Date(text ?? '')
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1995 || at.getUTCFullYear() > 2200 ? null : at
}

/** The words as plain text, from the text part if there is one with words in it, else from the HTML. */
function wordsOf(email: Email): string {
  const plain = clean(email.text ?? '')
  if (plain.trim() !== '' || !email.html) return plain
  return clean(htmlText(email.html.slice(0, 2_000_000)))
}

const clean = (text: string) =>
  text
    .slice(0, LONGEST_TEXT)
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .toWellFormed()
const oneLine = (text: string, most: number) =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()

/** Attachments as files. Pictures inside the text are files too; the signature of S/MIME or PGP is of no use to a person. */
function filesOf(attachments: readonly Attachment[]): MailFile[] {
  return attachments
    .filter(
      ({ mimeType }) =>
        !/^(?:message\/(?:delivery-status|disposition-notification|feedback-report)|text\/rfc822-headers|application\/(?:pgp-signature|pkcs7-signature|x-pkcs7-signature))$/.test(
          mimeType
        )
    )
    .slice(0, MOST_FILES)
    .map((one, at) => ({
      name: one.filename ?? nameFor(one.mimeType, at),
      mediaType: one.mimeType,
      content: bytesOf(one)
    }))
}

function nameFor(mimeType: string, at: number): string {
  const endings: Record<string, string> = {
    'image/png': 'png',
    'image/jpeg': 'jpg',
    'image/gif': 'gif',
    'image/webp': 'webp',
    'application/pdf': 'pdf',
    'text/plain': 'txt',
    'message/rfc822': 'eml',
    'text/csv': 'csv'
  }
  const ending = endings[mimeType]
  return `attachment-${at + 1}${ending ? `.${ending}` : ''}`
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content, 'utf8')
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}

/** What RFC 3464 says about a mail of ours, and its Message-ID from the part that is sent back. */
function reportOf(attachments: readonly Attachment[]): DeliveryReport | null {
  const told = attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')
  const back = attachments.find(
    ({ mimeType }) =>
      mimeType === 'message/rfc822' || mimeType === 'text/rfc822-headers' || mimeType === 'message/global-headers'
  )
  if (!told && !back) return null
  const text = told ? Buffer.from(bytesOf(told)).toString('utf8').slice(0, 20_000) : ''
  const original = back ? Buffer.from(bytesOf(back)).toString('utf8').slice(0, 50_000) : ''
  const messageId = /^message-id:\s*(<[^>\s]{1,500}>)/im.exec(original)?.[1]
  return {
    failed: /^action:\s*failed/im.test(text),
    status: /^status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1] ?? null,
    messageId: messageId ? plainMessageId(messageId) : null
  }
}
