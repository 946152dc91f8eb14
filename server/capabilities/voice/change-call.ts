import type { CallEventName } from '@shouwen/contract/calls'
import { move, type MoveName, type Mover } from '@shouwen/kernels/call/index'
import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { type CallRow, legsOf, type Loaded, modelOf } from './load-call.ts'
import { showPicture } from './ports.ts'

type Change = Partial<Omit<CallRow, 'region_id' | 'id' | 'version' | 'state'>>

export type Step = { kind: string; party: Mover; staffId?: string | null; data?: Record<string, string | number | boolean> }

/** The state the move leads to; refuses with `call-move-not-possible`. */
export function nextState(loaded: Loaded, name: MoveName, by: Mover): CallRow['state'] {
  const next = move(modelOf(loaded), name, by)
  if (!next) throw refuse('call-move-not-possible', { state: loaded.row.state, move: name })
  return next
}

/**
 * Changes a call the caller has locked: state and columns, one step of its story, one event, and after the commit its drivers are shown the
 * picture. Legs are changed before, see `legs.ts`.
 */
export async function changeCall(
  call: Call,
  { row }: Loaded,
  to: Change & { state?: CallRow['state'] },
  step: Step,
  event: CallEventName = 'call.changed'
): Promise<Loaded> {
  const changed = await call.tx
    .updateTable('voice.call')
    .set((set) => ({ ...to, version: set('version', '+', 1) }) as never)
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const loaded = { row: changed, legs: await legsOf(call, row.region_id, [row.id]) }
  await addStep(call, changed, step)
  await tellOf(call, loaded, event)
  return loaded
}

/** One line of the call's story. */
export async function addStep(call: Call, { region_id, id }: CallRow, step: Step): Promise<void> {
  await call.tx
    .insertInto('voice.step')
    .values({
      region_id,
      id: call.app.newId(),
      call_id: id,
      kind: step.kind,
      party: step.party,
      staff_id: step.staffId === undefined ? staffId(call.actor) : step.staffId,
      at: call.now,
      data: JSON.stringify(step.data ?? {})
    })
    .execute()
}

/** Records the event; ids only. What a supervisor does is told to nobody outside. */
export async function tellOf(call: Call, loaded: Loaded, event: CallEventName): Promise<void> {
  const { row, legs } = loaded
  const internal = event === 'call.monitored'
  await record(call, {
    name: event,
    regionId: row.region_id,
    subjectKind: 'call',
    subjectId: row.id,
    data: {
      conversationId: row.conversation_id,
      customerId: internal ? null : row.customer_id,
      staffId: row.staff_id,
      unitId: row.unit_id,
      state: row.state,
      ...(internal ? { internal } : {})
    }
  })
  call.afterCommit.push(() => void showPicture(call.app, { row, legs, model: modelOf(loaded) }))
}

