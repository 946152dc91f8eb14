// What other capabilities may ask of the corrections: everything else in this folder is its own business.
import { allows } from '#platform/access'
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { letSubjectSay } from '#capabilities/norms'
import { placementOf } from './correction.ts'

export { reportWrongAnswer } from './report-wrong-answer.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = []

/** Who may read a correction may read its promises. */
export async function prepare(_app: App): Promise<void> {
  letSubjectSay('correction', async (call, { regionId, id }) => {
    const row = await call.tx.selectFrom('corrections.correction').selectAll().where('region_id', '=', regionId).where('id', '=', id).executeTakeFirst()
    return row !== undefined && allows(call.actor, 'ticket.read', placementOf(row))
  })
}
