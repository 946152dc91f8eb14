import type { Readable } from 'node:stream'
import type { MailServer } from '@shouwen/contract/mail'

/** A mail as a mailbox gives it out. */
export type FetchedMail = {
  uid: number
  size: number
  /** When the server received it. */
  receivedAt: Date
  /** The mail as it came; null when it is larger than was asked for. */
  raw: Buffer | null
}

/** An open mailbox. Errors of the connection are thrown by whatever is under way. */
export type MailSession = {
  uidValidity: number
  /** Mails with a higher UID, in order; at the first reading (`after` null) those nobody has read yet. */
  newMails(after: number | null, largest: number): AsyncIterable<FetchedMail>
  /** Tells the server that a mail was taken in. */
  markRead(uid: number): Promise<void>
  /** Waits until the server tells of new mail, the time is up or the signal comes. */
  waitForMore(ms: number, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Where mail comes from. */
export type MailSource = { open(server: MailServer): Promise<MailSession> }

export type OutgoingMail = {
  from: { name: string; address: string }
  to: string
  /** The envelope's sender; '' is the null path of automatic mail. */
  envelopeFrom: string
  replyTo: string
  subject: string
  text: string
  messageId: string
  inReplyTo: string | null
  references: readonly string[]
  headers: Readonly<Record<string, string>>
  date: Date
  files: readonly { name: string; mediaType: string; content: () => Promise<Readable> }[]
}

/** A server did not take a mail. `permanent`: trying again changes nothing. `code` is a status (550), or the kind of failure of a connection. */
export class MailNotTaken extends Error {
  readonly permanent: boolean
  readonly code: string
  constructor(code: string, permanent: boolean) {
    super(code)
    this.code = code
    this.permanent = permanent
  }
}

/** How mail leaves; throws MailNotTaken. */
export type MailSender = {
  send(server: MailServer, mail: OutgoingMail): Promise<void>
  /** Connects and signs in without sending anything. */
  check(server: MailServer): Promise<void>
}

let ports: { source: MailSource; sender: MailSender } | undefined

/** Ties the contacts to the world of mail; called once by the composition root. */
export function connectMail(given: { source: MailSource; sender: MailSender }): void {
  ports = given
}

export function mailPorts(): { source: MailSource; sender: MailSender } {
  if (!ports) throw new Error('no mail adapters are connected')
  return ports
}
