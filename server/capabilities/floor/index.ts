// What other capabilities may ask of the floor: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { avoidRecused } from './avoid-recused.ts'
import { floorLoop } from './dispatcher/floor-loop.ts'

export { acceptOffer, actingStaff, declineOffer, takeWaiting } from './accept-offer.ts'
export { assignDirectly } from './assign-directly.ts'
export { bringFloorHistory, type PastDecision, type PastInterval, type PastPassage } from './bring-history.ts'
export { type ContactKind, type ContactRef, findFloorContact, type FloorContactRow } from './contact.ts'
export { countByRule, type RuleCounts } from './count-by-rule.ts'
export { dispatchRegion, floorLoop, tendFloor } from './dispatcher/floor-loop.ts'
export { enqueue, type Enqueued, type EnqueueInput, UNPLACED } from './enqueue.ts'
export { offerSeconds } from './floor-rules.ts'
export { type FloorHooks, type LapseReason, onFloor } from './hooks.ts'
export { countRefused, type JoinAnswer, mayJoin } from './join-queue.ts'
export { type Freedom, freedomsOf, lendIfFree, type PersonThere } from './lend-if-free.ts'
export { lendStaff, type Loan, loansOf, returnStaff } from './lend-staff.ts'
export { answeredBetween, arrivalsBetween, arrivalsUsual, queuesUsed, serviceTimes, type Staffing, staffingOf, type WaitingNow, waitingNow } from './live-figures.ts'
export { peopleThere } from './people-there.ts'
export { presenceOf, type PresenceFact } from './presence-view.ts'
export { type CapacityChange, lowerCapacity, raiseCapacity } from './raise-capacity.ts'
export { standingOf, type Standing } from './queue-standing.ts'
export { keepPlaceForCallback, leaveQueue, releaseContact } from './release-contact.ts'
export { routes } from './routes.ts'
export { type TimeWorked, timeWorked } from './time-worked.ts'

export const reactions: Reaction[] = [avoidRecused]
export const repeating: Repeating[] = []
export const loops = [floorLoop]

export async function prepare(_app: App): Promise<void> {}
