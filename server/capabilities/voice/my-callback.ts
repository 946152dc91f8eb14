import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { askCallback as askOperation, takeMyCallback as takeOperation } from '@shouwen/contract/callbacks'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { keepContactOf, lockConversation } from '#capabilities/contacts'
import { keepPlaceForCallback } from '#capabilities/floor'
import { callbackReached, callbackUnanswered } from './call-back.ts'
import { tellCallClocks } from './call-clocks.ts'
import { floorRef } from './call-ref.ts'
import { changeCall } from './change-call.ts'
import { changeLeg, endLegs } from './legs.ts'
import { callOfCustomer, liveLegs } from './load-call.ts'
import { myCallView } from './my-call-view.ts'

/** The customer would rather not wait on the line: the place stays theirs and they are called when it is their turn. @norm CC-02 */
export async function askCallback(call: Call, { callId, number }: InputOf<typeof askOperation>): Promise<OutputOf<typeof askOperation>> {
  const mine = await callOfCustomer(call, callId)
  const { row } = mine
  const conversation = await lockConversation(call, { regionId: row.region_id, id: row.conversation_id })
  // Somebody takes the call this very moment: they stay on the line.
  if (row.callback !== null || row.state !== 'queued' || !(await keepPlaceForCallback(call, floorRef(row)))) throw refuse('callback-not-open')
  const kept = await keepContactOf(call, conversation, number)
  await endLegs(call, liveLegs(mine.legs), 'callback')
  await tellCallClocks(call, 'call.callback-chosen', row, conversation)
  return myCallView(call, await changeCall(call, mine, { callback: 'asked', callback_seen_at: call.now }, { kind: 'callback-asked', party: 'customer' }, 'call.queued'), kept)
}

/** The customer's browser rings: they take the call, or say that it does not suit them now. */
export async function takeMyCallback(call: Call, { callId, take }: InputOf<typeof takeOperation>): Promise<OutputOf<typeof takeOperation>> {
  const mine = await callOfCustomer(call, callId)
  const conversation = await lockConversation(call, { regionId: mine.row.region_id, id: mine.row.conversation_id })
  if (mine.row.callback === 'reached' && mine.leg.state === 'connected') return myCallView(call, mine, conversation)
  if (mine.row.callback !== 'calling' || mine.leg.state !== 'ringing') throw refuse('callback-not-open')
  if (!take) return myCallView(call, await callbackUnanswered(call, mine, mine.leg, 'declined'), conversation)
  await changeLeg(call, mine.leg, { state: 'connected', connected_at: call.now, last_seen_at: call.now })
  return myCallView(call, await callbackReached(call, mine, 'customer'), conversation)
}
