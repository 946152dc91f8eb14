import type { getMyProfile as getOperation, updateMyProfile as updateOperation } from '@shouwen/contract/account'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { heldRoles } from './held-roles.ts'
import { type StaffActor, staffOf } from './own-account.ts'
import { regionsOf } from './regions-of.ts'
import { recoveryCodesLeft } from './second-factor.ts'

type Profile = OutputOf<typeof getOperation>

/** The person's own data, roles and the state of their account. */
export async function getMyProfile(call: Call): Promise<Profile> {
  const { id } = staffOf(call)
  const row = await call.tx
    .selectFrom('people.staff as staff')
    .leftJoin('people.account as account', 'account.staff_id', 'staff.id')
    .select([
      'staff.id',
      'name',
      'job_number',
      'login',
      'email',
      'phone',
      'language',
      'theme',
      'password_changed_at',
      'totp_enabled_at'
    ])
    .where('staff.id', '=', id)
    .executeTakeFirstOrThrow()
  const skills = await call.tx
    .selectFrom('people.staff_skill')
    .innerJoin('people.skill', 'people.skill.code', 'people.staff_skill.skill_code')
    .select(['code', 'name_zh as zh', 'name_en as en', 'level'])
    .where('staff_id', '=', id)
    .orderBy('code')
    .execute()
  const roles = await heldRoles(call.tx, id)
  return {
    id: row.id,
    name: row.name,
    jobNumber: row.job_number,
    login: row.login,
    email: row.email,
    phone: row.phone,
    language: row.language as Profile['language'],
    theme: row.theme as Profile['theme'],
    roles: roles.map(({ code, zh, en, unitId }) => ({ code, zh, en, unitId })),
    skills,
    passwordChangedAt: row.password_changed_at?.toISOString() ?? null,
    totpEnabledAt: row.totp_enabled_at?.toISOString() ?? null,
    recoveryCodesLeft: await recoveryCodesLeft(call.tx, id)
  }
}

/** Changes language, theme and the region worked in, nothing else: the rest of a person is the administration's to change. */
export async function updateMyProfile(call: Call, input: InputOf<typeof updateOperation>): Promise<Profile> {
  const person = staffOf(call)
  const { language, theme, regionId } = input
  if (regionId !== undefined) await checkRegion(call, person, regionId)
  if (language || theme || regionId !== undefined) {
    await call.tx
      .updateTable('people.staff')
      .set({
        ...(language ? { language } : {}),
        ...(theme ? { theme } : {}),
        ...(regionId === undefined ? {} : { working_region_id: regionId })
      })
      .where('id', '=', person.id)
      .execute()
    await record(call, {
      name: 'staff.changed',
      regionId: person.regionId,
      subjectKind: 'staff',
      subjectId: person.id,
      data: { fields: Object.keys(input).sort() }
    })
  }
  return getMyProfile(call)
}

/** Refuses with `not-found` a region there is none of, with `not-permitted` one the person's roles do not reach. */
async function checkRegion(call: Call, person: StaffActor, regionId: number): Promise<void> {
  const regions = await regionsOf(call, person)
  if (regions.some((region) => region.id === regionId)) return
  const known = await call.tx.selectFrom('platform.region').select('id').where('id', '=', regionId).executeTakeFirst()
  throw refuse(known ? 'not-permitted' : 'not-found')
}
