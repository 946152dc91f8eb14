import type { Call } from '#platform/action'
import { staffWithRole } from '#capabilities/people'
import { getTicket } from '#capabilities/tickets'
import { partsOf, type Ruling } from './ruling-row.ts'
import { loopRules } from './rules.ts'

/**
 * Who decides when departments do not agree: the first by role and job number who belongs to none of them, did not propose the ruling, is not
 * kept away from the ticket, does not handle it, and had it not before. Null when there is nobody. @norm TK-26 TK-17
 */
export async function arbiterFor(call: Call, row: Ruling): Promise<string | null> {
  const ticket = await getTicket(call, { regionId: row.region_id, id: row.ticket_id })
  const units = new Set((await partsOf(call.tx, row)).map(({ unit_id }) => unit_id))
  const away = new Set([...ticket.avoid_staff_ids, ...row.former_arbiters, row.proposed_by, ticket.owner_id, ticket.assignee_id])
  for (const role of loopRules().arbiters) {
    const found = (await staffWithRole(call.tx, row.region_id, [role])).find(({ id, unitId }) => !away.has(id) && !units.has(unitId))
    if (found) return found.id
  }
  return null
}
