import type { SystemPayload } from '@shouwen/contract/contact-words'
import { emailOf } from '#capabilities/customers'
import { staffNames } from '#capabilities/people'
import type { Call } from '#platform/action'
import { isEmail } from '../chat-rules.ts'
import { ticketOf } from '../contact-ticket.ts'
import { type Conversation, type ConversationRef, lockConversation } from '../load-conversation.ts'
import { change } from '../record-contact.ts'
import type { Message } from '../add-message.ts'
import { findMailbox, type Mailbox, mailboxOfRegion } from './mailbox.ts'
import { queueMail } from './queue-mail.ts'

/** What the system says by itself and a customer who reads mail must hear, too. */
const toldByMail = new Set<SystemPayload['kind']>(['ask-solved', 'follow-up', 'survey'])

/**
 * Sends what our side said in a conversation and the customer was not mailed yet: all of it in a mail thread; in a chat only once it goes on
 * by mail. Safe to be called again: how far was mailed is kept under the lock of the conversation. @norm SP-07
 */
export async function mailThread(call: Call, ref: ConversationRef): Promise<void> {
  const conversation = await lockConversation(call, ref)
  if (conversation.channel !== 'email' && (conversation.channel !== 'chat' || conversation.mailed_seq === null)) return
  const said = await unsentWords(call, conversation)
  const { message_count: last } = conversation
  if (last !== conversation.mailed_seq) await change(call, conversation, { mailed_seq: last })
  const to = await addressOf(call, conversation)
  const first = said[0]
  if (!first || !to) return
  const ticket = await ticketOf(call, conversation)
  const { mailbox, inReplyTo, references } = await mailsSoFar(call, conversation)
  await queueMail(call, {
    regionId: conversation.region_id,
    mailbox,
    conversationId: conversation.id,
    ticket: ticket ?? null,
    to,
    subject: conversation.subject,
    body: await letterOf(call, conversation, said),
    language: conversation.language,
    fileIds: said.flatMap(({ file_ids }) => file_ids),
    seqs: { first: first.seq, last: said.at(-1)?.seq ?? first.seq },
    inReplyTo,
    references,
    ...(said.every(({ author_kind }) => author_kind === 'system') ? { automatic: 'auto-generated' as const } : {})
  })
}

async function unsentWords(call: Call, { region_id, id, mailed_seq }: Conversation): Promise<Message[]> {
  const rows = await call.tx
    .selectFrom('contacts.message')
    .selectAll()
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .where('direction', '=', 'out')
    .where('seq', '>', mailed_seq ?? 0)
    .orderBy('seq')
    .limit(100)
    .execute()
  return rows.filter(
    ({ author_kind, payload }) =>
      author_kind === 'staff' || toldByMail.has((payload as SystemPayload | null)?.kind ?? 'received')
  )
}

async function addressOf(
  call: Call,
  { region_id, visitor_contact, customer_id }: Conversation
): Promise<string | null> {
  if (isEmail(visitor_contact)) return visitor_contact
  return customer_id ? emailOf(call.tx, region_id, customer_id) : null
}

/** The box the thread runs through and the mails it consists of, oldest first, so that the customer's program shows one thread. */
export async function mailsSoFar(
  call: Call,
  { region_id, id }: Pick<Conversation, 'region_id' | 'id'>
): Promise<{ mailbox: Mailbox | null; inReplyTo: string | null; references: string[] }> {
  const inbound = await call.tx
    .selectFrom('contacts.mail_in')
    .select(['message_id', 'mailbox_id', 'received_at as at'])
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .where('decision', 'in', ['new', 'thread'])
    .orderBy('received_at', 'desc')
    .limit(20)
    .execute()
  const outbound = await call.tx
    .selectFrom('contacts.mail_out')
    .select(['message_id', 'mailbox_id', 'created_at as at'])
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .where('state', '!=', 'suppressed')
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute()
  const all = [...inbound, ...outbound]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .flatMap(({ message_id }) => message_id ?? [])
  const boxId =
    inbound.find(({ mailbox_id }) => mailbox_id)?.mailbox_id ??
    outbound.find(({ mailbox_id }) => mailbox_id)?.mailbox_id
  const mailbox = (boxId ? await findMailbox(call.tx, boxId) : null) ?? (await mailboxOfRegion(call.tx, region_id))
  return {
    mailbox,
    inReplyTo: inbound.find(({ message_id }) => message_id)?.message_id ?? all.at(-1) ?? null,
    references: all
  }
}

/** Several messages as one letter. A person signs with the job number alone, as in the chat. */
async function letterOf(call: Call, { language }: Conversation, said: readonly Message[]): Promise<string> {
  const author = said.findLast(({ author_kind }) => author_kind === 'staff')?.author_id ?? null
  const jobNumber = author ? (await staffNames(call.tx, [author])).get(author)?.jobNumber : undefined
  const words = said.map(({ body, payload }) =>
    [body, (payload as SystemPayload | null)?.link].filter(Boolean).join('\n')
  )
  const signed = jobNumber ? [language === 'en' ? `Staff member ${jobNumber}` : `工号 ${jobNumber}`] : []
  return [...words, ...signed].join('\n\n')
}
