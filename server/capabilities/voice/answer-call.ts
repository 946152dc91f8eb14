import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { answerCall as answerOperation, declineCall as declineOperation } from '@shouwen/contract/calls'
import { isServed } from '@shouwen/kernels/call/index'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { lockConversation, serveByPhone } from '#capabilities/contacts'
import { acceptOffer, declineOffer } from '#capabilities/floor'
import { ringCustomer, wayTo } from './call-back.ts'
import { tellCallClocks } from './call-clocks.ts'
import { floorRef } from './call-ref.ts'
import { callView } from './call-view.ts'
import { changeCall, nextState } from './change-call.ts'
import { addLeg, changeLeg, driverBeside, endLegs } from './legs.ts'
import { customerLeg, legOfStaff, loadCall, type Loaded, refFor } from './load-call.ts'
import { wordsFor } from './voice-rules.ts'

/**
 * A person takes the call that rings for them: offered by the floor, or as a colleague who is asked. Who has it already, after a reload of
 * their page, just gets it again. Refuses with `contact-taken-by-another`. @norm SP-14
 */
export async function answerCall(call: Call, { callId }: InputOf<typeof answerOperation>): Promise<OutputOf<typeof answerOperation>> {
  const { actor } = call
  if (actor.kind !== 'staff') throw refuse('not-permitted')
  const loaded = await loadCall(call, await refFor(call, callId))
  if (loaded.row.state === 'ended') throw refuse('call-ended')
  const leg = legOfStaff(loaded, actor.id)
  if (leg?.state === 'connected') return callView(call, loaded)
  if (leg) {
    await changeLeg(call, leg, { state: 'connected', connected_at: call.now, last_seen_at: call.now })
    return callView(call, await changeCall(call, loaded, {}, { kind: 'consult-answered', party: 'colleague' }))
  }
  if (loaded.row.state !== 'offered' || loaded.row.offered_to !== actor.id) throw await notForYou(call, loaded)
  const conversation = await lockConversation(call, { regionId: loaded.row.region_id, id: loaded.row.conversation_id })
  await acceptOffer(call, floorRef(loaded.row))
  const driver = isToBeCalled(loaded) ? (wayTo(call, loaded) ?? 'browser') : driverBeside(customerLeg(loaded))
  await addLeg(call, loaded, { party: 'agent', state: 'connected', staff_id: actor.id, driver })
  const answered = await changeCall(
    call,
    loaded,
    { state: nextState(loaded, 'answer', 'offered'), staff_id: actor.id, offered_to: null, offer_ends_at: null, answered_at: loaded.row.answered_at ?? call.now },
    { kind: 'answered', party: 'agent' },
    'call.answered'
  )
  if (!loaded.row.answered_at) await tellCallClocks(call, 'call.human-answered', answered.row, conversation)
  await serveByPhone(call, conversation, wordsFor('answered', loaded.row.language, { job: actor.jobNumber }))
  return callView(call, isToBeCalled(answered) ? await ringCustomer(call, answered) : answered)
}

/** Does the customer wait to be called back? */
const isToBeCalled = ({ row }: Loaded): boolean => row.callback !== null && row.callback !== 'reached'

/** The refusal of a call that rings for somebody else, naming who took it where the floor knows. */
async function notForYou(call: Call, { row }: Loaded) {
  if (isServed(row.state)) await acceptOffer(call, floorRef(row))
  return refuse('call-not-for-you')
}

/** A person gives a ringing call back: it keeps its place, and who declines takes no further contacts until they say so. */
export async function declineCall(call: Call, { callId, reason }: InputOf<typeof declineOperation>): Promise<Record<string, never>> {
  const { actor } = call
  const loaded = await loadCall(call, await refFor(call, callId))
  const leg = actor.kind === 'staff' ? legOfStaff(loaded, actor.id) : undefined
  if (leg?.state === 'ringing') {
    await colleagueLeaves(call, loaded, leg, 'consult-declined')
    return {}
  }
  if (loaded.row.state !== 'offered' || actor.kind !== 'staff' || loaded.row.offered_to !== actor.id) throw refuse('call-not-for-you')
  await declineOffer(call, floorRef(loaded.row), reason)
  return {}
}

/** A colleague who was asked is gone: the customer hears music until the agent comes back, or the two talk on. */
export async function colleagueLeaves(call: Call, loaded: Loaded, leg: Loaded['legs'][number], kind: 'consult-declined' | 'consult-unanswered' | 'colleague-left' | 'colleague-lost'): Promise<Loaded> {
  const by = kind === 'consult-unanswered' || kind === 'colleague-lost' ? 'system' : 'colleague'
  const state = nextState(loaded, 'colleague-left', by)
  await endLegs(call, [leg], kind)
  return changeCall(call, loaded, { state }, { kind, party: by, staffId: leg.staff_id })
}
