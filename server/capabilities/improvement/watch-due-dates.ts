import { callOf, transact } from '#platform/action'
import { every, type Repeating } from '#platform/jobs'
import { staffOver } from '#capabilities/people'
import { itemHappened } from './item-happened.ts'
import { regionToday } from './region-day.ts'
import { registerRules } from './rules.ts'

const BATCH = 100

/** Once an hour: what is past its due date and not done goes up to whoever leads the unit, once. Also a problem that came back. @norm QI-13 */
export const watchDueDates: Repeating = every(3600, 'improvement.due-dates', async ({ app }) => {
  const regions = await app.db.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const { id: regionId } of regions) {
    const today = await regionToday(callOf(app, app.db, { kind: 'system', name: 'improvement.due-dates' }), regionId)
    await transact(app, { kind: 'system', name: 'improvement.due-dates' }, async (call) => {
      const rows = await call.tx
        .selectFrom('improvement.item')
        .selectAll()
        .where('region_id', '=', regionId)
        .where('state', '=', 'acting')
        .where('overdue_at', 'is', null)
        .where('due_on', '<', today)
        .orderBy('due_on')
        .limit(BATCH)
        .forUpdate()
        .skipLocked()
        .execute()
      for (const item of rows) {
        const over = item.unit_id ? await staffOver(call.tx, item.unit_id, registerRules().raised_to) : []
        const raisedTo = over.find(({ id }) => id !== item.owner_id)?.id ?? null
        await itemHappened(call, item, 'improvement.overdue', { overdue_at: call.now, raised_to: raisedTo })
      }
    })
  }
})
