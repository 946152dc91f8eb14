import { cleanSubject, decideMail, type MailDecision, type MailFacts } from '@shouwen/kernels/mail-thread/index'
import { matchCustomer } from '#capabilities/customers'
import { findTicket, type Ticket } from '#capabilities/tickets'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { isTransient } from '#platform/database'
import { record } from '#platform/events'
import { acknowledge } from '../acknowledge.ts'
import { addMessage } from '../add-message.ts'
import type { Conversation } from '../load-conversation.ts'
import { receiveMessage } from '../receive-message.ts'
import { startConversation } from '../start-conversation.ts'
import { findThread, type Thread } from './find-thread.ts'
import { mailFacts } from './mail-facts.ts'
import { type Mailbox, readFrom } from './mailbox.ts'
import { type Kept, keepMail, type MailIn } from './mail-in.ts'
import { markBounced } from './mark-bounced.ts'
import { keepMailFiles, type PreparedMail, prepareMail } from './prepare-mail.ts'
import { bodyOf, languageOf, writtenAt } from './mail-words.ts'
import { queueMail } from './queue-mail.ts'
import type { ReadMail } from './read-mail.ts'

export type Arrival = {
  regionId: number
  mailbox: Mailbox | null
  receivedAt: Date
  /** History: addresses that were ours; nothing is answered, nobody is told. */
  imported?: { own: readonly string[] }
  /** A person lets a quarantined mail through: rates do not count. */
  released?: MailIn
}

/**
 * Takes in one mail of a mailbox: dedupes, decides, threads or opens, answers by machine at most once. Whatever is wrong with the mail itself
 * sets it aside; only a lost database is thrown, so that the caller reads it again later. @norm CC-07 SP-02
 */
export async function takeInMail(app: App, arrival: Arrival, raw: Buffer): Promise<MailIn | null> {
  const prepared = await prepareMail(app, raw)
  const system = { kind: 'system', name: 'mail' } as const
  try {
    return await transact(app, system, (call) => takeIn(call, arrival, prepared))
  } catch (error) {
    if (isTransient(error)) throw error
    app.log.warn({ err: error }, 'mail set aside')
    return transact(app, system, (call) => setAside(call, arrival, prepared, 'processing-failed'))
  }
}

/** Sets a mail aside that was not even fetched. */
export function refuseMail(
  app: App,
  arrival: Arrival,
  about: { uid: number; uidValidity: number; size: number }
): Promise<MailIn | null> {
  const key = `uid:${arrival.mailbox?.id}:${about.uidValidity}:${about.uid}`
  return transact(app, { kind: 'system', name: 'mail' }, (call) =>
    setAside(call, arrival, { raw: null, size: about.size, mail: null, files: [], refused: [] }, 'too-large', key)
  )
}

async function setAside(
  call: Call,
  arrival: Arrival,
  prepared: PreparedMail,
  reason: string,
  key?: string
): Promise<MailIn | null> {
  const kept = await keepMail(call, arrival, prepared, { decision: 'quarantined', reason, key })
  if (kept)
    await record(call, {
      name: 'mail.quarantined',
      regionId: kept.region_id,
      subjectKind: 'mail',
      subjectId: kept.id,
      data: { reason }
    })
  return kept
}

/** The same inside the caller's transaction. Null: the mail was taken in before. */
export async function takeIn(call: Call, arrival: Arrival, prepared: PreparedMail): Promise<MailIn | null> {
  const { mail } = prepared
  if (!mail) return setAside(call, arrival, prepared, 'unreadable')
  const { regionId } = arrival
  const loopMark = arrival.mailbox?.address ?? readFrom(call.app.config.mailFrom).address
  const facts = await mailFacts(call, {
    regionId,
    mail,
    loopMark,
    own: arrival.imported?.own ?? [],
    at: call.now,
    limited: !arrival.released && !arrival.imported
  })
  const decision = decideMail(mail.head, arrival.released ? { ...facts, isKnown: () => false } : facts)
  const thread = await threadOf(call, regionId, decision, mail.from)
  if (arrival.imported && decision.kind === 'ignore' && decision.reason === 'own-mail') {
    if (thread?.conversation) return keepOwnAnswer(call, arrival, prepared, mail, thread.conversation)
  }
  if (decision.kind === 'quarantine') return setAside(call, arrival, prepared, decision.reason)
  if (decision.kind === 'ignore') return passOver(call, arrival, prepared, mail, decision.reason, thread)
  const kept = await keepMail(call, arrival, prepared, {
    decision: decision.kind === 'thread' && thread ? 'thread' : 'new',
    reason: decision.reason,
    automatic: decision.automatic
  })
  if (!kept) return null
  const placed =
    decision.automatic && thread?.conversation
      ? await joinSilently(call, mail, thread.conversation)
      : await hear(call, { arrival, prepared, mail, thread, facts })
  const told = await kept.placeIn(call, placed)
  if (decision.kind === 'new' && decision.autoReply && !arrival.imported)
    await answerByMachine(call, arrival, mail, placed)
  await record(call, {
    name: 'mail.received',
    regionId,
    subjectKind: 'mail',
    subjectId: told.id,
    occurredAt: arrival.receivedAt,
    data: { conversationId: told.conversation_id, ticketId: told.ticket_id, decision: told.decision }
  })
  return told
}

