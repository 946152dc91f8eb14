import { type AutomaticReason, answersOurMail, automaticReason } from './automatic.ts'
import { header, type MailHead, plainAddress, plainMessageId } from './mail.ts'
import { type Rate, withinRates } from './rate.ts'
import { findToken, type Sign, type TokenPlace } from './token.ts'

/** What the rules may ask of the world; every answer is looked up beforehand or from memory. */
export type MailFacts = {
  sign: Sign
  /** Our own addresses, of this instance. */
  ownAddresses: string[]
  /** The mark our mail carries in X-Loop; a mail that carries it has been here. */
  loopMark: string
  /** Whether we gave out this Message-ID (ids come without brackets). */
  isOwnMessageId(messageId: string): boolean
  /** Whether this mail was taken in before. */
  isKnown(messageId: string): boolean
  /** The thread a Message-ID, sent or received, belongs to. */
  threadOf(messageId: string): string | undefined
  /** Instants (epoch ms) at which this sender wrote to us, and at which we answered it by machine. */
  receivedAt: readonly number[]
  autoRepliedAt: readonly number[]
  now: number
  rates?: MailRates
}

export type MailRates = {
  /** Mails of one sender taken in; more are set aside for a person. */
  received: Rate[]
  /** Automatic answers to one sender. */
  autoReply: Rate[]
}

/**
 * Received: above what a person types, below what a loop sends. Answered: once in ten minutes ends a loop of which no
 * header survived, because each turn of it takes seconds; three a day ends a slow one.
 */
export const defaultMailRates: MailRates = {
  received: [{ limit: 60, windowMs: 3_600_000 }],
  autoReply: [
    { limit: 1, windowMs: 600_000 },
    { limit: 3, windowMs: 86_400_000 }
  ]
}

export type ThreadEvidence = 'in-reply-to' | 'references' | TokenPlace

export type MailDecision =
  | {
      /** `thread`: joins what it answers. `new`: begins something. */
      kind: 'thread'
      threadKey: string
      reason: ThreadEvidence
      /** Set when no person wrote it; it joins silently: it neither reopens nor pauses anything. */
      automatic?: AutomaticReason
      autoReply: false
    }
  | { kind: 'new'; reason: 'no-thread-found'; automatic?: AutomaticReason; autoReply: boolean }
  | {
      /** Recorded, shown to nobody. The thread is told for delivery reports and absence notices. */
      kind: 'ignore'
      reason: 'own-mail' | 'loop' | 'already-taken-in' | AutomaticReason
      threadKey?: string | undefined
      autoReply: false
    }
  | {
      /** Set aside until a person looks; the mailbox goes on. */
      kind: 'quarantine'
      reason: 'no-sender' | 'malformed' | 'too-many-from-sender'
      autoReply: false
    }

/**
 * Decides what becomes of a received mail. Only a person's first mail of a thread may be answered by machine, and only
 * within the rate: answers to answers are how two systems talk for ever.
 */
export function decideMail(mail: MailHead, facts: MailFacts): MailDecision {
  const poisoned = poison(mail)
  if (poisoned) return { kind: 'quarantine', reason: poisoned, autoReply: false }

  const messageId = plainMessageId(mail.messageId ?? '')
  const thread = findThread(mail, facts)
  if (messageId !== '' && facts.isOwnMessageId(messageId)) return ignore('own-mail', thread)
  if (isOwnAddress(mail.from, facts)) return ignore('own-mail', thread)
  if (mail.headers['x-loop']?.some((mark) => mark.trim().toLowerCase() === facts.loopMark.toLowerCase()))
    return ignore('loop', thread)
  if (messageId !== '' && facts.isKnown(messageId)) return ignore('already-taken-in', thread)

  const automatic = automaticReason(mail)
  if (automatic && answersOurMail(automatic)) return ignore(automatic, thread)

  const rates = facts.rates ?? defaultMailRates
  if (!withinRates(facts.receivedAt, facts.now, rates.received))
    return { kind: 'quarantine', reason: 'too-many-from-sender', autoReply: false }

  const marked = automatic ? { automatic } : {}
  if (thread) return { kind: 'thread', threadKey: thread.key, reason: thread.by, ...marked, autoReply: false }
  const autoReply = !automatic && withinRates(facts.autoRepliedAt, facts.now, rates.autoReply)
  return { kind: 'new', reason: 'no-thread-found', ...marked, autoReply }
}

function ignore(
  reason: Extract<MailDecision, { kind: 'ignore' }>['reason'],
  thread: { key: string } | undefined
): MailDecision {
  return { kind: 'ignore', reason, ...(thread ? { threadKey: thread.key } : {}), autoReply: false }
}

const maxReferences = 30

/** In-Reply-To before References (newest first) before tokens: what the mail program says before what people can copy. */
function findThread(mail: MailHead, facts: MailFacts): { key: string; by: ThreadEvidence } | undefined {
  const answered = facts.threadOf(plainMessageId(mail.inReplyTo ?? ''))
  if (mail.inReplyTo && answered !== undefined) return { key: answered, by: 'in-reply-to' }
  for (const reference of mail.references.slice(-maxReferences).reverse()) {
    const key = facts.threadOf(plainMessageId(reference))
    if (key !== undefined) return { key, by: 'references' }
  }
  return findToken(mail, facts.sign)
}

function isOwnAddress(address: string, facts: MailFacts): boolean {
  const plain = plainAddress(address).replace(/\+[^@]*@/, '@')
  return facts.ownAddresses.some((own) => plainAddress(own) === plain)
}

/** A mail that no program of good will sends: it may break whoever reads further. */
function poison(mail: MailHead): 'no-sender' | 'malformed' | undefined {
  if (!/^[^\s@<>]{1,200}@[^\s@<>]{1,253}$/.test(plainAddress(mail.from))) return 'no-sender'
  const texts = [mail.subject, mail.messageId ?? '', mail.inReplyTo ?? '', header(mail, 'auto-submitted') ?? '']
  if (texts.some((text) => text.length > 2000 || text.includes('\0'))) return 'malformed'
  if (mail.references.length > 1000 || mail.recipients.length > 1000) return 'malformed'
  return undefined
}
