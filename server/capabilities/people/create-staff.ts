import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { createStaff as operation } from '@shouwen/contract/people'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { hashPassword } from './password-hash.ts'
import { oneTimePassword } from './password-rules.ts'
import { policy } from './policy.ts'
import { checkRoles, checkSkills } from './role-checks.ts'
import { createStaff as insertStaff } from './staff-records.ts'
import { staffChanged } from './staff-writes.ts'
import { unitToReceive } from './unit-writes.ts'

/** Adds a person with a one-time password that opens nothing but its own change. @norm GV-02 */
export async function createStaff(call: Call, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const { roles, skills = [], ...given } = input
  const unit = await unitToReceive(call, input.unitId)
  if (unit.regionId !== null && input.regionId !== undefined && input.regionId !== unit.regionId)
    throw refuse('unit-region-mismatch')
  await checkRoles(call, roles)
  await checkSkills(call, skills)
  const owner = { login: input.login ?? input.jobNumber.toLowerCase(), jobNumber: input.jobNumber }
  const password = oneTimePassword(owner, policy)
  const staff = await insertStaff(call.tx, {
    ...given,
    roles,
    skills: Object.fromEntries(skills.map(({ skill, level }) => [skill, level])),
    passwordHash: await hashPassword(password),
    mustChange: policy.first_password.must_change,
    createdAt: call.now
  })
  await staffChanged(call, staff, 'staff.created', 'staff.create', [], { roles })
  return { id: staff.id, login: owner.login, oneTimePassword: password, expiresAt: oneTimePasswordEnd(call.now) }
}

/** When a password given by somebody else stops working. */
export function oneTimePasswordEnd(givenAt: Date): string {
  return new Date(givenAt.getTime() + policy.first_password.valid_days * 86_400_000).toISOString()
}
