import { transact } from '#platform/action'
import { every, type Repeating } from '#platform/jobs'
import { record } from '#platform/events'
import { react } from '#platform/reactions'
import { sql } from 'kysely'
import { findCustomer } from '#capabilities/customers'
import { findTicket } from '#capabilities/tickets'
import { openFollowUp, withdrawFollowUps } from './follow-ups.ts'
import { keepLoop } from './loop.ts'
import { lockRuling } from './ruling-row.ts'
import { dispute, nextArbiter } from './rulings.ts'
import { loopRules } from './rules.ts'

const DAY_MS = 86_400_000
const BATCH = 100

/**
 * A complaint that ended is watched for its return and its customer is visited; one that is open again is neither; one that came back marks
 * the earlier. History that is brought in is not visited. @norm TK-17 TK-28 TK-30 TK-31
 */
export const watchClosed = react({
  name: 'improvement.loop',
  events: ['ticket.closed', 'ticket.reopened', 'complaint.repeated'],
  async handle(call, event) {
    const repeated = event.name === 'complaint.repeated'
    if (event.data['imported'] === true || (!repeated && event.data['kind'] !== 'complaint')) return
    const ticket = await findTicket(call.tx, event.regionId, repeated ? String(event.data['earlierId']) : event.subjectId)
    if (!ticket) return
    const at = { region_id: ticket.region_id, ticket_id: ticket.id }
    const change = (set: Record<string, unknown>) => call.tx.updateTable('improvement.loop').set(set).where('region_id', '=', at.region_id).where('ticket_id', '=', at.ticket_id).execute()
    if (repeated) {
      await change({ watch_state: 'recurred', recurred_ticket_id: event.subjectId, recovered: false, next_visit_at: null })
      await record(call, { name: 'loop.recurred', regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id, data: { byId: event.subjectId, unitId: ticket.unit_id } })
      return
    }
    if (event.name === 'ticket.reopened') {
      await withdrawFollowUps(call, ticket.region_id, ticket.id)
      await change({ watch_state: 'none', watch_until: null, closed_at: null, next_visit_at: null })
      return
    }
    if (ticket.status !== 'closed') return
    await keepLoop(call, ticket)
    await change({ closed_at: event.occurredAt, watch_state: 'watching', watch_until: new Date(event.occurredAt.getTime() + loopRules().watch_days * DAY_MS) })
    if (call.now.getTime() - event.occurredAt.getTime() > DAY_MS) return
    await openFollowUp(call, { regionId: ticket.region_id, ticketId: ticket.id, ticketNumber: ticket.number, customerId: ticket.customer_id, unitId: ticket.unit_id, ownerId: ticket.owner_id, round: 1 })
  }
})

/** A ruling nobody answered goes to the arbiter by the clock, and an arbiter who does not decide gives way to another. @norm TK-17 */
export const raiseRulings = react({
  name: 'improvement.rulings',
  events: ['promise.broken'],
  async handle(call, event) {
    if (event.subjectKind !== 'ruling') return
    const row = await lockRuling(call, event.regionId, event.subjectId)
    if (row.state === 'proposed') await dispute(call, row)
    else if (row.state === 'disputed') await nextArbiter(call, row)
  }
})

/** Once an hour: watches that are over, visits of the usual rhythm, and who was won back. @norm TK-17 TK-28 TK-30 */
export const watchLoops: Repeating = every(3600, 'improvement.loops', async ({ app }) => {
  const regions = await app.db.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const { id: regionId } of regions)
    await transact(app, { kind: 'system', name: 'improvement.loops' }, async (call) => {
      const clean = await call.tx.selectFrom('improvement.loop').selectAll().where('region_id', '=', regionId).where('watch_state', '=', 'watching').where('watch_until', '<=', call.now).orderBy('watch_until').limit(BATCH).forUpdate().skipLocked().execute()
      for (const row of clean) {
        await call.tx.updateTable('improvement.loop').set({ watch_state: 'clean' }).where('region_id', '=', regionId).where('ticket_id', '=', row.ticket_id).execute()
        await record(call, { name: 'loop.watch-ended', regionId, subjectKind: 'ticket', subjectId: row.ticket_id, data: { unitId: row.unit_id } })
      }
      const due = await call.tx.selectFrom('improvement.loop').selectAll().where('region_id', '=', regionId).where('next_visit_at', '<=', call.now).orderBy('next_visit_at').limit(BATCH).forUpdate().skipLocked().execute()
      for (const row of due) {
        await call.tx.updateTable('improvement.loop').set({ next_visit_at: null }).where('region_id', '=', regionId).where('ticket_id', '=', row.ticket_id).execute()
        const last = await call.tx.selectFrom('improvement.follow_up').select(({ fn }) => fn.max('round').as('round')).where('region_id', '=', regionId).where('ticket_id', '=', row.ticket_id).executeTakeFirst()
        await openFollowUp(call, { regionId, ticketId: row.ticket_id, ticketNumber: row.ticket_number, customerId: row.customer_id, unitId: row.unit_id, ownerId: row.owner_id, round: (last?.round ?? 0) + 1 })
      }
      const since = new Date(call.now.getTime() - loopRules().recovered_days * DAY_MS)
      const long = await call.tx.selectFrom('improvement.loop').selectAll().where('region_id', '=', regionId).where('watch_state', '=', 'clean').where('recovered', 'is', null).where('closed_at', '<=', since).limit(BATCH).forUpdate().skipLocked().execute()
      for (const row of long) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from tickets.ticket where region_id = ${regionId} and customer_id = ${row.customer_id} and kind = 'complaint' and opened_at > ${row.closed_at}`.execute(call.tx)
        const stays = row.customer_id !== null && (await findCustomer(call.tx, regionId, row.customer_id)) !== null
        await call.tx.updateTable('improvement.loop').set({ recovered: stays && rows[0]?.n === 0 }).where('region_id', '=', regionId).where('ticket_id', '=', row.ticket_id).execute()
      }
    })
})
