import type { Call } from '#platform/action'
import { clocksOf } from '#capabilities/norms'
import { addSystemMessage } from './add-message.ts'
import type { Conversation } from './load-conversation.ts'

/** The receipt: the number of the ticket and what we promise, in the customer's language. It stops no clock. @norm SP-02 IQ-06 */
export async function acknowledge(call: Call, conversation: Conversation, ticketId: string): Promise<Conversation> {
  const promises = (await clocksOf(call, conversation.region_id, 'ticket', [ticketId])).get(ticketId) ?? []
  const respond = promises.find((promise) => promise.promise === 'respond' && promise.stoppedAt === null)
  const minutes = respond?.dueAt ? Math.round((Date.parse(respond.dueAt) - call.now.getTime()) / 60_000) : 0
  const number = conversation.ticket_number ?? ''
  if (minutes < 1 || !respond?.dueAt)
    return (
      await addSystemMessage(
        call,
        conversation,
        { kind: 'received', ticketNumber: number },
        { code: 'received-plain', places: { number } }
      )
    ).conversation
  const payload = { kind: 'received', ticketNumber: number, dueAt: respond.dueAt, minutes } as const
  return (await addSystemMessage(call, conversation, payload, { places: { number, minutes } })).conversation
}
