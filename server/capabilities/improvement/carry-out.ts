import type { declineImprovement as declineOperation, finishImprovement as finishOperation, planImprovement as planOperation, verifyImprovement as verifyOperation } from '@shouwen/contract/improvement-register'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { effectOf } from './effect-of.ts'
import { itemHappened } from './item-happened.ts'
import { itemFor, itemView } from './item.ts'
import { planOf } from './register-improvement.ts'
import { regionToday } from './region-day.ts'
import { registerRules } from './rules.ts'

const DAY_MS = 86_400_000

/** Settles cause, measure, owner and due date; again while it is being done. @norm QI-13 */
export async function planImprovement(call: Call, input: InputOf<typeof planOperation>): Promise<OutputOf<typeof planOperation>> {
  const item = await itemFor(call, 'improvement.write', input)
  if (item.state !== 'proposed' && item.state !== 'acting') throw refuse('improvement-settled')
  if (item.version !== input.version) throw refuse('changed-meanwhile')
  return itemView(call, await itemHappened(call, item, 'improvement.planned', await planOf(call, input.regionId, input)))
}

/** The measure is carried out; whether it helped is for somebody else to say later. @norm QI-13 */
export async function finishImprovement(call: Call, input: InputOf<typeof finishOperation>): Promise<OutputOf<typeof finishOperation>> {
  const item = await itemFor(call, 'improvement.write', input)
  if (item.state === 'proposed') throw refuse('improvement-not-planned')
  if (item.state !== 'acting') throw refuse('improvement-settled')
  const change = { state: 'done' as const, done_at: call.now, done_by: staffId(call.actor), done_note: input.note }
  return itemView(call, await itemHappened(call, item, 'improvement.done', change))
}

/**
 * Somebody else says whether it helped, with the complaints of its category before and after beside it. What did not help is taken up again
 * with a new due date. Refuses with `improvement-own-work` and, before it has had time to work, `improvement-too-early`. @norm QI-13
 */
export async function verifyImprovement(call: Call, input: InputOf<typeof verifyOperation>): Promise<OutputOf<typeof verifyOperation>> {
  const item = await itemFor(call, 'improvement.verify', input)
  const me = staffId(call.actor)
  if (item.state !== 'done' || item.done_at === null) throw refuse('improvement-not-done')
  if (me !== null && (item.done_by === me || item.owner_id === me)) throw refuse('improvement-own-work')
  if (call.now.getTime() < item.done_at.getTime() + registerRules().verify.after_days * DAY_MS) throw refuse('improvement-too-early', { afterDays: registerRules().verify.after_days })
  const effect = await effectOf(call, item)
  await prove(call, { kind: 'improvement.verified', regionId: item.region_id, subjectKind: 'improvement', subjectId: item.id, payload: { effective: input.effective, note: input.note, effect, round: item.round } })
  const written = { effect: JSON.stringify(effect), settled_note: input.note }
  if (input.effective) return itemView(call, await itemHappened(call, item, 'improvement.verified', { ...written, state: 'effective', settled_at: call.now, settled_by: me }))
  if (!input.dueOn || input.dueOn < (await regionToday(call, item.region_id))) throw refuse('improvement-due-past')
  return itemView(call, await itemHappened(call, item, 'improvement.not-effective', { ...written, state: 'acting', round: item.round + 1, due_on: input.dueOn, done_at: null, done_by: null, done_note: null, overdue_at: null, raised_to: null }))
}

/** Not taken up, with the reason, which whoever suggested it can read. @norm IM-08 */
export async function declineImprovement(call: Call, input: InputOf<typeof declineOperation>): Promise<OutputOf<typeof declineOperation>> {
  const item = await itemFor(call, 'improvement.verify', input)
  if (item.state === 'effective' || item.state === 'declined') throw refuse('improvement-settled')
  return itemView(call, await itemHappened(call, item, 'improvement.declined', { state: 'declined', settled_at: call.now, settled_by: staffId(call.actor), settled_note: input.reason }))
}
