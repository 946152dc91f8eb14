import type { approveAnswer as approveOperation, tellMass as tellOperation, withdrawAnswer as withdrawOperation, writeAnswer as writeOperation } from '@shouwen/contract/improvement-mass'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { prove } from '#platform/evidence'
import { record } from '#platform/events'
import { enqueue, work } from '#platform/jobs'
import { refuse } from '#platform/refusal'
import { findCustomer } from '#capabilities/customers'
import { tellCustomer } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { massHappened } from './mass-happened.ts'
import { type Answer, answerViews, massDetail, massFor } from './mass-view.ts'
import { patternRules } from './rules.ts'
import { checkActive } from './steer-mass.ts'

const DAY_MS = 86_400_000
/** Customers told in one transaction. */
const BATCH = 25

/** Drafts what every channel says about a mass complaint or a category; the next version beside those before. @norm GV-24 TK-46 */
export async function writeAnswer(call: Call, { regionId, massId, category, zh, en, partner, dataSource }: InputOf<typeof writeOperation>): Promise<OutputOf<typeof writeOperation>> {
  if ((massId === undefined) === (category === undefined)) throw refuse('answer-about-nothing')
  if (massId !== undefined) checkActive(await massFor(call, 'improvement.write', { regionId, massId }))
  else permit(call, 'improvement.write', { regionId, unitId: call.actor.kind === 'staff' ? call.actor.unitId : null })
  if (category !== undefined && !rulebook().categories[category]) throw refuse('ticket-category-unknown', { category })
  const last = await call.tx
    .selectFrom('improvement.answer')
    .select('version')
    .where('region_id', '=', regionId)
    .$if(massId !== undefined, (query) => query.where('mass_id', '=', massId as string))
    .$if(category !== undefined, (query) => query.where('category', '=', category as string))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row = await call.tx
    .insertInto('improvement.answer')
    .values({ region_id: regionId, id: call.app.newId(), mass_id: massId ?? null, category: category ?? null, version: (last?.version ?? 0) + 1, zh, en, partner: partner ?? null, data_source: dataSource ?? null, state: 'draft', written_by: staffId(call.actor), written_at: call.now, valid_until: new Date(call.now.getTime() + patternRules().answer.days * DAY_MS) })
    .returningAll()
    .executeTakeFirstOrThrow()
  return told(call, row, 'answer.drafted')
}

/** Somebody else approves it: from now on it is the one wording, and the one before is no longer said. @norm GV-24 */
export async function approveAnswer(call: Call, { regionId, answerId }: InputOf<typeof approveOperation>): Promise<OutputOf<typeof approveOperation>> {
  const row = await answerFor(call, regionId, answerId)
  if (row.state !== 'draft') throw refuse('answer-not-draft')
  if (row.written_by !== null && row.written_by === staffId(call.actor)) throw refuse('answer-own-words')
  await call.tx
    .updateTable('improvement.answer')
    .set({ state: 'withdrawn' })
    .where('region_id', '=', regionId)
    .where('state', '=', 'approved')
    .$if(row.mass_id !== null, (query) => query.where('mass_id', '=', row.mass_id))
    .$if(row.mass_id === null, (query) => query.where('category', '=', row.category))
    .execute()
  const after = await changed(call, row, { state: 'approved', approved_by: staffId(call.actor), approved_at: call.now, valid_until: new Date(call.now.getTime() + patternRules().answer.days * DAY_MS) })
  await prove(call, { kind: 'answer.approved', regionId, subjectKind: 'mass', subjectId: row.mass_id ?? row.id, payload: { answerId, version: row.version, zh: row.zh, en: row.en, writtenBy: row.written_by, approvedBy: staffId(call.actor), partner: row.partner, dataSource: row.data_source } })
  return told(call, after, 'answer.approved')
}

/** No longer said. */
export async function withdrawAnswer(call: Call, { regionId, answerId, reason }: InputOf<typeof withdrawOperation>): Promise<OutputOf<typeof withdrawOperation>> {
  const row = await answerFor(call, regionId, answerId)
  if (row.state === 'withdrawn') throw refuse('answer-not-draft')
  await prove(call, { kind: 'answer.withdrawn', regionId, subjectKind: 'mass', subjectId: row.mass_id ?? row.id, payload: { answerId, reason } })
  return told(call, await changed(call, row, { state: 'withdrawn' }), 'answer.withdrawn')
}

