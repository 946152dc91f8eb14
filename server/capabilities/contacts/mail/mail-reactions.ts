import { findTicket, type Ticket } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { react, type Reaction } from '#platform/reactions'
import { addMessage, addSystemMessage } from '../add-message.ts'
import { type Conversation, lockConversation } from '../load-conversation.ts'
import { mailboxOfRegion } from './mailbox.ts'
import { mailThread } from './mail-thread.ts'
import { queueMail } from './queue-mail.ts'

/** What our side says reaches those who read mail; history that was brought in was sent long ago. */
const mailWhatWasSaid = react({
  name: 'contacts.mail-what-was-said',
  events: ['contact.message', 'contact.away'],
  async handle(call, { name, regionId, subjectId, data }) {
    if (data['imported'] || (name === 'contact.message' && data['direction'] !== 'out')) return
    if (data['channel'] === 'email' || data['channel'] === 'chat') await mailThread(call, { regionId, id: subjectId })
  }
})

/** An answer given on the ticket's own page, on a ticket that lives by mail: it joins the thread, which mails it. */
const answerByMail = react({
  name: 'contacts.answer-by-mail',
  events: ['ticket.answered', 'ticket.progress-told'],
  async handle(call, { regionId, subjectId, data }) {
    if (data['imported'] || data['channel'] !== 'email' || typeof data['noteId'] !== 'string') return
    const note = await call.tx
      .selectFrom('tickets.note')
      .select(['id', 'body', 'at', 'author_id'])
      .where('region_id', '=', regionId)
      .where('ticket_id', '=', subjectId)
      .where('id', '=', data['noteId'])
      .executeTakeFirst()
    const ticket = note && (await findTicket(call.tx, regionId, subjectId))
    if (!note || !ticket) return
    const conversation = await mailConversation(call, ticket)
    if (!conversation) return mailWithoutThread(call, ticket, note.body)
    if (await saidThere(call, conversation, note)) return
    await addMessage(call, conversation, {
      direction: 'out',
      authorKind: 'staff',
      authorId: note.author_id,
      body: note.body,
      at: note.at,
      clientKey: `note-${note.id}`
    })
  }
})

/** The survey is asked in the mail thread when that is how the customer spoke with us. @norm KP-01 */
const askByMail = react({
  name: 'contacts.ask-by-mail',
  events: ['survey.asked'],
  async handle(call, { regionId, subjectId, data }) {
    const ticket = typeof data['ticketId'] === 'string' ? await findTicket(call.tx, regionId, data['ticketId']) : null
    const conversation = ticket?.channel === 'email' ? await mailConversation(call, ticket) : null
    if (!conversation) return
    const link = typeof data['link'] === 'string' ? data['link'] : undefined
    await addSystemMessage(
      call,
      conversation,
      { kind: 'survey', surveyId: subjectId, ...(link ? { link } : {}) },
      { key: `survey-${subjectId}` }
    )
  }
})

/** The newest mail conversation about a ticket, locked. */
async function mailConversation(call: Call, ticket: Ticket): Promise<Conversation | null> {
  const row = await call.tx
    .selectFrom('contacts.conversation')
    .select('id')
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('channel', '=', 'email')
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? lockConversation(call, { regionId: ticket.region_id, id: row.id }) : null
}

/** The answer came from the conversation itself. */
async function saidThere(
  call: Call,
  { region_id, id }: Conversation,
  note: { body: string; at: Date }
): Promise<boolean> {
  const row = await call.tx
    .selectFrom('contacts.message')
    .select('id')
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .where('direction', '=', 'out')
    .where('at', '=', note.at)
    .where('body', '=', note.body)
    .executeTakeFirst()
  return row !== undefined
}

/** A ticket that was written down by hand for somebody who wants mail. */
async function mailWithoutThread(call: Call, ticket: Ticket, body: string): Promise<void> {
  if (!ticket.contact_email) return
  const mailbox = await mailboxOfRegion(call.tx, ticket.region_id)
  await queueMail(call, {
    regionId: ticket.region_id,
    mailbox,
    conversationId: null,
    ticket,
    to: ticket.contact_email,
    subject: ticket.title,
    body,
    language: 'zh-CN'
  })
}

export const mailReactions: Reaction[] = [mailWhatWasSaid, answerByMail, askByMail]
