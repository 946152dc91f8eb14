import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { newId } from '#platform/uuid7'
import { hashPassword } from './password-hash.ts'
import { bumpStaff } from './revision.ts'
import { rolesFile } from './sync-reference-data.ts'
import { getUnit } from './unit-tree.ts'

export type NewStaff = {
  id?: string
  unitId: string
  /** Needed only in a unit above the regions. */
  regionId?: number
  jobNumber: string
  name: string
  email?: string | null
  phone?: string | null
  language?: 'zh-CN' | 'en'
  /** The job number in lower case when absent. */
  login?: string
  password?: string
  /** Instead of `password` where many people are made at once: hashing takes 130 ms. */
  passwordHash?: string
  mustChange?: boolean
  /** Roles held in the person's own unit, or elsewhere when a unit is named. */
  roles?: (string | { role: string; unitId: string })[]
  /** Skill code → level 1..5. */
  skills?: Record<string, number>
  createdAt?: Date
}

/**
 * Adds a person with account, roles and skills; the password is not judged here, that is for the operations people use.
 * Refuses with `staff-job-number-taken`, `staff-login-taken`, `staff-email-taken` or `staff-roles-separate`.
 */
export async function createStaff(tx: Call['tx'], given: NewStaff): Promise<{ id: string; regionId: number }> {
  const unit = await getUnit(tx, given.unitId)
  const regionId = given.regionId ?? unit.regionId
  if (regionId === null) throw refuse('staff-region-needed')
  const createdAt = given.createdAt ?? new Date()
  const id = given.id ?? newId()
  await refuseTaken(tx, { jobNumber: given.jobNumber, login: loginOf(given), email: given.email })
  await tx
    .insertInto('people.staff')
    .values({
      id,
      region_id: regionId,
      unit_id: given.unitId,
      job_number: given.jobNumber,
      name: given.name,
      email: given.email ?? null,
      phone: given.phone ?? null,
      language: given.language ?? 'zh-CN',
      created_at: createdAt
    })
    .execute()
  const password_hash = given.passwordHash ?? (given.password === undefined ? null : await hashPassword(given.password))
  await tx
    .insertInto('people.account')
    .values({
      staff_id: id,
      login: loginOf(given),
      password_hash,
      password_changed_at: password_hash === null ? null : createdAt,
      must_change: given.mustChange ?? false
    })
    .execute()
  const roles = (given.roles ?? []).map((held) =>
    typeof held === 'string' ? { role: held, unitId: given.unitId } : held
  )
  await writeRoles(tx, id, roles, null, createdAt)
  await writeSkills(tx, id, given.skills ?? {})
  return { id, regionId }
}

const loginOf = (given: Pick<NewStaff, 'login' | 'jobNumber'>) => given.login ?? given.jobNumber.toLowerCase()

type Unique = { jobNumber?: string; login?: string; email?: string | null }

/** Job number, login and e-mail address are each one person's. `exceptId` is the person who already has them. */
export async function refuseTaken(tx: Call['tx'], given: Unique, exceptId?: string): Promise<void> {
  const { jobNumber } = given
  const login = given.login?.toLowerCase()
  const email = given.email?.toLowerCase()
  if (jobNumber === undefined && login === undefined && !email) return
  const people = await tx
    .selectFrom('people.staff as staff')
    .leftJoin('people.account as account', 'account.staff_id', 'staff.id')
    .select(['staff.id', 'staff.job_number', 'account.login'])
    .where((where) =>
      where.or([
        ...(jobNumber !== undefined ? [where('staff.job_number', '=', jobNumber)] : []),
        ...(login !== undefined ? [where(where.fn<string>('lower', ['account.login']), '=', login)] : []),
        ...(email ? [where(where.fn<string>('lower', ['staff.email']), '=', email)] : [])
      ])
    )
    .$if(exceptId !== undefined, (query) => query.where('staff.id', '!=', exceptId as string))
    .execute()
  if (people.some((person) => person.job_number === jobNumber)) throw refuse('staff-job-number-taken')
  if (people.some((person) => person.login?.toLowerCase() === login)) throw refuse('staff-login-taken')
  if (people.length > 0) throw refuse('staff-email-taken')
}

/** Adds a role in a unit; harmless to repeat. Refuses with `staff-roles-separate` when the rulebook keeps it apart from one already held. */
export async function grantRole(
  tx: Call['tx'],
  staffId: string,
  role: string,
  unitId: string,
  grantedBy: string | null = null
): Promise<void> {
  const held = await tx
    .selectFrom('people.staff_role')
    .select(['role_code as role', 'unit_id as unitId'])
    .where('staff_id', '=', staffId)
    .execute()
  if (held.some((other) => other.role === role && other.unitId === unitId)) return
  refuseSeparate([...held.map((other) => other.role), role])
  await writeRoles(tx, staffId, [{ role, unitId }], grantedBy, new Date())
  await bumpStaff(tx, staffId)
}

type Held = { role: string; unitId: string }

/** Inserts role rows. `all` are the roles the person will hold then: pairs the rulebook keeps apart are refused. @norm GV-01 */
export async function writeRoles(
  tx: Call['tx'],
  staffId: string,
  added: Held[],
  grantedBy: string | null,
  at: Date,
  all: Held[] = added
): Promise<void> {
  refuseSeparate(all.map((held) => held.role))
  if (added.length === 0) return
  await tx
    .insertInto('people.staff_role')
    .values(
      added.map(({ role, unitId }) => ({
        staff_id: staffId,
        role_code: role,
        unit_id: unitId,
        granted_at: at,
        granted_by: grantedBy
      }))
    )
    .execute()
}

/** Inserts skill rows. */
export async function writeSkills(tx: Call['tx'], staffId: string, skills: Record<string, number>): Promise<void> {
  const rows = Object.entries(skills).map(([skill_code, level]) => ({ staff_id: staffId, skill_code, level }))
  if (rows.length > 0) await tx.insertInto('people.staff_skill').values(rows).execute()
}

function refuseSeparate(roles: string[]): void {
  const broken = rolesFile.separate.find((pair) => pair.every((role) => roles.includes(role)))
  if (broken) throw refuse('staff-roles-separate', { roles: broken })
}
