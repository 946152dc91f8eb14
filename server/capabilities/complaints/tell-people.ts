import type { Call } from '#platform/action'
import { staffWithRole } from '#capabilities/people'
import { addFollowers, noteTicket, type Ticket } from '#capabilities/tickets'

const MOST = 20

/**
 * Tells the people of a region who hold one of the roles: they follow the ticket and find a word about it in their mentions. Who is kept away
 * from the matter is not told. Answers whom. @norm TK-56
 */
export async function tellRoles(call: Call, ticket: Ticket, roles: readonly string[], body: string): Promise<string[]> {
  if (roles.length === 0) return []
  const people = await staffWithRole(call.tx, ticket.region_id, roles)
  const ids = people.map(({ id }) => id).filter((id) => !ticket.avoid_staff_ids.includes(id)).slice(0, MOST)
  await tellPeople(call, ticket, ids, body)
  return ids
}

/** The same for people known by id. */
export async function tellPeople(call: Call, ticket: Ticket, ids: readonly string[], body: string): Promise<void> {
  if (ids.length === 0) return
  await addFollowers(call, ticket, ids)
  await noteTicket(asSystem(call), { regionId: ticket.region_id, id: ticket.id }, { body, mentions: [...ids] })
}

/** What follows by rule is written by the system, whoever set it off. */
export const asSystem = (call: Call): Call => ({ ...call, actor: { kind: 'system', name: 'complaints' } })
