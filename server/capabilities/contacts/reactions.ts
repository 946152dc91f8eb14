import { type Call } from '#platform/action'
import { react, type Reaction } from '#platform/reactions'
import { addSystemMessage } from './add-message.ts'
import { type Conversation, lockConversation } from './load-conversation.ts'

/** The survey is asked where the customer spoke with us: in the thread of the ticket that was closed. @norm KP-01 */
const askInThread = react({
  name: 'contacts.ask-in-thread',
  events: ['survey.asked'],
  async handle(call, { regionId, subjectId, data }) {
    const conversation = await threadOf(call, regionId, data['ticketId'])
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

/** Thanks for the answer, once. */
const thankInThread = react({
  name: 'contacts.thank-in-thread',
  events: ['survey.answered'],
  async handle(call, { regionId, subjectId, data }) {
    const conversation = await threadOf(call, regionId, data['ticketId'])
    if (!conversation) return
    const score = typeof data['score'] === 'number' ? data['score'] : undefined
    await addSystemMessage(
      call,
      conversation,
      { kind: 'rated', surveyId: subjectId, ...(score === undefined ? {} : { score }) },
      { key: `rated-${subjectId}` }
    )
  }
})

/** The newest chat about a ticket, locked; mails and contacts of other systems have their own way to ask. */
async function threadOf(call: Call, regionId: number, ticketId: unknown): Promise<Conversation | null> {
  if (typeof ticketId !== 'string') return null
  const row = await call.tx
    .selectFrom('contacts.conversation')
    .select('id')
    .where('region_id', '=', regionId)
    .where('ticket_id', '=', ticketId)
    .where('channel', '=', 'chat')
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? lockConversation(call, { regionId, id: row.id }) : null
}

export const reactions: Reaction[] = [askInThread, thankInThread]
