/** What the rules need to know of a received mail. Header names in lower case; several of one name in their order. */
export type MailHead = {
  messageId?: string | undefined
  inReplyTo?: string | undefined
  /** Oldest first. */
  references: string[]
  /** Address only, as received. */
  from: string
  /** Envelope sender; '' is the null path `<>` of bounces, undefined is not known. */
  returnPath?: string | undefined
  /** To, Cc and Delivered-To addresses. */
  recipients: string[]
  subject: string
  headers: Readonly<Record<string, readonly string[]>>
}

/** One header's text; the first if it is there several times. */
export function header(mail: MailHead, name: string): string | undefined {
  return mail.headers[name]?.[0]?.trim()
}

/** An address to compare with: trimmed, without brackets, in lower case (no mail system in use tells case apart). */
export function plainAddress(address: string): string {
  return address.trim().replace(/^<|>$/g, '').toLowerCase()
}

/** A Message-ID to compare with: without brackets and white space. */
export function plainMessageId(messageId: string): string {
  return messageId.replace(/[<>\s]/g, '')
}
