import { sql } from 'kysely'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { getStaff as operation } from '@shouwen/contract/people'
import { allows, permit } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { loginKey } from './sign-in-attempts.ts'
import { idleLimit } from './sessions.ts'
import { getStaffRecord } from './staff-writes.ts'

type Staff = OutputOf<typeof operation>

/** A person with roles and skills; contact means and account only for those who may change people, which is audited. */
export async function getStaff(call: Call, input: InputOf<typeof operation>): Promise<Staff> {
  const staff = await getStaffRecord(call.tx, input.staffId)
  permit(call, 'people.read', staff, 'people.read')
  const person = await staffView(call, staff.id, allows(call.actor, 'people.write', staff))
  if (person.account)
    await audited(call, {
      verb: 'staff.read',
      regionId: staff.regionId,
      subjectKind: 'staff',
      subjectId: staff.id,
      fields: ['account', 'email', 'phone']
    })
  return person
}

/** The answer to every operation that changes a person: whoever may change them sees all of it. */
export async function staffView(call: Call, staffId: string, withAccount = true): Promise<Staff> {
  const row = await call.tx
    .selectFrom('people.staff as staff')
    .innerJoin('people.unit as unit', 'unit.id', 'staff.unit_id')
    .select([
      'staff.id',
      'staff.region_id',
      'unit_id',
      'unit.name_zh',
      'unit.name_en',
      'job_number',
      'staff.name',
      'status'
    ])
    .select(['language', 'email', 'phone', 'created_at', 'staff.version'])
    .where('staff.id', '=', staffId)
    .executeTakeFirstOrThrow()
  const roles = await call.tx
    .selectFrom('people.staff_role')
    .select(['role_code as role', 'unit_id as unitId'])
    .where('staff_id', '=', staffId)
    .orderBy('role_code')
    .execute()
  const skills = await call.tx
    .selectFrom('people.staff_skill')
    .select(['skill_code as skill', 'level'])
    .where('staff_id', '=', staffId)
    .orderBy('skill_code')
    .execute()
  return {
    id: row.id,
    regionId: row.region_id,
    unitId: row.unit_id,
    unit: { zh: row.name_zh, en: row.name_en },
    jobNumber: row.job_number,
    name: row.name,
    status: row.status,
    roles,
    skills,
    language: row.language,
    email: withAccount ? row.email : null,
    phone: withAccount ? row.phone : null,
    account: withAccount ? await accountView(call, staffId) : null,
    createdAt: row.created_at.toISOString(),
    version: row.version
  }
}

async function accountView(call: Call, staffId: string): Promise<Staff['account']> {
  const account = await call.tx
    .selectFrom('people.account')
    .select(['login', 'must_change', 'password_changed_at', 'totp_enabled_at'])
    .select(sql<boolean>`password_hash is not null`.as('hasPassword'))
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  if (!account) return null
  const failure = await call.tx
    .selectFrom('people.sign_in_failure')
    .select('locked_until')
    .where('login_hash', '=', loginKey(account.login))
    .where('locked_until', '>', call.now)
    .executeTakeFirst()
  const sessions = await call.tx
    .selectFrom('people.session')
    .select((select) => [select.fn.max('last_seen_at').as('lastSeenAt')])
    .select(
      sql<number>`count(*) filter (where revoked_at is null and expires_at > ${call.now} and last_seen_at > ${idleLimit(call.now)})`.as(
        'open'
      )
    )
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow()
  return {
    login: account.login,
    hasPassword: account.hasPassword,
    mustChange: account.must_change,
    passwordChangedAt: account.password_changed_at?.toISOString() ?? null,
    secondFactor: account.totp_enabled_at !== null,
    lockedUntil: failure?.locked_until?.toISOString() ?? null,
    lastSeenAt: (sessions.lastSeenAt as Date | null)?.toISOString() ?? null,
    sessions: sessions.open
  }
}
