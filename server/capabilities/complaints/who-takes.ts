import type { Call } from '#platform/action'
import { staffOver, staffWithRole } from '#capabilities/people'
import type { Ticket } from '#capabilities/tickets'

export type Taker = { id: string; name: string; jobNumber: string }

/**
 * Who takes a matter over: the first of the roles, in their order, that somebody holds who is not kept away from it and is none of `except`.
 * `near` looks over the unit first, the nearest before others; then in the whole region. Null when nobody does. @norm TK-56 TK-26
 */
export async function whoTakes(call: Call, ticket: Ticket, roles: readonly string[], { near, except = [] }: { near: boolean; except?: readonly (string | null)[] }): Promise<Taker | null> {
  const fit = (people: readonly Taker[]) => people.find(({ id }) => !ticket.avoid_staff_ids.includes(id) && !except.includes(id)) ?? null
  if (near && ticket.unit_id)
    for (const role of roles) {
      const found = fit(await staffOver(call.tx, ticket.unit_id, [role]))
      if (found) return found
    }
  for (const role of roles) {
    const found = fit(await staffWithRole(call.tx, ticket.region_id, [role]))
    if (found) return { id: found.id, name: found.name, jobNumber: found.jobNumber }
  }
  return null
}
