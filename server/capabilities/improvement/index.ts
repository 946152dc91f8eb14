// What other capabilities may ask of closing the loop: everything else in this folder is its own business.
import { allows } from '#platform/access'
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { letSubjectSay } from '#capabilities/norms'
import { placementOf } from './item.ts'
import { registerSuggestions } from './suggestions.ts'
import { watchDueDates } from './watch-due-dates.ts'

export { type Improvement, registerImprovement } from './register-improvement.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = [registerSuggestions]
export const repeating: Repeating[] = [watchDueDates]

/** Who may read an item may read its promises. */
export async function prepare(_app: App): Promise<void> {
  letSubjectSay('improvement', async (call, { regionId, id }) => {
    const row = await call.tx.selectFrom('improvement.item').selectAll().where('region_id', '=', regionId).where('id', '=', id).executeTakeFirst()
    return row !== undefined && allows(call.actor, 'improvement.read', placementOf(row))
  })
}
