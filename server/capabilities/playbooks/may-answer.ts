import type { PlaybookStep } from '@shouwen/kernels/playbook/index'
import { allows, permit, regionsFor } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { heldRoles } from '#capabilities/people'
import type { ProposalRow } from './proposals.ts'

type Placed = Pick<ProposalRow, 'region_id' | 'unit_id'>

/**
 * May the actor say yes or no to this step? They need the permission where its queues stand, and one of the roles the playbook names.
 * Refuses with `not-permitted` and `playbook-not-yours-to-approve`. @norm WF-24
 */
export async function permitAnswer(call: Call, { region_id, unit_id }: Placed, step: PlaybookStep): Promise<void> {
  permit(call, 'playbook.execute', { regionId: region_id, unitId: unit_id })
  if (!(await holdsRoleOf(call, step))) throw refuse('playbook-not-yours-to-approve', { roles: step.approve })
}

/** The same as a question, for the card. */
export async function mayAnswer(call: Call, { region_id, unit_id }: Placed, step: PlaybookStep): Promise<boolean> {
  return allows(call.actor, 'playbook.execute', { regionId: region_id, unitId: unit_id }) && (await holdsRoleOf(call, step))
}

async function holdsRoleOf(call: Call, step: PlaybookStep): Promise<boolean> {
  if (call.actor.kind === 'system') return true
  if (call.actor.kind !== 'staff') return false
  const roles = await heldRoles(call.tx, call.actor.id)
  return roles.some(({ code }) => step.approve.includes(code))
}

/** Refuses with `not-permitted` whoever holds the verb for no part of the region: how playbooks stand is told to all who hold it for some. */
export function permitSomewhere(call: Call, verb: string, regionId: number): void {
  if (!holdsSomewhere(call, verb, regionId)) permit(call, verb, { regionId })
}

export const holdsSomewhere = (call: Call, verb: string, regionId: number): boolean => regionsFor(call.actor, verb)?.includes(regionId) ?? true
