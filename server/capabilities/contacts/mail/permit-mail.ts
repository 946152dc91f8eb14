import { grantsFor, permit } from '#platform/access'
import type { Call } from '#platform/action'
import type { MailIn } from './mail-in.ts'

/**
 * May the actor deal with mail that came to a mailbox without a queue? Such mail belongs to no unit before it is a ticket, so it is for
 * whoever gives out the work of a whole branch of the region.
 */
export function leadsIn(call: Pick<Call, 'actor'>, regionId: number): boolean {
  return grantsFor(call.actor, 'contact.assign').some(
    (grant) => grant.scope === 'all' || (grant.regionId === regionId && ['subtree', 'region'].includes(grant.scope))
  )
}

/** Checks that the actor may deal with a mail no conversation has; refuses with `not-permitted`. */
export function permitMail(call: Call, { region_id, unit_id }: Pick<MailIn, 'region_id' | 'unit_id'>): void {
  if (unit_id === null && leadsIn(call, region_id)) return
  permit(call, 'contact.assign', { regionId: region_id, unitId: unit_id })
}
