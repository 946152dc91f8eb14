import type { reportWrongAnswer as reportOperation } from '@shouwen/contract/corrections'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { readableConversation } from '#capabilities/contacts'
import { staffInRegion, unitOfStaff } from '#capabilities/people'
import { getTicket, permitTicket, type Ticket } from '#capabilities/tickets'
import { correctionHappened } from './correction-happened.ts'
import { checkWord } from './correction-rules.ts'
import { correctionView } from './correction.ts'

type Input = InputOf<typeof reportOperation>

/**
 * Somebody noticed that a customer was told something wrong. Whoever answers for the ticket owes the customer a call, by a promise of its own;
 * a source named as wrong has to be put right. Nothing says who gave the answer. @norm CC-22 KB-17
 */
export async function reportWrongAnswer(call: Call, input: Input): Promise<OutputOf<typeof reportOperation>> {
  checkWord('found', input.foundHow)
  const { ticket, conversationId } = await aboutWhat(call, input)
  const ownerId = input.ownerId ?? ticket.owner_id ?? staffId(call.actor)
  if (input.ownerId && !(await staffInRegion(call.tx, ticket.region_id, input.ownerId))) throw refuse('assignee-unknown')
  await refuseTwice(call, ticket, input.wrongAnswer)
  const knowledge = input.knowledgeNote?.trim() || null
  const row = await call.tx
    .insertInto('corrections.correction')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      ticket_number: ticket.number,
      conversation_id: conversationId,
      customer_id: ticket.customer_id,
      unit_id: (ownerId && (await unitOfStaff(call.tx, ownerId))) || ticket.unit_id,
      state: 'open',
      found_how: input.foundHow,
      found_by: staffId(call.actor),
      found_at: call.now,
      wrong_answer: input.wrongAnswer,
      right_answer: input.rightAnswer,
      owner_id: ownerId,
      knowledge_note: knowledge,
      knowledge_state: knowledge ? 'open' : 'none'
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const found = await correctionHappened(call, row, 'correction.found', {}, `【答错更正】原答复：${input.wrongAnswer}\n正确答复：${input.rightAnswer}`)
  return correctionView(call, knowledge ? await correctionHappened(call, found, 'correction.source-named', {}, null) : found)
}

/** The ticket named, or the one of the contact; refuses with `required-field-missing` when there is none. */
async function aboutWhat(call: Call, { ticketId, conversationId }: Input): Promise<{ ticket: Ticket; conversationId: string | null }> {
  const conversation = conversationId ? await readableConversation(call, conversationId) : null
  const id = ticketId ?? conversation?.ticket_id
  if (!id) throw refuse('required-field-missing', { fields: ['ticketId'] })
  return { ticket: permitTicket(call, 'ticket.note', await getTicket(call, id)), conversationId: conversation?.id ?? null }
}

async function refuseTwice(call: Call, ticket: Ticket, wrongAnswer: string): Promise<void> {
  const same = await call.tx
    .selectFrom('corrections.correction')
    .select('id')
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('state', '=', 'open')
    .where('wrong_answer', '=', wrongAnswer)
    .executeTakeFirst()
  if (same) throw refuse('correction-already-open')
}
