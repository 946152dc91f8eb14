// What other capabilities may ask of compensation: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import { every, type Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { registerDelivery } from './deliver.ts'
import { passOn } from './pass-on.ts'

export { compensationOf } from './compensation-of.ts'
export { proposeCompensation, refuseCompensation } from './propose.ts'
export { recordFindings } from './record-findings.ts'
export { decideCompensation } from './decide.ts'
export { answerOffer } from './answer-offer.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = [every(60, 'compensation.pass-on', passOn)]

/** Registers the job that orders from billing. */
export async function prepare(_app: App): Promise<void> {
  registerDelivery()
}
