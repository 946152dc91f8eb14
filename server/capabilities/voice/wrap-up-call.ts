import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { wrapUpCall as wrapUpOperation } from '@shouwen/contract/calls'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { closeConversation, lockConversation } from '#capabilities/contacts'
import { noteTicket } from '#capabilities/tickets'
import { callView } from './call-view.ts'
import { changeCall } from './change-call.ts'
import { loadCall, refFor } from './load-call.ts'
import { voiceRules } from './voice-rules.ts'

/** How the contact is closed by the result of its call. */
const outcomes: Record<string, 'solved' | 'follow-up' | 'spam'> = { solved: 'solved', 'follow-up': 'follow-up', 'no-matter': 'spam' }

/** Who served the call says how it ended; solved tells the ticket so and needs words, and only the customer's yes closes it. @norm IQ-09 TK-17 */
export async function wrapUpCall(call: Call, { callId, result, note }: InputOf<typeof wrapUpOperation>): Promise<OutputOf<typeof wrapUpOperation>> {
  const loaded = await loadCall(call, await refFor(call, callId))
  const { row } = loaded
  const me = staffId(call.actor)
  if (row.state !== 'ended' || row.wrap_up_staff_id !== me || me === null) throw refuse('call-not-for-you')
  const outcome = outcomes[result]
  if (!outcome || !(result in voiceRules().results)) throw refuse('call-result-unknown')
  const conversation = await lockConversation(call, { regionId: row.region_id, id: row.conversation_id })
  if (note && outcome !== 'solved' && conversation.ticket_id) await noteTicket(call, { regionId: row.region_id, id: conversation.ticket_id }, { body: note })
  if (conversation.state !== 'closed') await closeConversation(call, conversation, { outcome, ...(note ? { resolution: note } : {}) })
  return callView(call, await changeCall(call, loaded, { wrap_up_staff_id: null, result, result_at: call.now }, { kind: 'wrapped-up', party: 'agent', data: { result } }, 'call.wrapped-up'))
}