/** Tells each customer of a mass complaint in the approved words, by the channel they came by; in the background, batch by batch. @norm GV-24 */
export async function tellMass(call: Call, { regionId, massId }: InputOf<typeof tellOperation>): Promise<OutputOf<typeof tellOperation>> {
  const mass = await massFor(call, 'improvement.decide', { regionId, massId })
  const answer = await currentOf(call, regionId, massId)
  if (!answer) throw refuse('mass-no-answer')
  await enqueue(call, { kind: 'improvement.tell-mass', key: `${massId}-${call.now.getTime()}`, regionId, payload: { regionId, massId, answerId: answer.id } })
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
  return massDetail(call, await massHappened(call, mass, 'mass.progress-told'))
}

type Order = { regionId: number; massId: string; answerId: string; afterId?: string }

/** Registers the telling. */
export function registerTelling(): void {
  work({ kind: 'improvement.tell-mass', run: (call, payload) => tellBatch(call, payload as Order) })
}

async function tellBatch(call: Call, order: Order): Promise<void> {
  const { regionId, massId, answerId, afterId } = order
  const answer = await call.tx.selectFrom('improvement.answer').selectAll().where('region_id', '=', regionId).where('id', '=', answerId).where('state', '=', 'approved').executeTakeFirst()
  const mass = await call.tx.selectFrom('improvement.mass').select('parent_id').where('region_id', '=', regionId).where('id', '=', massId).executeTakeFirst()
  if (!answer || !mass) return
  const children = await call.tx
    .selectFrom('tickets.ticket')
    .select(['id', 'customer_id', 'channel'])
    .where('region_id', '=', regionId)
    .where('parent_id', '=', mass.parent_id)
    .where('status', 'not in', ['closed', 'cancelled', 'rejected'])
    .$if(afterId !== undefined, (query) => query.where('id', '>', afterId as string))
    .orderBy('id')
    .limit(BATCH)
    .execute()
  for (const child of children) {
    const customer = child.customer_id ? await findCustomer(call.tx, regionId, child.customer_id) : null
    await tellCustomer(call, { regionId, id: child.id }, { body: customer?.language === 'en' ? answer.en : answer.zh, channel: child.channel })
    await record(call, { name: 'answer.told', regionId, subjectKind: 'mass', subjectId: massId, data: { ticketId: child.id, answerId } })
  }
  await call.tx.updateTable('improvement.answer').set({ told_count: answer.told_count + children.length }).where('region_id', '=', regionId).where('id', '=', answerId).execute()
  const last = children.at(-1)
  if (last && children.length === BATCH) await enqueue(call, { kind: 'improvement.tell-mass', regionId, payload: { ...order, afterId: last.id } })
}

async function currentOf(call: Call, regionId: number, massId: string): Promise<Answer | null> {
  return (await call.tx.selectFrom('improvement.answer').selectAll().where('region_id', '=', regionId).where('mass_id', '=', massId).where('state', '=', 'approved').executeTakeFirst()) ?? null
}

async function answerFor(call: Call, regionId: number, id: string): Promise<Answer> {
  permit(call, 'improvement.decide', { regionId, unitId: call.actor.kind === 'staff' ? call.actor.unitId : null })
  const row = await call.tx.selectFrom('improvement.answer').selectAll().where('region_id', '=', regionId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row
}

async function changed(call: Call, row: Answer, change: Partial<Answer>): Promise<Answer> {
  return call.tx.updateTable('improvement.answer').set(change).where('region_id', '=', row.region_id).where('id', '=', row.id).returningAll().executeTakeFirstOrThrow()
}

async function told(call: Call, row: Answer, name: 'answer.drafted' | 'answer.approved' | 'answer.withdrawn'): Promise<OutputOf<typeof writeOperation>> {
  await record(call, { name, regionId: row.region_id, subjectKind: 'mass', subjectId: row.mass_id ?? row.id, data: { answerId: row.id, category: row.category } })
  await audited(call, { verb: name, regionId: row.region_id, subjectKind: 'mass', subjectId: row.mass_id ?? row.id })
  const [view] = await answerViews(call, [row])
  return view as NonNullable<typeof view>
}
