import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { consultColleague as consultOperation, leaveCall as leaveOperation } from '@shouwen/contract/calls'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { presenceOf } from '#capabilities/floor'
import { colleagueLeaves } from './answer-call.ts'
import { callView } from './call-view.ts'
import { changeCall, nextState } from './change-call.ts'
import { addLeg, driverBeside, endLegs } from './legs.ts'
import { callOfMine, customerLeg, type LegRow, type Loaded } from './load-call.ts'
import { monitorLeaves } from './monitor-call.ts'

/** The agent asks a colleague: their softphone rings while the customer hears music. Refuses with `call-colleague-unknown` and `call-colleague-busy`. */
export async function consultColleague(call: Call, { callId, staffId }: InputOf<typeof consultOperation>): Promise<OutputOf<typeof consultOperation>> {
  const mine = await callOfMine(call, callId)
  const state = nextState(mine, 'consult', mine.mover)
  const regionId = mine.row.region_id
  const there = (await presenceOf(call.tx, regionId, [staffId])).get(staffId)
  if (!there?.atWork || staffId === mine.leg.staff_id) throw refuse('call-colleague-unknown')
  const busy = await call.tx
    .selectFrom('voice.leg')
    .select('id')
    .where('region_id', '=', regionId)
    .where('staff_id', '=', staffId)
    .where('state', '!=', 'ended')
    .limit(1)
    .executeTakeFirst()
  if (busy) throw refuse('call-colleague-busy')
  await addLeg(call, mine, { party: 'colleague', state: 'ringing', staff_id: staffId, driver: driverBeside(customerLeg(mine)) })
  return callView(call, await changeCall(call, mine, { state }, { kind: 'consulted', party: 'agent', data: { colleague: staffId } }))
}

/** A colleague or a supervisor leaves; who serves the customer does not, they hand over or hang up. */
export async function leaveCall(call: Call, { callId }: InputOf<typeof leaveOperation>): Promise<Record<string, never>> {
  const mine = await callOfMine(call, callId)
  if (mine.leg.party === 'supervisor') await monitorLeaves(call, mine, mine.leg)
  else if (mine.leg.party === 'colleague') await leaves(call, mine, mine.leg)
  else throw refuse('call-not-for-you')
  return {}
}

async function leaves(call: Call, loaded: Loaded, leg: LegRow): Promise<void> {
  if (loaded.row.state === 'consulting' || loaded.row.state === 'conference') await colleagueLeaves(call, loaded, leg, 'colleague-left')
  else await endLegs(call, [leg], 'left')
}
