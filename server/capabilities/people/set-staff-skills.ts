import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { setStaffSkills as operation } from '@shouwen/contract/people'
import type { Call } from '#platform/action'
import { staffView } from './get-staff.ts'
import { checkSkills } from './role-checks.ts'
import { writeSkills } from './staff-records.ts'
import { staffChanged, staffToChange, writeStaff } from './staff-writes.ts'

/** Replaces a person's skills; of a skill named twice the last level counts. */
export async function setStaffSkills(
  call: Call,
  input: InputOf<typeof operation>
): Promise<OutputOf<typeof operation>> {
  const staff = await staffToChange(call, input.staffId)
  await checkSkills(call, input.skills)
  await writeStaff(call, staff, input.version, {})
  await call.tx.deleteFrom('people.staff_skill').where('staff_id', '=', staff.id).execute()
  const skills = Object.fromEntries(input.skills.map(({ skill, level }) => [skill, level]))
  await writeSkills(call.tx, staff.id, skills)
  await staffChanged(call, staff, 'staff.skills-changed', 'staff.set-skills', [], { skills })
  return staffView(call, staff.id)
}
