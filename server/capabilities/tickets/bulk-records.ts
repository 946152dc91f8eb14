import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type {
  BulkChangeView,
  listBulkChanges as list,
  listBulkItems as items,
  readBulkChange as read,
  startBulkChange as start
} from '@shouwen/contract/ticket-bulk'
import type { MacroStep } from '@shouwen/contract/ticket-macros'
import { type Selectable, sql } from 'kysely'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { enqueue } from '#platform/jobs'
import { openCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { TicketsBulkChange } from '#platform/schema.gen'
import { staffNames } from '#capabilities/people'
import { stepsFor, ticketsSelected } from './bulk-selection.ts'
import { type Person, personCalling } from './list-views.ts'
import { remember } from './work-later.ts'

export type BulkRow = Selectable<TicketsBulkChange>
export type BulkView = Static<typeof BulkChangeView>

/** How long a bulk change can be undone after it is done. */
const UNDO_MINUTES = 30

/** When a bulk change that ends now can be undone until. */
export const undoUntil = (call: Call): Date => new Date(call.now.getTime() + UNDO_MINUTES * 60_000)

/** Notes the tickets as they stand in the selection now and lets a worker take the steps on each. */
export async function startBulkChange(call: Call, input: InputOf<typeof start>): Promise<BulkView> {
  const me = personCalling(call)
  const steps = await stepsFor(call, input)
  const ids = await ticketsSelected(call, me, input)
  const row = await call.tx
    .insertInto('tickets.bulk_change')
    .values({
      region_id: me.regionId,
      id: call.app.newId(),
      staff_id: me.id,
      steps: JSON.stringify(steps),
      state: 'running',
      total: ids.length,
      created_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await sql`insert into tickets.bulk_item (region_id, bulk_id, position, ticket_id, outcome)
    select ${me.regionId}::int, ${row.id}::uuid, i.position, i.id, 'waiting' from unnest(${ids}::uuid[]) with ordinality i (id, position)`.execute(
    call.tx
  )
  await enqueue(call, {
    kind: 'tickets.bulk',
    key: row.id,
    regionId: me.regionId,
    payload: { regionId: me.regionId, bulkId: row.id, by: remember(me) }
  })
  await audited(call, {
    verb: 'ticket.bulk-changed',
    regionId: me.regionId,
    subjectKind: 'bulk',
    subjectId: row.id,
    detail: { total: ids.length, steps: steps.map((step) => step.do) }
  })
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
  return viewOf(call, row)
}

/** The actor's bulk changes, newest first. */
export async function listBulkChanges(
  call: Call,
  { limit = 20 }: InputOf<typeof list>
): Promise<OutputOf<typeof list>> {
  const me = personCalling(call)
  const rows = await call.tx
    .selectFrom('tickets.bulk_change')
    .selectAll()
    .where('region_id', '=', me.regionId)
    .where('staff_id', '=', me.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const views: BulkView[] = []
  for (const row of rows) views.push(await viewOf(call, row))
  return { items: views }
}

/** How one of the actor's bulk changes goes. */
export async function readBulkChange(call: Call, { bulkId }: InputOf<typeof read>): Promise<BulkView> {
  return viewOf(call, await ownBulk(call, personCalling(call), bulkId))
}

/** What became of each ticket, in the order of the selection. */
export async function listBulkItems(
  call: Call,
  { bulkId, outcome, limit = 50, cursor }: InputOf<typeof items>
): Promise<OutputOf<typeof items>> {
  const me = personCalling(call)
  await ownBulk(call, me, bulkId)
  const after = openCursor(cursor, 1)
  if (after && !Number.isInteger(after[0]))
    throw refuse('invalid-input', { errors: [{ at: '/cursor', rule: 'cursor' }] })
  const rows = await call.tx
    .selectFrom('tickets.bulk_item as i')
    .innerJoin('tickets.ticket as t', (join) =>
      join.onRef('t.region_id', '=', 'i.region_id').onRef('t.id', '=', 'i.ticket_id')
    )
    .select(['i.position', 'i.ticket_id', 'i.outcome', 'i.refusal', 'i.kept', 't.number', 't.title'])
    .where('i.region_id', '=', me.regionId)
    .where('i.bulk_id', '=', bulkId)
    .$if(outcome !== undefined, (query) => query.where('i.outcome', '=', outcome as NonNullable<typeof outcome>))
    .$if(after !== null, (query) => query.where('i.position', '>', Math.min(Number(after?.[0]), 2_000_000_000)))
    .orderBy('i.position')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    (row) => ({
      ticketId: row.ticket_id,
      number: row.number,
      title: row.title,
      outcome: row.outcome,
      refusal: row.refusal,
      kept: row.kept
    }),
    (row) => [row.position]
  )
}

/** A bulk change belongs to who ordered it; refuses with `not-found` for others. */
export async function ownBulk(call: Call, me: Person, bulkId: string): Promise<BulkRow> {
  const row = await call.tx
    .selectFrom('tickets.bulk_change')
    .selectAll()
    .where('region_id', '=', me.regionId)
    .where('id', '=', bulkId)
    .executeTakeFirst()
  if (row?.staff_id !== me.id) throw refuse('not-found')
  return row
}

export async function viewOf(call: Call, row: BulkRow): Promise<BulkView> {
  const counted = await call.tx
    .selectFrom('tickets.bulk_item')
    .select(['outcome', (is) => is.fn.countAll<number>().as('count')])
    .where('region_id', '=', row.region_id)
    .where('bulk_id', '=', row.id)
    .groupBy('outcome')
    .execute()
  const none = { waiting: 0, done: 0, refused: 0, undone: 0, partly: 0, kept: 0 }
  const by = (await staffNames(call.tx, [row.staff_id])).get(row.staff_id)
  return {
    id: row.id,
    state: row.state,
    steps: row.steps as MacroStep[],
    by: by ? { id: row.staff_id, ...by } : null,
    total: row.total,
    outcomes: { ...none, ...Object.fromEntries(counted.map(({ outcome, count }) => [outcome, Number(count)])) },
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    undoUntil: row.undo_until?.toISOString() ?? null
  }
}

/** Tells pages that show the bulk change to read again. */
export async function bulkWentOn(call: Call, regionId: number, bulkId: string): Promise<void> {
  await record(call, { name: 'bulk.changed', regionId, subjectKind: 'bulk', subjectId: bulkId })
}
