import type { InputOf } from '@shouwen/contract/operation'
import type { undoBulkChange as contract } from '@shouwen/contract/ticket-bulk'
import type { MacroStep } from '@shouwen/contract/ticket-macros'
import { sql } from 'kysely'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { audited } from '#platform/audit'
import { enqueue, work } from '#platform/jobs'
import { Refusal, refuse } from '#platform/refusal'
import { type FieldGroup, fieldGroups, keptFieldsOf, type KeptFields, sameIn } from './bulk-fields.ts'
import { bulkWentOn, type BulkView, ownBulk, viewOf } from './bulk-records.ts'
import { type BulkJob, type ItemKey, lockItem, positions, setOutcome } from './bulk-run.ts'
import { changeStatus } from './change-status.ts'
import { editTicket } from './edit-ticket.ts'
import { happened } from './happened.ts'
import { personCalling } from './list-views.ts'
import { getTicket, lockTicket, ticketFor, type TicketRef } from './load-ticket.ts'
import { setPriority } from './set-priority.ts'
import { checkVerb } from './ticket.ts'
import { actorAgain, remember } from './work-later.ts'

const REASON = '撤销批量操作 · bulk change undone'

/** Puts back what a bulk change did, where nobody has changed it since. Only for a while, by who ordered it. */
export async function undoBulkChange(call: Call, { bulkId }: InputOf<typeof contract>): Promise<BulkView> {
  const me = personCalling(call)
  const bulk = await ownBulk(call, me, bulkId)
  const inTime = bulk.undo_until !== null && bulk.undo_until >= call.now
  if (bulk.state !== 'done' || !inTime)
    throw refuse('bulk-undo-not-possible', { state: bulk.state, undoUntil: bulk.undo_until })
  const row = await call.tx
    .updateTable('tickets.bulk_change')
    .set({ state: 'undoing' })
    .where('region_id', '=', me.regionId)
    .where('id', '=', bulkId)
    .where('state', '=', 'done')
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse('bulk-undo-not-possible')
  await enqueue(call, {
    kind: 'tickets.bulk-undo',
    key: bulkId,
    regionId: me.regionId,
    payload: { regionId: me.regionId, bulkId, by: remember(me) }
  })
  await audited(call, { verb: 'ticket.bulk-undone', regionId: me.regionId, subjectKind: 'bulk', subjectId: bulkId })
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
  return viewOf(call, row)
}

/** Undoes every ticket that was done, each in a transaction of its own. */
export async function runBulkUndo(app: App, { regionId, bulkId, by }: BulkJob): Promise<void> {
  const actor = await actorAgain(app, by)
  const change = await app.db
    .selectFrom('tickets.bulk_change')
    .select(['steps', 'state'])
    .where('region_id', '=', regionId)
    .where('id', '=', bulkId)
    .executeTakeFirst()
  if (change?.state !== 'undoing') return
  const texts = [
    ...new Set(
      (change.steps as MacroStep[]).map((step) => step.do).filter((name) => name === 'reply' || name === 'note')
    )
  ]
  for (;;) {
    const done = await positions(app, regionId, bulkId, ['done'])
    if (done.length === 0) break
    for (const position of done)
      await transact(app, actor, (call) => undoOne(call, { regionId, bulkId, position }, texts))
    await transact(app, actor, (call) => bulkWentOn(call, regionId, bulkId))
  }
  await transact(app, actor, async (call) => {
    await call.tx
      .updateTable('tickets.bulk_change')
      .set({ state: 'undone', undone_at: call.now })
      .where('region_id', '=', regionId)
      .where('id', '=', bulkId)
      .execute()
    await bulkWentOn(call, regionId, bulkId)
  })
}

/** What was said to somebody stays said. */
async function undoOne(call: Call, key: ItemKey, texts: string[]): Promise<void> {
  const item = await lockItem(call, key)
  if (item.outcome !== 'done') return
  const ref = { regionId: key.regionId, id: item.ticket_id }
  const before = item.before as KeptFields
  const after = item.after as KeptFields
  const now = keptFieldsOf(await lockTicket(call, ref))
  const kept: string[] = [...texts]
  let restored = 0
  for (const group of fieldGroups) {
    if (sameIn(group, before, after)) continue
    if (sameIn(group, now, after) && (await tryRestoring(call, ref, group, before))) restored++
    else kept.push(group)
  }
  const outcome = kept.length === 0 ? 'undone' : restored > 0 ? 'partly' : 'kept'
  await setOutcome(call, key, { outcome, kept })
}

async function tryRestoring(call: Call, ref: TicketRef, group: FieldGroup, before: KeptFields): Promise<boolean> {
  await sql`savepoint undoing`.execute(call.tx)
  try {
    await restore[group](call, ref, before)
    await sql`release savepoint undoing`.execute(call.tx)
    return true
  } catch (error) {
    await sql`rollback to savepoint undoing`.execute(call.tx)
    if (!(error instanceof Refusal)) throw error
    return false
  }
}

const restore: Record<FieldGroup, (call: Call, ref: TicketRef, before: KeptFields) => Promise<unknown>> = {
  async assignment(call, ref, { assignee_id, owner_id, queue_code, unit_id }) {
    const ticket = await ticketFor(call, 'ticket.assign', ref)
    checkVerb('assign', ticket.status)
    return happened(call, ticket, [{ name: 'ticket.transferred', reason: REASON, data: { undone: true } }], {
      assignee_id,
      owner_id,
      queue_code,
      unit_id
    })
  },
  priority: (call, ref, { priority, priority_overridden }) =>
    setPriority(call, ref, priority_overridden ? { priority, reason: REASON } : { reason: REASON }),
  async tags(call, ref, { tags }) {
    const { version } = await getTicket(call, ref)
    return editTicket(call, ref, { version, tags })
  },
  status(call, ref, { status, status_reason }) {
    if (status !== 'inProgress' && status !== 'pending' && status !== 'held')
      throw refuse('ticket-status-not-possible', { to: status })
    return changeStatus(call, ref, { to: status, reason: status_reason ?? undefined, detail: REASON })
  }
}

/** Registers how a bulk change is undone. */
export function registerBulkUndoJob(): void {
  work({
    kind: 'tickets.bulk-undo',
    mode: 'outside',
    run: (call, payload) => runBulkUndo(call.app, payload as BulkJob)
  })
}
