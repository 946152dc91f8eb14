import type { Call } from '#platform/action'
import { type ConversationRef, deskConversation } from './load-conversation.ts'
import { change, recordContact } from './record-contact.ts'

/** Keeps what an outside system attaches to a conversation and we only carry (TMF683); null removes a member. */
export async function keepOutsideAttributes(
  call: Call,
  ref: ConversationRef,
  given: Record<string, unknown>
): Promise<void> {
  const conversation = await deskConversation(call, 'contact.answer', ref.id)
  const tmf = Object.fromEntries(
    Object.entries({ ...(conversation.tmf as object), ...given }).filter(([, value]) => value !== null)
  )
  await recordContact(call, 'contact.described', await change(call, conversation, { tmf: JSON.stringify(tmf) }))
}
