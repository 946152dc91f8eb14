// What other capabilities may ask of closing the loop: everything else in this folder is its own business.
import { allows } from '#platform/access'
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { letSubjectSay } from '#capabilities/norms'
import { addCloseCheck, lookBeforeOpening } from '#capabilities/tickets'
import { countBases } from './count-bases.ts'
import { countComplaints, countMissing } from './count-complaints.ts'
import { expireSignals } from './decide-signal.ts'
import { registerEscalationMeasures } from './escalation-measures.ts'
import { placementOf } from './item.ts'
import { visitPlacement } from './follow-ups.ts'
import { raiseRulings, watchClosed, watchLoops } from './loop-watch.ts'
import { massPlacement } from './mass-view.ts'
import { rulingPlacement } from './ruling-row.ts'
import { rulingOpen } from './rulings.ts'
import { watchLiving } from './living-signal.ts'
import { lookForSameMatter } from './same-matter.ts'
import { repeatNotReviewed } from './settle-same-matter.ts'
import { registerSuggestions } from './suggestions.ts'
import { registerTelling } from './unified-answer.ts'
import { watchDueDates } from './watch-due-dates.ts'
import { watchSurges } from './watch-surges.ts'

export { type Improvement, registerImprovement } from './register-improvement.ts'
export { unifiedAnswerFor } from './mass-view.ts'
export { findSameMatter } from './same-matter-view.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = [registerSuggestions, registerEscalationMeasures, watchSurges, watchLiving, watchClosed, raiseRulings, countComplaints]
export const repeating: Repeating[] = [watchDueDates, expireSignals, watchLoops, countBases, countMissing]

/** Complaints are looked at as they open and as they end; who may read an item may read its promises. */
export async function prepare(_app: App): Promise<void> {
  lookBeforeOpening('improvement', lookForSameMatter)
  addCloseCheck('repeat-review', repeatNotReviewed)
  addCloseCheck('ruling', rulingOpen)
  registerTelling()
  letSubjectSay('mass', async (call, { regionId, id }) => {
    const row = await call.tx.selectFrom('improvement.mass').selectAll().where('region_id', '=', regionId).where('id', '=', id).executeTakeFirst()
    return row !== undefined && allows(call.actor, 'improvement.read', massPlacement(row))
  })
  for (const kind of ['signal', 'person-ask'] as const) letSubjectSay(kind, async (call, { regionId }) => allows(call.actor, 'improvement.decide', { regionId }))
  letSubjectSay('follow-up', async (call, { regionId, id }) => {
    const row = await call.tx.selectFrom('improvement.follow_up').selectAll().where('region_id', '=', regionId).where('id', '=', id).executeTakeFirst()
    return row !== undefined && allows(call.actor, 'ticket.read', visitPlacement(row))
  })
  letSubjectSay('ruling', async (call, { regionId, id }) => {
    const row = await call.tx.selectFrom('improvement.ruling').selectAll().where('region_id', '=', regionId).where('id', '=', id).executeTakeFirst()
    return row !== undefined && allows(call.actor, 'ticket.read', rulingPlacement(row))
  })
  letSubjectSay('improvement', async (call, { regionId, id }) => {
    const row = await call.tx.selectFrom('improvement.item').selectAll().where('region_id', '=', regionId).where('id', '=', id).executeTakeFirst()
    return row !== undefined && allows(call.actor, 'improvement.read', placementOf(row))
  })
}
