import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { hangUpCall as hangUpOperation } from '@shouwen/contract/calls'
import { isServed, type Mover } from '@shouwen/kernels/call/index'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { customerLeft, lockConversation, markAudioProblem } from '#capabilities/contacts'
import { leaveQueue, releaseContact } from '#capabilities/floor'
import { noteTicket } from '#capabilities/tickets'
import { floorRef } from './call-ref.ts'
import { callView } from './call-view.ts'
import { changeCall, nextState } from './change-call.ts'
import { checkInaudible } from './ask-inaudible.ts'
import { endLegs } from './legs.ts'
import { callOfMine, liveLegs, type Loaded } from './load-call.ts'
import { endRecordings } from './end-recordings.ts'
import { voiceRules, wordsFor } from './voice-rules.ts'

/** The customer needs no call back any more. */
export const CANCELLED = 'callback-cancelled'

type End = { by: 'customer' | 'agent' | 'system'; reason: string }

/**
 * Ends a call the caller has locked. Served: the agent owes its result and is given time for it. Never answered: the contact is given up, and
 * its ticket says that somebody should call back. Who let go first is kept. @norm SC-13
 */
export async function endCall(call: Call, loaded: Loaded, { by, reason }: End, step: { party?: Mover; data?: Record<string, string> } = {}): Promise<Loaded> {
  const { row } = loaded
  const served = isServed(row.state)
  const state = nextState(loaded, 'hang-up', by)
  const conversation = await lockConversation(call, { regionId: row.region_id, id: row.conversation_id })
  if (reason === 'inaudible') await markAudioProblem(call, { regionId: row.region_id, id: row.conversation_id })
  if (served) await releaseContact(call, floorRef(row), { wrapUp: true })
  else await leaveQueue(call, floorRef(row), reason === CANCELLED ? 'withdrawn' : 'abandoned')
  await endLegs(call, liveLegs(loaded.legs), reason)
  await endRecordings(call, row)
  const ended = await changeCall(
    call,
    loaded,
    { state, ended_at: call.now, ended_by: by, end_reason: reason, offered_to: null, offer_ends_at: null, wrap_up_staff_id: served ? row.staff_id : null },
    { kind: served ? 'hung-up' : 'given-up', party: step.party ?? by, data: { reason, ...step.data } },
    'call.ended'
  )
  // Whoever was served before and fell back into the queue is not forgotten: the ticket goes on with who had it.
  if (!served && conversation.state !== 'closed') await giveUp(call, ended, conversation, reason !== CANCELLED)
  return ended
}

async function giveUp(call: Call, { row }: Loaded, conversation: Awaited<ReturnType<typeof lockConversation>>, wantsCall: boolean): Promise<void> {
  const closed = await customerLeft(call, conversation)
  if (!wantsCall || !closed.ticket_id || (!closed.customer_id && !closed.visitor_contact)) return
  await noteTicket({ ...call, actor: { kind: 'system', name: 'voice' } }, { regionId: closed.region_id, id: closed.ticket_id }, { body: wordsFor('lost', row.language) })
}

/**
 * Our side ends the call. We wait for the customer to hang up first; who does not says why, and it is counted. A caller nobody can hear is let
 * go only after both scripts and the wait. @norm SC-13 CC-26
 */
export async function hangUpCall(call: Call, { callId, reason }: InputOf<typeof hangUpOperation>): Promise<OutputOf<typeof hangUpOperation>> {
  const mine = await callOfMine(call, callId)
  if (mine.leg.party !== 'agent') throw refuse('call-not-for-you')
  // The customer's browser said goodbye to ours directly: it was they who let go, told by us.
  if (reason === 'customer-gone') return callView(call, await endCall(call, mine, { by: 'customer', reason: 'hung-up' }, { party: 'agent', data: { told: 'by-line' } }))
  if (!(reason in voiceRules().releases)) throw refuse('release-reason-unknown')
  if (reason === 'inaudible') checkInaudible(call, mine.row)
  return callView(call, await endCall(call, mine, { by: 'agent', reason }))
}
