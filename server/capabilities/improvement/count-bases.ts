import { sql } from 'kysely'
import { transact } from '#platform/action'
import { every, type Repeating } from '#platform/jobs'
import { linesInUse } from '#capabilities/customers'
import { dayAfter, dayIn, regionOf } from './region-day.ts'
import { reportRules } from './rules.ts'

/** Once an hour: the matters of customers taken each day since the last one counted, and today's lines in use. @norm KP-04 */
export const countBases: Repeating = every(3600, 'improvement.report-bases', async ({ app }) => {
  const regions = await app.db.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const { id: regionId } of regions)
    await transact(app, { kind: 'system', name: 'improvement.report-bases' }, async (call) => {
      const { timeZone } = await regionOf(call, regionId)
      const today = dayIn(timeZone, call.now)
      const last = await call.tx.selectFrom('improvement.report_base').select(({ fn }) => fn.max('day').as('day')).where('region_id', '=', regionId).executeTakeFirst()
      // The last two days are counted anew: what came around midnight may have been written later.
      const from = last?.day ? dayAfter(last.day, -1) : dayAfter(today, -reportRules().most_days)
      await sql`insert into improvement.report_base (region_id, day, served)
        select region_id, (opened_at at time zone ${timeZone})::date, count(*)::int from tickets.ticket
        where region_id = ${regionId} and opened_at >= (${from}::date::timestamp at time zone ${timeZone}) and merged_into_id is null and source not in ('monitoring', 'internal')
        group by 1, 2
        on conflict (region_id, day) do update set served = excluded.served`.execute(call.tx)
      const users = (await linesInUse(call.tx, regionId)).reduce((sum, { lines }) => sum + lines, 0)
      await sql`insert into improvement.report_base as b (region_id, day, users, served) values (${regionId}, ${today}, ${users}, 0)
        on conflict (region_id, day) do update set users = excluded.users`.execute(call.tx)
    })
})
