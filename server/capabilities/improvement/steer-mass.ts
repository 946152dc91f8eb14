import type { acknowledgeMassReport as acknowledgeOperation, decideMass as decideOperation, reportMass as reportOperation } from '@shouwen/contract/improvement-mass'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { prove } from '#platform/evidence'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { changeStatus, setParent } from '#capabilities/tickets'
import { type Mass, massHappened } from './mass-happened.ts'
import { massDetail, massFor } from './mass-view.ts'
import { registerImprovement } from './register-improvement.ts'
import { patternRules } from './rules.ts'

/**
 * A person says whether it is one. Dismissed, its cases are matters of their own again and the parent ends; over, something to improve is
 * registered; either way the chain of reporting ends. @norm FS-31 GV-24
 */
export async function decideMass(call: Call, { regionId, massId, decision, reason }: InputOf<typeof decideOperation>): Promise<OutputOf<typeof decideOperation>> {
  const mass = await massFor(call, 'improvement.decide', { regionId, massId })
  checkActive(mass)
  if (decision === 'dismissed') await setFree(call, mass, reason)
  const ends = decision === 'confirmed' ? {} : { ended_at: call.now }
  const after = await massHappened(call, mass, `mass.${decision}`, { state: decision, decided_at: call.now, decided_by: staffId(call.actor), reason, ...ends })
  await prove(call, { kind: `mass.${decision}`, regionId, subjectKind: 'mass', subjectId: massId, payload: { reason, cases: mass.case_count, decidedBy: staffId(call.actor) } })
  if (decision === 'over') {
    const parts = mass.parts as { leaf?: string; branch?: string }
    await registerImprovement(call, { regionId, origin: 'mass', originId: massId, title: `群体投诉 ${mass.parent_number}：防止再次发生`, detail: [mass.phenomenon, reason].filter(Boolean).join('\n'), ticketId: mass.parent_id, ticketNumber: mass.parent_number, category: parts.leaf ?? parts.branch ?? null, unitId: mass.unit_id })
  }
  return massDetail(call, after)
}

/** The children of a false alarm stand alone again, and the parent is called off. */
async function setFree(call: Call, mass: Mass, reason: string): Promise<void> {
  const machine = { ...call, actor: { kind: 'system' as const, name: 'improvement.mass' } }
  const children = await call.tx.selectFrom('tickets.ticket').select('id').where('region_id', '=', mass.region_id).where('parent_id', '=', mass.parent_id).orderBy('id').limit(patternRules().surge.most_bound).execute()
  for (const { id } of children) await setParent(machine, { ticketId: id, parentId: null })
  await changeStatus(machine, { regionId: mass.region_id, id: mass.parent_id }, { to: 'cancelled', reason })
}

/**
 * One step of the chain of FS-31: phenomenon, scope, handling and the expected completion, to whoever has to know; a step taken again brings
 * it up to date. Refuses with `mass-step-order` when the one before was not taken. @norm FS-31
 */
export async function reportMass(call: Call, { regionId, massId, step, phenomenon, scope, handling, expectedAt }: InputOf<typeof reportOperation>): Promise<OutputOf<typeof reportOperation>> {
  const mass = await massFor(call, 'improvement.write', { regionId, massId })
  checkActive(mass)
  const chain = patternRules().reporting
  const rule = chain[step]
  if (!rule) throw refuse('mass-step-unknown', { step })
  if (new Date(expectedAt) <= call.now) throw refuse('mass-expected-past')
  const taken = new Set((await call.tx.selectFrom('improvement.mass_report').select('step').where('region_id', '=', regionId).where('mass_id', '=', massId).execute()).map((row) => row.step))
  const order = Object.keys(chain)
  const before = order[order.indexOf(step) - 1]
  if (before !== undefined && !taken.has(before)) throw refuse('mass-step-order', { before })
  await call.tx
    .insertInto('improvement.mass_report')
    .values({ region_id: regionId, id: call.app.newId(), mass_id: massId, step, phenomenon, scope, handling, expected_at: expectedAt, sent_by: staffId(call.actor), sent_at: call.now, recipients: JSON.stringify(Object.keys(rule.recipients).map((code) => ({ code, by: null, at: null }))) })
    .execute()
  await prove(call, { kind: rule.event, regionId, subjectKind: 'mass', subjectId: massId, payload: { step, phenomenon, scope, handling, expectedAt, sentBy: staffId(call.actor) } })
  return massDetail(call, await massHappened(call, mass, taken.has(step) ? 'mass.updated' : rule.event, { phenomenon, scope, handling, expected_at: new Date(expectedAt) }))
}

/** A recipient says that they know. @norm FS-31 */
export async function acknowledgeMassReport(call: Call, { regionId, massId, reportId, recipient }: InputOf<typeof acknowledgeOperation>): Promise<OutputOf<typeof acknowledgeOperation>> {
  const mass = await massFor(call, 'improvement.read', { regionId, massId })
  const report = await call.tx.selectFrom('improvement.mass_report').selectAll().where('region_id', '=', regionId).where('id', '=', reportId).where('mass_id', '=', massId).forUpdate().executeTakeFirst()
  if (!report) throw refuse('not-found')
  const recipients = report.recipients as { code: string; by: string | null; at: string | null }[]
  const mine = recipients.find(({ code }) => code === recipient)
  if (!mine) throw refuse('mass-step-unknown', { recipient })
  if (mine.at !== null) throw refuse('mass-acknowledged')
  const after = recipients.map((one) => (one.code === recipient ? { ...one, by: staffId(call.actor), at: call.now.toISOString() } : one))
  await call.tx.updateTable('improvement.mass_report').set({ recipients: JSON.stringify(after) }).where('region_id', '=', regionId).where('id', '=', reportId).execute()
  await record(call, { name: 'mass.acknowledged', regionId, subjectKind: 'mass', subjectId: massId, data: { recipient } })
  return massDetail(call, mass)
}

export function checkActive(mass: Mass): void {
  if (mass.state !== 'suspected' && mass.state !== 'confirmed') throw refuse('mass-settled')
}
