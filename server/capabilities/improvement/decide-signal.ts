import type { answerObjection as answerOperation, decideSignal as decideOperation, objectToSignal as objectOperation, signalEvents } from '@shouwen/contract/improvement-signals'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import { type Call, staffId, transact } from '#platform/action'
import { audited } from '#platform/audit'
import { prove } from '#platform/evidence'
import { record } from '#platform/events'
import { every, type Repeating } from '#platform/jobs'
import { refuse } from '#platform/refusal'
import { applyToClocks } from '#capabilities/norms'
import { patternRules } from './rules.ts'
import { type Signal, signalViews } from './signal-view.ts'

const DAY_MS = 86_400_000
const working = ['acknowledged', 'inProgress', 'pending', 'held', 'resolved'] as const

/** A person decides, with the reason; what is approved has a last day. Nobody who handles a complaint of the customer decides. @norm TK-54 */
export async function decideSignal(call: Call, { regionId, signalId, approve, reason }: InputOf<typeof decideOperation>): Promise<OutputOf<typeof decideOperation>> {
  const row = await signalFor(call, regionId, signalId)
  if (row.state !== 'proposed') throw refuse('signal-settled')
  const me = staffId(call.actor)
  const mine = await call.tx
    .selectFrom('tickets.ticket')
    .select('id')
    .where('region_id', '=', regionId)
    .where('customer_id', '=', row.customer_id)
    .where('status', 'in', [...working])
    .where(({ or, eb }) => or([eb('assignee_id', '=', me), eb('owner_id', '=', me)]))
    .limit(1)
    .executeTakeFirst()
  if (mine) throw refuse('signal-own-customer')
  const expires = approve ? { expires_at: new Date(call.now.getTime() + patternRules().living.expires_days * DAY_MS) } : {}
  await prove(call, { kind: approve ? 'signal.approved' : 'signal.refused', regionId, subjectKind: 'signal', subjectId: signalId, payload: { facts: row.facts, reason, decidedBy: me } })
  return changed(call, row, approve ? 'signal.approved' : 'signal.refused', { state: approve ? 'approved' : 'refused', decided_at: call.now, decided_by: me, reason, ...expires })
}

/** The customer asks for it to be put right: somebody who did not decide answers, by a clock. @norm TK-54 */
export async function objectToSignal(call: Call, { signalId, text }: InputOf<typeof objectOperation>): Promise<OutputOf<typeof objectOperation>> {
  if (call.actor.kind !== 'customer') throw refuse('not-permitted')
  const row = await lockSignal(call, call.actor.regionId, signalId)
  if (!row || row.customer_id !== call.actor.id) throw refuse('not-found')
  if (row.state !== 'approved' || row.objection_state !== null) throw refuse('signal-settled')
  await changed(call, row, 'signal.objected', { objection: text, objected_at: call.now, objection_state: 'open' })
  return { objectedAt: call.now.toISOString() }
}

/** Upheld, it is gone; either way the customer has the answer. @norm TK-54 */
export async function answerObjection(call: Call, { regionId, signalId, upheld, answer }: InputOf<typeof answerOperation>): Promise<OutputOf<typeof answerOperation>> {
  const row = await signalFor(call, regionId, signalId)
  if (row.objection_state !== 'open') throw refuse('signal-no-objection')
  const me = staffId(call.actor)
  if (me !== null && row.decided_by === me) throw refuse('signal-own-decision')
  await prove(call, { kind: 'signal.objection-answered', regionId, subjectKind: 'signal', subjectId: signalId, payload: { upheld, answer, answeredBy: me } })
  const after = await changed(call, row, 'signal.objection-answered', { objection_state: upheld ? 'upheld' : 'rejected', objection_by: me, objection_at: call.now, objection_answer: answer, ...(upheld ? { state: 'corrected' as const } : {}) })
  if (upheld) await record(call, { name: 'signal.corrected', regionId, subjectKind: 'signal', subjectId: signalId })
  return after
}

/** Once an hour: what is past its last day ends. */
export const expireSignals: Repeating = every(3600, 'improvement.signal-expiry', async ({ app }) => {
  const regions = await app.db.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const { id: regionId } of regions)
    await transact(app, { kind: 'system', name: 'improvement.signal-expiry' }, async (call) => {
      const rows = await call.tx.selectFrom('improvement.signal').selectAll().where('region_id', '=', regionId).where('state', '=', 'approved').where('expires_at', '<=', call.now).limit(200).forUpdate().skipLocked().execute()
      for (const row of rows) await changed(call, row, 'signal.expired', { state: 'expired' })
    })
})

async function signalFor(call: Call, regionId: number, id: string): Promise<Signal> {
  permit(call, 'improvement.decide', { regionId })
  const row = await lockSignal(call, regionId, id)
  if (!row) throw refuse('not-found')
  return row
}

async function lockSignal(call: Call, regionId: number, id: string): Promise<Signal | undefined> {
  return call.tx.selectFrom('improvement.signal').selectAll().where('region_id', '=', regionId).where('id', '=', id).forUpdate().executeTakeFirst()
}

async function changed(call: Call, row: Signal, name: keyof typeof signalEvents, change: Partial<Signal>): Promise<OutputOf<typeof decideOperation>> {
  const after = await call.tx.updateTable('improvement.signal').set(change as object).where('region_id', '=', row.region_id).where('id', '=', row.id).returningAll().executeTakeFirstOrThrow()
  await applyToClocks(call, { event: name, at: call.now, subject: { kind: 'signal', id: row.id, regionId: row.region_id, unitId: null, ownerId: null, customerId: row.customer_id }, facts: { kind: 'complaint', channel: 'portal' } })
  await record(call, { name, regionId: row.region_id, subjectKind: 'signal', subjectId: row.id, data: { state: after.state } })
  await audited(call, { verb: name, regionId: row.region_id, subjectKind: 'signal', subjectId: row.id })
  const [view] = await signalViews(call, [after])
  return view as NonNullable<typeof view>
}