async function threadOf(call: Call, regionId: number, decision: MailDecision, from: string): Promise<Thread | null> {
  const key = 'threadKey' in decision ? decision.threadKey : undefined
  return key === undefined ? null : findThread(call, regionId, key, from)
}

/** Recorded and shown to nobody; a report that a mail of ours did not arrive is told in its conversation. */
async function passOver(
  call: Call,
  arrival: Arrival,
  prepared: PreparedMail,
  mail: ReadMail,
  reason: string,
  thread: Thread | null
): Promise<MailIn | null> {
  const kept = await keepMail(call, arrival, prepared, { decision: 'ignored', reason, automatic: reason })
  if (!kept) return null
  if (thread) await kept.placeIn(call, { conversation: thread.conversation, ticketId: thread.ticketId })
  if (mail.report) await markBounced(call, arrival.regionId, mail.report)
  return kept
}

type Placed = { conversation: Conversation | null; ticketId: string | null }
type Heard = { arrival: Arrival; prepared: PreparedMail; mail: ReadMail; thread: Thread | null; facts: MailFacts }

/** The customer's words reach the conversation and the ticket at the instant they were written. */
async function hear(call: Call, { arrival, prepared, mail, thread, facts }: Heard): Promise<Placed> {
  const words = bodyOf(mail)
  const at = writtenAt(arrival, mail)
  const externalId = `email:${mail.key}`.slice(0, 400)
  const joined = thread?.conversation
  if (joined && !(joined.channel === 'chat' && joined.state === 'closed')) {
    const fileIds = await keepMailFiles(call, joined, prepared.files)
    const { conversation } = await receiveMessage(call, joined, { body: words, fileIds, at, externalId })
    return { conversation, ticketId: conversation.ticket_id }
  }
  const customer = await matchCustomer(call.tx, { regionId: arrival.regionId, email: mail.from })
  const { conversation, ticket } = await startConversation(call, {
    regionId: arrival.regionId,
    channel: 'email',
    body: words,
    subject: cleanSubject(mail.subject, facts.sign) || undefined,
    at,
    customerId: customer?.id ?? null,
    name: mail.fromName,
    contact: mail.from,
    language: languageOf(mail),
    ticketId: await openTicketOf(call, arrival.regionId, thread?.ticketId ?? null),
    queueCode: arrival.mailbox?.queue_code ?? null,
    messageExternalId: externalId,
    keepFiles: (begun) => keepMailFiles(call, begun, prepared.files),
    live: false
  })
  return { conversation, ticketId: ticket.id }
}

/** A ticket that can take more words; a cancelled one cannot, and then the mail opens its own. */
async function openTicketOf(call: Call, regionId: number, ticketId: string | null): Promise<string | null> {
  const ticket: Ticket | null = ticketId ? await findTicket(call.tx, regionId, ticketId) : null
  return ticket && ticket.status !== 'cancelled' && ticket.status !== 'rejected' ? ticket.id : null
}

/** What no person wrote is kept beside the thread and moves nothing. */
async function joinSilently(call: Call, mail: ReadMail, conversation: Conversation): Promise<Placed> {
  const added = await addMessage(call, conversation, {
    direction: 'note',
    authorKind: 'system',
    body: `${mail.subject}\n\n${bodyOf(mail)}`,
    externalId: `email:${mail.key}`.slice(0, 400)
  })
  return { conversation: added.conversation, ticketId: conversation.ticket_id }
}

/** In history a mail from our own address inside a thread is our answer of that day. */
async function keepOwnAnswer(
  call: Call,
  arrival: Arrival,
  prepared: PreparedMail,
  mail: ReadMail,
  conversation: Conversation
): Promise<MailIn | null> {
  const kept: Kept | null = await keepMail(call, arrival, prepared, { decision: 'thread', reason: 'own-mail' })
  if (!kept) return null
  const placed = await kept.answerOfThePast(call, conversation, bodyOf(mail), writtenAt(arrival, mail), prepared.files)
  return kept.placeIn(call, placed)
}

/** The receipt with number and promise; the rules allow it to a person's first mail only. @norm SP-02 IQ-06 */
async function answerByMachine(
  call: Call,
  arrival: Arrival,
  mail: ReadMail,
  { conversation, ticketId }: Placed
): Promise<void> {
  if (!conversation || !ticketId) return
  const told = await acknowledge(call, conversation, ticketId)
  const said = await call.tx
    .selectFrom('contacts.message')
    .select('body')
    .where('region_id', '=', told.region_id)
    .where('conversation_id', '=', told.id)
    .where('seq', '=', told.message_count)
    .executeTakeFirstOrThrow()
  await queueMail(call, {
    regionId: told.region_id,
    mailbox: arrival.mailbox,
    conversationId: told.id,
    ticket: { id: ticketId, number: told.ticket_number ?? '' },
    to: mail.head.returnPath || mail.from,
    subject: mail.subject,
    body: said.body,
    language: told.language,
    seqs: { first: told.message_count, last: told.message_count },
    inReplyTo: mail.messageId,
    references: [...mail.head.references.slice(-19), mail.messageId ?? '']
      .map((id) => id.replace(/[<>]/g, ''))
      .filter((id) => id !== ''),
    automatic: 'auto-replied'
  })
}
