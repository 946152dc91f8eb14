// What other capabilities may ask of the legal side: everything else in this folder is its own business.
import { allows } from '#platform/access'
import type { App } from '#platform/app-type'
import { holdBy } from '#platform/holds'
import { type Repeating, work } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { letSubjectSay } from '#capabilities/norms'
import { makePackJob } from './build-pack.ts'
import { holdsOn } from './holds.ts'
import { labelReview } from './labels.ts'
import { registerOwnParts } from './own-parts.ts'
import { registerReaders } from './pack-readers.ts'

export { openLinkedCase, recordCaseStep } from './case-steps.ts'
export { holdsOn } from './holds.ts'
export { addToPack, type PackCase, type PackMoment, type PackReader, type PackSection } from './pack-sections.ts'
export { packEvidence } from './pack-records.ts'
export { type Proof, proofForCustomer } from './proof.ts'
export { decideReferral, referToLegal } from './referrals.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = [labelReview]

/** Keeps what is held from being deleted, says who may read the promises of cases and referrals, and registers how packs are made. */
export async function prepare(_app: App): Promise<void> {
  holdBy(holdsOn)
  registerReaders()
  registerOwnParts()
  work(makePackJob)
  letSubjectSay('linked-case', async (call, { regionId, id }) => {
    const row = await call.tx
      .selectFrom('legal.linked_case')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .executeTakeFirst()
    return (
      row !== undefined &&
      allows(call.actor, 'legal.read', { regionId, unitId: row.unit_id, staffIds: [row.owner_id, row.recorded_by] })
    )
  })
  letSubjectSay('referral', async (call, { regionId, id }) => {
    const row = await call.tx
      .selectFrom('legal.referral')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .executeTakeFirst()
    return (
      row !== undefined &&
      allows(call.actor, 'legal.read', { regionId, unitId: row.unit_id, staffIds: [row.owner_id, row.referred_by] })
    )
  })
}
