import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'

type Change = { event: string; verb: string; at: { regionId: number; customerId: string }; fields: string[]; data?: Record<string, unknown> }

/** Records what happened to a customer and audits who did it: names of fields, never their values. @norm CI-04 */
export async function recordChange(call: Call, { event, verb, at, fields, data }: Change): Promise<void> {
  await record(call, { name: event, regionId: at.regionId, subjectKind: 'customer', subjectId: at.customerId, data: { fields, ...data } })
  await audited(call, { verb, regionId: at.regionId, subjectKind: 'customer', subjectId: at.customerId, fields })
}
