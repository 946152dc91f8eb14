import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { setStaffRoles as operation } from '@shouwen/contract/people'
import type { Call } from '#platform/action'
import { staffView } from './get-staff.ts'
import { checkRoles } from './role-checks.ts'
import { writeRoles } from './staff-records.ts'
import { refuseOneself, staffChanged, staffToChange, writeStaff } from './staff-writes.ts'

/**
 * Replaces a person's roles; those that stay keep who granted them and when. Nobody changes their own, and the caller
 * must be allowed to change people in every unit where a role comes or goes. @norm GV-01
 */
export async function setStaffRoles(call: Call, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const staff = await staffToChange(call, input.staffId)
  refuseOneself(call, staff.id)
  const held = await call.tx
    .selectFrom('people.staff_role')
    .select(['role_code as role', 'unit_id as unitId', 'granted_at', 'granted_by'])
    .where('staff_id', '=', staff.id)
    .execute()
  const wanted = distinct(input.roles)
  const added = wanted.filter((one) => !held.some((other) => same(one, other)))
  const removed = held.filter((one) => !wanted.some((other) => same(one, other)))
  await checkRoles(call, [...added, ...removed.map(({ role, unitId }) => ({ role, unitId }))])
  await writeStaff(call, staff, input.version, {})
  for (const { role, unitId } of removed)
    await call.tx
      .deleteFrom('people.staff_role')
      .where('staff_id', '=', staff.id)
      .where('role_code', '=', role)
      .where('unit_id', '=', unitId)
      .execute()
  await writeRoles(call.tx, staff.id, added, call.actor.kind === 'staff' ? call.actor.id : null, call.now, wanted)
  const names = (roles: { role: string; unitId: string }[]) => roles.map(({ role, unitId }) => ({ role, unitId }))
  await staffChanged(call, staff, 'staff.roles-changed', 'staff.set-roles', [], {
    added: names(added),
    removed: names(removed)
  })
  return staffView(call, staff.id)
}

type Held = { role: string; unitId: string }
const same = (a: Held, b: Held) => a.role === b.role && a.unitId === b.unitId
const distinct = (roles: Held[]) => roles.filter((one, index) => roles.findIndex((other) => same(one, other)) === index)
