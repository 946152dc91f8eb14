import { ticketEvents } from '@shouwen/contract/ticket-events'
import { sql } from 'kysely'
import { type Call, transact } from '#platform/action'
import { record } from '#platform/events'
import { every, type Repeating } from '#platform/jobs'
import { react } from '#platform/reactions'
import { findTicket } from '#capabilities/tickets'
import { addsOf, type Fact, factOf } from './complaint-fact.ts'

const MISSING = 2000

/**
 * Counts per day follow what happens: whatever changes a complaint, how it was counted is taken away and it is counted as it is now. So an
 * event given twice changes nothing, and the work is that of what is new. @norm KP-04 KP-05 TK-08
 */
export const countComplaints = react({
  name: 'improvement.counts',
  events: [...Object.keys(ticketEvents), 'promise.broken', 'promise.corrected', 'complaint.repeated'],
  async handle(call, event) {
    if (event.subjectKind !== 'ticket') return
    const ids = [event.subjectId, ...(event.name === 'complaint.repeated' ? [String(event.data['earlierId'])] : [])]
    for (const id of ids) await countAgain(call, event.regionId, id)
  }
})

/** Once every ten minutes: complaints that no event told of, such as those of before the counts, are counted, the newest first. */
export const countMissing: Repeating = every(600, 'improvement.count-missing', async ({ app }) => {
  const regions = await app.db.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const { id: regionId } of regions)
    await transact(app, { kind: 'system', name: 'improvement.count-missing' }, async (call) => {
      const { rows } = await sql<{ id: string }>`
        select t.id from tickets.ticket t left join improvement.complaint_fact f on f.region_id = t.region_id and f.ticket_id = t.id
        where t.region_id = ${regionId} and t.kind = 'complaint' and t.merged_into_id is null and t.status <> 'rejected' and t.source <> 'monitoring' and f.ticket_id is null
        order by t.opened_at desc limit ${MISSING}`.execute(call.tx)
      for (const { id } of rows) await countAgain(call, regionId, id)
    })
})

async function countAgain(call: Call, regionId: number, ticketId: string): Promise<void> {
  const before = await call.tx.selectFrom('improvement.complaint_fact').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).forUpdate().executeTakeFirst()
  const ticket = await findTicket(call.tx, regionId, ticketId)
  if (!before && ticket?.kind !== 'complaint') return
  const after = ticket ? await factOf(call, ticket) : null
  if (before && after && same(before, after)) return
  if (before) {
    await add(call, before, -1)
    await call.tx.deleteFrom('improvement.complaint_fact').where('region_id', '=', regionId).where('ticket_id', '=', ticketId).execute()
  }
  if (after) {
    await call.tx.insertInto('improvement.complaint_fact').values(after).execute()
    await add(call, after, 1)
  }
  await record(call, { name: 'complaint.counted', regionId, subjectKind: 'ticket', subjectId: ticketId })
}

const same = (a: Fact, b: Fact) => (Object.keys(a) as (keyof Fact)[]).every((key) => a[key] === b[key])

async function add(call: Call, fact: Fact, sign: 1 | -1): Promise<void> {
  const { opened, ended, first_time, timed, in_time, repeats, appeals } = addsOf(fact)
  await sql`insert into improvement.complaint_day as d (region_id, day, unit_id, category, place, product, opened, ended, first_time, timed, in_time, repeats, appeals)
    values (${fact.region_id}, ${fact.day}, ${fact.unit_id}, ${fact.category}, ${fact.place}, ${fact.product}, ${sign * opened}, ${sign * ended}, ${sign * first_time}, ${sign * timed}, ${sign * in_time}, ${sign * repeats}, ${sign * appeals})
    on conflict (region_id, day, unit_id, category, place, product) do update set
      opened = d.opened + excluded.opened, ended = d.ended + excluded.ended, first_time = d.first_time + excluded.first_time, timed = d.timed + excluded.timed,
      in_time = d.in_time + excluded.in_time, repeats = d.repeats + excluded.repeats, appeals = d.appeals + excluded.appeals`.execute(call.tx)
}
