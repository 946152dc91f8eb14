import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { monitorCall as monitorOperation } from '@shouwen/contract/calls'
import { isServed } from '@shouwen/kernels/call/index'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { callView } from './call-view.ts'
import { changeCall } from './change-call.ts'
import { addLeg, changeLeg, driverBeside, endLegs } from './legs.ts'
import { customerLeg, legOfStaff, type LegRow, loadCall, type Loaded, placementOf, refFor } from './load-call.ts'

/**
 * A supervisor listens, whispers to the agent, or joins the talk; the same verb changes from one to another. Kept in the story of the call and
 * in the audit, whatever the agent's screen shows. Refuses with `call-own` for a call one is part of.
 */
export async function monitorCall(call: Call, { callId, mode }: InputOf<typeof monitorOperation>): Promise<OutputOf<typeof monitorOperation>> {
  const loaded = await loadCall(call, await refFor(call, callId))
  const { row } = loaded
  permit(call, 'call.monitor', { ...placementOf(row), row }, 'contact.read')
  if (row.state === 'ended') throw refuse('call-ended')
  if (!isServed(row.state)) throw refuse('call-move-not-possible', { state: row.state })
  const me = staffId(call.actor)
  const leg = legOfStaff(loaded, me)
  if (leg && leg.party !== 'supervisor') throw refuse('call-own')
  if (leg?.mode === mode) return callView(call, loaded)
  if (leg) await changeLeg(call, leg, { mode })
  else await addLeg(call, loaded, { party: 'supervisor', state: 'connected', staff_id: me, mode, driver: driverBeside(customerLeg(loaded)) })
  await audited(call, { verb: 'call.monitor', regionId: row.region_id, subjectKind: 'call', subjectId: row.id, detail: { mode } })
  return callView(call, await changeCall(call, loaded, {}, { kind: 'monitored', party: 'supervisor', data: { mode } }, 'call.monitored'))
}

/** The supervisor is out of the call. */
export async function monitorLeaves(call: Call, loaded: Loaded, leg: LegRow): Promise<Loaded> {
  await endLegs(call, [leg], 'left')
  return changeCall(call, loaded, {}, { kind: 'monitor-left', party: 'supervisor', staffId: leg.staff_id }, 'call.monitored')
}
