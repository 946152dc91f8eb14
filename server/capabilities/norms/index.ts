// What other capabilities may ask of the norms: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { customerWrote } from './customer-wrote.ts'
import { publishRulebook } from './publish-rulebook.ts'
import { registerReplay } from './replay-clause.ts'
import { sweepLoop } from './sweep-clocks.ts'

export { applyToClocks, type ClockInput, type ClockSummary } from './apply-to-clocks.ts'
export { clocksOf, type ClockView } from './clocks-of.ts'
export { explainPromiseAction as explainPromise } from './explain-promise.ts'
export { dueSoonOf, type DueSoon } from './due-soon-of.ts'
export { letSubjectSay } from './find-promise.ts'
export { decidePast } from './decide-past.ts'
export { type Decision, decideMatrix, isMajor, parametersOf, type Priority, prioritise } from './decide-matrix.ts'
export { openCalendars } from './open-calendars.ts'
export { readPublicPromises } from './public-promises.ts'
export { type OpenPromise, openPromisesWith } from './open-promises.ts'
export { reassignClocks } from './reassign-clocks.ts'
export type { ClockSubject } from './start-clocks.ts'
export { routes } from './routes.ts'
export { type Strictest, strictestClocks } from './strictest-clocks.ts'
export { sweepClocks } from './sweep-clocks.ts'
export { withdrawClocks } from './withdraw-clocks.ts'

export const reactions: Reaction[] = [customerWrote]
export const repeating: Repeating[] = []
export const loops = [sweepLoop]

/** Brings the rulebook's files into the database. */
export async function prepare(app: App): Promise<void> {
  registerReplay()
  const { published, waiting } = await publishRulebook(app)
  if (published + waiting > 0) app.log.info({ published, waiting }, 'rulebook brought in')
}
