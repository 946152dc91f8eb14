import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { transferCall as transferOperation } from '@shouwen/contract/calls'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { handConversation, lockConversation } from '#capabilities/contacts'
import { enqueue, keepPlaceForCallback } from '#capabilities/floor'
import { queueRoster } from '#capabilities/tickets'
import { floorRef } from './call-ref.ts'
import { callView } from './call-view.ts'
import { changeCall, nextState, type Step } from './change-call.ts'
import { endRecordings } from './end-recordings.ts'
import { endLegs } from './legs.ts'
import { callOfMine, liveLegs, type Loaded } from './load-call.ts'
import { queueing } from './begin-call.ts'

/** Blind transfer: the customer keeps their place in time and waits for whoever is free in that queue; what the next person must know goes along. */
export async function transferCall(call: Call, { callId, queueCode, summary }: InputOf<typeof transferOperation>): Promise<OutputOf<typeof transferOperation>> {
  const mine = await callOfMine(call, callId)
  const state = nextState(mine, 'transfer', mine.mover)
  const queue = (await queueRoster(call.tx, mine.row.region_id)).find((one) => one.code === queueCode)
  if (!queue) throw refuse('transfer-target-unknown')
  const moved = await backToQueue(call, mine, {
    state,
    columns: { queue_code: queueCode, unit_id: queue.unitId, transfer_summary: summary },
    avoidStaffIds: mine.leg.staff_id ? [mine.leg.staff_id] : [],
    step: { kind: 'transferred', party: 'agent', data: { queue: queueCode } }
  })
  return callView(call, moved)
}

type Back = { state: Loaded['row']['state']; columns?: Partial<Loaded['row']>; avoidStaffIds?: string[]; step: Step }

/** Nobody of ours is with the customer any more: everybody but them is out, and they wait again at the place they had. */
export async function backToQueue(call: Call, loaded: Loaded, { state, columns = {}, avoidStaffIds, step }: Back): Promise<Loaded> {
  const { row } = loaded
  const conversation = await lockConversation(call, { regionId: row.region_id, id: row.conversation_id })
  const to = { ...row, ...columns }
  await enqueue(call, queueing(to, { queuedAt: row.queued_at ?? row.started_at, ticketId: conversation.ticket_id, ...(avoidStaffIds ? { avoidStaffIds } : {}) }))
  await endRecordings(call, row)
  // Whoever was to be called back and was not reached keeps the place as before.
  const away = row.callback !== null && row.callback !== 'reached'
  if (away) await keepPlaceForCallback(call, floorRef(row))
  await endLegs(call, liveLegs(loaded.legs).filter((leg) => away || leg.party !== 'customer'), step.kind)
  const waiting = await changeCall(call, loaded, { ...columns, ...(away ? { callback: 'asked' as const } : {}), state, offered_to: null, offer_ends_at: null }, step, 'call.queued')
  await handConversation(call, conversation, null)
  return waiting
}
