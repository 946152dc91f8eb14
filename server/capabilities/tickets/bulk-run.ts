import type { MacroStep } from '@shouwen/contract/ticket-macros'
import { type Call, callOf, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { isTransient } from '#platform/database'
import { work } from '#platform/jobs'
import { Refusal } from '#platform/refusal'
import { keptFieldsOf } from './bulk-fields.ts'
import { bulkWentOn, undoUntil } from './bulk-records.ts'
import { getTicket } from './load-ticket.ts'
import { takeSteps } from './macro-steps.ts'
import { actorAgain, type Remembered } from './work-later.ts'

export type BulkJob = { regionId: number; bulkId: string; by: Remembered }
type Actor = Awaited<ReturnType<typeof actorAgain>>

/** Tickets after which pages are told to look again. */
const BATCH = 50

/** Takes the steps on every ticket still waiting. A worker that dies leaves the others waiting for the next one. */
export async function runBulkChange(app: App, { regionId, bulkId, by }: BulkJob): Promise<void> {
  const actor = await actorAgain(app, by)
  const change = await app.db
    .selectFrom('tickets.bulk_change')
    .select(['steps', 'state'])
    .where('region_id', '=', regionId)
    .where('id', '=', bulkId)
    .executeTakeFirst()
  if (change?.state !== 'running') return
  for (;;) {
    const waiting = await positions(app, regionId, bulkId, ['waiting'])
    if (waiting.length === 0) break
    for (const position of waiting)
      await changeOne(app, actor, { regionId, bulkId, position }, change.steps as MacroStep[])
    await transact(app, actor, (call) => bulkWentOn(call, regionId, bulkId))
  }
  await transact(app, actor, async (call) => {
    await call.tx
      .updateTable('tickets.bulk_change')
      .set({ state: 'done', finished_at: call.now, undo_until: undoUntil(call) })
      .where('region_id', '=', regionId)
      .where('id', '=', bulkId)
      .execute()
    await bulkWentOn(call, regionId, bulkId)
  })
}

/** The next tickets of a bulk change in one of these states. */
export async function positions(
  app: App,
  regionId: number,
  bulkId: string,
  outcomes: ('waiting' | 'done')[]
): Promise<number[]> {
  const rows = await app.db
    .selectFrom('tickets.bulk_item')
    .select('position')
    .where('region_id', '=', regionId)
    .where('bulk_id', '=', bulkId)
    .where('outcome', 'in', outcomes)
    .orderBy('position')
    .limit(BATCH)
    .execute()
  return rows.map((row) => row.position)
}

export type ItemKey = { regionId: number; bulkId: string; position: number }

/** One ticket, one transaction: its steps and its outcome are written together, so nothing is done twice. */
async function changeOne(app: App, actor: Actor, key: ItemKey, steps: readonly MacroStep[]): Promise<void> {
  try {
    await transact(app, actor, async (call) => {
      const item = await lockItem(call, key)
      if (item.outcome !== 'waiting') return
      const ref = { regionId: key.regionId, id: item.ticket_id }
      const before = await getTicket(call, ref)
      const after = await takeSteps(call, ref, steps)
      await setOutcome(call, key, {
        outcome: 'done',
        before: JSON.stringify(keptFieldsOf(before)),
        after: JSON.stringify(keptFieldsOf(after))
      })
    })
  } catch (error) {
    if (isTransient(error)) throw error
    if (!(error instanceof Refusal)) app.log.error({ err: error }, 'a ticket of a bulk change failed')
    await setOutcome(callOf(app, app.db, actor), key, {
      outcome: 'refused',
      refusal: error instanceof Refusal ? error.code : 'internal-error'
    })
  }
}

/** Locks an item, so that two workers never take the steps on one ticket. */
export async function lockItem(call: Call, { regionId, bulkId, position }: ItemKey) {
  return call.tx
    .selectFrom('tickets.bulk_item')
    .select(['ticket_id', 'outcome', 'before', 'after'])
    .where('region_id', '=', regionId)
    .where('bulk_id', '=', bulkId)
    .where('position', '=', position)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

type Outcome = {
  outcome: 'done' | 'refused' | 'undone' | 'partly' | 'kept'
  refusal?: string
  before?: string
  after?: string
  kept?: string[]
}

export async function setOutcome(call: Call, { regionId, bulkId, position }: ItemKey, outcome: Outcome): Promise<void> {
  await call.tx
    .updateTable('tickets.bulk_item')
    .set(outcome)
    .where('region_id', '=', regionId)
    .where('bulk_id', '=', bulkId)
    .where('position', '=', position)
    .execute()
}

/** Registers how a bulk change is done. */
export function registerBulkJob(): void {
  work({ kind: 'tickets.bulk', mode: 'outside', run: (call, payload) => runBulkChange(call.app, payload as BulkJob) })
}
