import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { steerCall as steerOperation } from '@shouwen/contract/calls'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { handConversation, lockConversation } from '#capabilities/contacts'
import { assignDirectly } from '#capabilities/floor'
import { floorRef } from './call-ref.ts'
import { callView } from './call-view.ts'
import { changeCall, nextState } from './change-call.ts'
import { endRecordings } from './end-recordings.ts'
import { changeLeg, endLegs } from './legs.ts'
import { callOfMine, liveLegs, type LegRow, type Loaded } from './load-call.ts'

const stories = { hold: 'held', resume: 'resumed', 'drop-consult': 'consult-dropped', merge: 'merged', 'hand-over': 'handed-over' } as const

/** The moves of whoever serves the customer that need nothing further: hold, resume, drop the colleague, three-party, hand over (warm transfer). */
export async function steerCall(call: Call, { callId, move }: InputOf<typeof steerOperation>): Promise<OutputOf<typeof steerOperation>> {
  const mine = await callOfMine(call, callId)
  const state = nextState(mine, move, mine.mover)
  const colleague = liveLegs(mine.legs).find((leg) => leg.party === 'colleague')
  if (move === 'hand-over') return callView(call, await handOver(call, mine, state, colleague as LegRow))
  if (move === 'drop-consult' && colleague) await endLegs(call, [colleague], 'dropped')
  return callView(call, await changeCall(call, mine, { state }, { kind: stories[move], party: 'agent' }))
}

/** The colleague serves the customer from now on, in the same sound; their own browser records the rest. */
async function handOver(call: Call, mine: Loaded & { leg: LegRow }, state: Loaded['row']['state'], colleague: LegRow): Promise<Loaded> {
  const { row } = mine
  if (!colleague.staff_id) throw refuse('call-move-not-possible')
  const conversation = await lockConversation(call, { regionId: row.region_id, id: row.conversation_id })
  await assignDirectly(call, floorRef(row), colleague.staff_id)
  await endRecordings(call, row)
  await endLegs(call, [mine.leg], 'handed-over')
  await changeLeg(call, colleague, { party: 'agent' })
  const handed = await changeCall(call, mine, { state, staff_id: colleague.staff_id }, { kind: stories['hand-over'], party: 'agent', data: { to: colleague.staff_id } })
  await handConversation(call, conversation, colleague.staff_id)
  return handed
}
