import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  beatMyCall as beatOperation,
  hangUpMyCall as hangUpOperation,
  pressMyDigits as digitsOperation,
  readMyCall as readOperation
} from '@shouwen/contract/portal-calls'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { findConversation } from '#capabilities/contacts'
import { addStep } from './change-call.ts'
import { CANCELLED, endCall } from './end-call.ts'
import { changeLeg } from './legs.ts'
import { callOfCustomer, liveLegs, loadCall, type Loaded } from './load-call.ts'
import { myCallView } from './my-call-view.ts'
import { isPaused } from './recording-state.ts'
import { voiceRules } from './voice-rules.ts'

/** The call the customer or visitor is in now, or null. */
export async function openCallOf(call: Call): Promise<Loaded | null> {
  const { actor } = call
  if (actor.kind !== 'customer' && actor.kind !== 'visitor') return null
  const row = await call.tx
    .selectFrom('voice.call')
    .select('id')
    .where('region_id', '=', actor.regionId)
    .where('state', '!=', 'ended')
    .$if(actor.kind === 'customer', (query) => query.where('customer_id', '=', actor.kind === 'customer' ? actor.id : ''))
    .$if(actor.kind === 'visitor', (query) => query.where('conversation_id', '=', actor.kind === 'visitor' ? actor.conversationId : '').where(sql<boolean>`customer_id is null`))
    .limit(1)
    .executeTakeFirst()
  return row ? loadCall(call, { regionId: actor.regionId, id: row.id }, false) : null
}

export async function readMyCall(call: Call): Promise<OutputOf<typeof readOperation>> {
  const open = await openCallOf(call)
  return { call: open && (await view(call, open)) }
}

/** The customer's browser is still there; answers how the call stands. */
export async function beatMyCall(call: Call, { callId }: InputOf<typeof beatOperation>): Promise<OutputOf<typeof beatOperation>> {
  const mine = await callOfCustomer(call, callId, false)
  if (mine.row.callback !== null && mine.row.state !== 'ended') await callbackSeen(call, mine)
  if (mine.leg.state === 'connected') await changeLeg(call, mine.leg, { last_seen_at: call.now })
  return view(call, mine)
}

/** The page of somebody who is to be called back stands open: their browser can be rung. */
async function callbackSeen(call: Call, { row }: Loaded): Promise<void> {
  await call.tx.updateTable('voice.call').set({ callback_seen_at: call.now }).where('region_id', '=', row.region_id).where('id', '=', row.id).execute()
}

/** The customer hangs up, whenever they like: saying it twice is saying it once. @norm SC-13 */
export async function hangUpMyCall(call: Call, { callId }: InputOf<typeof hangUpOperation>): Promise<OutputOf<typeof hangUpOperation>> {
  const mine = await callOfCustomer(call, callId)
  const reason = mine.row.callback === 'asked' ? CANCELLED : 'hung-up'
  const ended = mine.row.state === 'ended' ? mine : await endCall(call, mine, { by: 'customer', reason })
  return view(call, ended)
}

/** Keys the customer pressed: shown to who serves them and kept, except while the recording is paused for sensitive data. */
export async function pressMyDigits(call: Call, { callId, digits }: InputOf<typeof digitsOperation>): Promise<Record<string, never>> {
  const { row, legs } = await callOfCustomer(call, callId)
  if (row.state === 'ended') throw refuse('call-ended')
  if (digits.length > voiceRules().limits.digits) throw refuse('invalid-input')
  const hidden = await isPaused(call, row)
  await addStep(call, row, { kind: 'digits', party: 'customer', data: hidden ? { count: digits.length } : { digits } })
  const staffIds = liveLegs(legs).flatMap((leg) => (leg.party === 'agent' ? (leg.staff_id ?? []) : []))
  call.afterCommit.push(() => void call.app.signals.send({ event: 'call.sign', regionId: row.region_id, ids: { callId: row.id }, to: { staffIds } }))
  return {}
}

async function view(call: Call, loaded: Loaded): Promise<OutputOf<typeof beatOperation>> {
  const { region_id, conversation_id } = loaded.row
  const conversation = await findConversation(call.tx, { regionId: region_id, id: conversation_id })
  if (!conversation) throw refuse('not-found')
  return myCallView(call, loaded, conversation)
}
