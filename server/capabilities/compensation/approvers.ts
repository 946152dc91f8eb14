import { chainFor } from '@shouwen/kernels/compensation/index'
import type { Call } from '#platform/action'
import { heldRoles, staffOver, staffWithRole } from '#capabilities/people'
import type { Ticket } from '#capabilities/tickets'
import { compensationRules } from './case-ticket.ts'

type Asked = { chain: string[]; step: number; waitingFor: string[] }

/** What somebody may grant alone in one case, by the best of their roles. Fen; 0 = nothing. @norm TK-48 */
export async function aloneFen(call: Call, staffId: string | null): Promise<number> {
  if (staffId === null) return 0
  const { alone } = compensationRules().authority
  const roles = await heldRoles(call.tx, staffId)
  return Math.max(0, ...roles.map(({ code }) => alone[code] ?? 0))
}

/** Steps of approval for an amount by their ids. */
export const stepsFor = (totalFen: number): string[] => chainFor(compensationRules().authority.steps, totalFen).map(({ id }) => id)

/**
 * Who may decide from this step on: holders of its roles over the ticket's unit, the nearest first, then others of the region. Never who proposed it, who
 * is complained about, or who decided an earlier step. A step with nobody left is passed up; null when nobody is left at all.
 * @norm TK-26
 */
export async function askFrom(call: Call, ticket: Ticket, chain: string[], from: number, excluded: readonly (string | null)[]): Promise<Asked | null> {
  const { steps } = compensationRules().authority
  const away = new Set([...excluded, ...ticket.avoid_staff_ids])
  const all = [...chain]
  for (let step = from; step < all.length; step++) {
    const at = steps.findIndex(({ id }) => id === all[step])
    const roles = steps[at]?.roles ?? []
    const near = ticket.unit_id ? await staffOver(call.tx, ticket.unit_id, roles) : []
    const far = await staffWithRole(call.tx, ticket.region_id, roles)
    const waitingFor = [...new Set([...near, ...far].map(({ id }) => id))].filter((id) => !away.has(id)).slice(0, 20)
    if (waitingFor.length > 0) return { chain: all, step, waitingFor }
    // The last step the amount needs has nobody: the next one up decides in its place.
    const above = steps[at + 1]
    if (step === all.length - 1 && above) all.push(above.id)
  }
  return null
}
