import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { ringBack as ringOperation, showCallbackNumber as showOperation, tellCallback as tellOperation } from '@shouwen/contract/callbacks'
import { isServed } from '@shouwen/kernels/call/index'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { findConversation } from '#capabilities/contacts'
import { rulebook } from '#server/rulebook'
import { callView } from './call-view.ts'
import { changeCall } from './change-call.ts'
import { addLeg, endLegs } from './legs.ts'
import { callOfMine, liveLegs, type LegRow, type Loaded, placementOf } from './load-call.ts'
import { trunkDriver } from './ports.ts'
import { secondsBefore, voiceRules } from './voice-rules.ts'

/**
 * Rings the customer whose place was kept: their browser while the portal stands open before them, else by the exchange when there is a trunk,
 * else nobody's telephone rings and who serves them dials the number by hand.
 */
export async function ringCustomer(call: Call, loaded: Loaded): Promise<Loaded> {
  const driver = wayTo(call, loaded)
  const { callback_tries } = loaded.row
  if (!driver) return changeCall(call, loaded, { callback: 'unreached' }, { kind: 'callback-by-hand', party: 'system' })
  await addLeg(call, loaded, { party: 'customer', state: 'ringing', driver })
  return changeCall(call, loaded, { callback: 'calling', callback_tries: callback_tries + 1 }, { kind: 'callback-calling', party: 'system', data: { by: driver } })
}

/** Who can ring the customer now; null: nobody but a hand. */
export function wayTo({ now }: Call, { row }: Loaded): LegRow['driver'] | null {
  const seen = row.callback_seen_at
  if (seen && seen > secondsBefore(now, voiceRules().line.silent_seconds)) return 'browser'
  return trunkDriver()
}

/** The customer did not take the call; who serves them decides what follows. */
export async function callbackUnanswered(call: Call, loaded: Loaded, leg: LegRow, reason: string): Promise<Loaded> {
  await endLegs(call, [leg], reason)
  return changeCall(call, loaded, { callback: 'unreached' }, { kind: 'callback-unanswered', party: 'system', data: { reason } })
}

/** The customer is on the line again. */
export async function callbackReached(call: Call, loaded: Loaded, by: 'customer' | 'agent'): Promise<Loaded> {
  return changeCall(call, loaded, { callback: 'reached' }, { kind: 'callback-reached', party: by })
}

/** Rings the customer once more. Refuses with `callback-tries-used` when it was tried as often as the rulebook wants. */
export async function ringBack(call: Call, { callId }: InputOf<typeof ringOperation>): Promise<OutputOf<typeof ringOperation>> {
  const mine = await callbackOfMine(call, callId)
  if (mine.row.callback_tries >= rulebook().menu.callback.tries) throw refuse('callback-tries-used')
  return callView(call, await ringCustomer(call, mine))
}

/** The agent dialled by hand and reached the customer. Not reaching them is the reason they end the call with. */
export async function tellCallback(call: Call, { callId }: InputOf<typeof tellOperation>): Promise<OutputOf<typeof tellOperation>> {
  return callView(call, await callbackReached(call, await callbackOfMine(call, callId), 'agent'))
}

/** The number the customer left, in full, for whoever serves them; the look is in the audit with its purpose. @norm GV-03 */
export async function showCallbackNumber(call: Call, { callId, purpose }: InputOf<typeof showOperation>): Promise<OutputOf<typeof showOperation>> {
  const mine = await callOfMine(call, callId)
  if (mine.row.callback === null || mine.leg.party !== 'agent') throw refuse('call-not-for-you')
  permit(call, 'customer.unmask', placementOf(mine.row))
  const conversation = await findConversation(call.tx, { regionId: mine.row.region_id, id: mine.row.conversation_id })
  if (!conversation?.visitor_contact) throw refuse('not-found')
  await audited(call, { verb: 'call.show-number', regionId: mine.row.region_id, subjectKind: 'call', subjectId: mine.row.id, fields: ['phone'], purpose })
  return { number: conversation.visitor_contact }
}

async function callbackOfMine(call: Call, callId: string): Promise<Loaded> {
  const mine = await callOfMine(call, callId)
  const rings = liveLegs(mine.legs).some((leg) => leg.party === 'customer')
  if (mine.leg.party !== 'agent' || mine.row.callback !== 'unreached' || rings || !isServed(mine.row.state)) throw refuse('callback-not-open')
  return mine
}
