import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { unitToReceive } from './unit-writes.ts'

/** Every role exists and every unit it is to be held in is one the caller may change and in use. Refuses with `role-unknown`. */
export async function checkRoles(call: Call, roles: { role: string; unitId: string }[]): Promise<void> {
  const wanted = [...new Set(roles.map((held) => held.role))]
  if (wanted.length === 0) return
  const known = await call.tx
    .selectFrom('people.role')
    .select('code')
    .where('code', 'in', wanted)
    .where('active', '=', true)
    .execute()
  if (known.length < wanted.length) throw refuse('role-unknown')
  for (const unitId of new Set(roles.map((held) => held.unitId))) await unitToReceive(call, unitId)
}

/** Every skill exists. Refuses with `skill-unknown`. */
export async function checkSkills(call: Call, skills: { skill: string }[]): Promise<void> {
  const wanted = [...new Set(skills.map((held) => held.skill))]
  if (wanted.length === 0) return
  const known = await call.tx
    .selectFrom('people.skill')
    .select('code')
    .where('code', 'in', wanted)
    .where('active', '=', true)
    .execute()
  if (known.length < wanted.length) throw refuse('skill-unknown')
}
