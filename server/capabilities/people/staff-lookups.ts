import type { Call } from '#platform/action'

/** Names and job numbers of people, whatever their status; ids that do not exist are missing from the map. */
export async function staffNames(
  tx: Call['tx'],
  ids: readonly (string | null | undefined)[]
): Promise<Map<string, { name: string; jobNumber: string }>> {
  const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))]
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('people.staff')
    .select(['id', 'name', 'job_number'])
    .where((where) => where('id', '=', where.fn.any(where.val(wanted))))
    .execute()
  return new Map(rows.map((row) => [row.id, { name: row.name, jobNumber: row.job_number }]))
}

/** The unit somebody belongs to; null when there is no such person. */
export async function unitOfStaff(tx: Call['tx'], staffId: string): Promise<string | null> {
  const row = await tx.selectFrom('people.staff').select('unit_id').where('id', '=', staffId).executeTakeFirst()
  return row?.unit_id ?? null
}

export type StaffInUnit = {
  id: string
  regionId: number
  unitId: string
  name: string
  jobNumber: string
  skills: Record<string, number>
}

/** Active people whose own unit this is (teams below it are not included), by job number. */
export async function staffInUnit(tx: Call['tx'], unitId: string): Promise<StaffInUnit[]> {
  return withSkills(
    tx,
    await tx
      .selectFrom('people.staff')
      .select(columns)
      .where('unit_id', '=', unitId)
      .where('status', '=', 'active')
      .orderBy('job_number')
      .execute()
  )
}

/** Active people of a region who have the skill at that level or above, best first. */
export async function staffWithSkill(
  tx: Call['tx'],
  regionId: number,
  skill: string,
  minLevel = 1
): Promise<(StaffInUnit & { level: number })[]> {
  const rows = await tx
    .selectFrom('people.staff')
    .innerJoin('people.staff_skill', 'people.staff_skill.staff_id', 'people.staff.id')
    .select([...columns, 'people.staff_skill.level'])
    .where('region_id', '=', regionId)
    .where('status', '=', 'active')
    .where('skill_code', '=', skill)
    .where('level', '>=', minLevel)
    .orderBy('level', 'desc')
    .orderBy('job_number')
    .execute()
  const people = new Map((await withSkills(tx, rows)).map((person) => [person.id, person]))
  return rows.map((row) => ({ ...(people.get(row.id) as StaffInUnit), level: row.level }))
}

const columns = ['id', 'region_id', 'unit_id', 'name', 'job_number'] as const
type Row = { id: string; region_id: number; unit_id: string; name: string; job_number: string }

async function withSkills(tx: Call['tx'], rows: Row[]): Promise<StaffInUnit[]> {
  const ids = rows.map((row) => row.id)
  const held = await tx
    .selectFrom('people.staff_skill')
    .select(['staff_id', 'skill_code', 'level'])
    .where((where) => where('staff_id', '=', where.fn.any(where.val(ids))))
    .execute()
  const skills = Map.groupBy(held, (skill) => skill.staff_id)
  return rows.map((row) => ({
    id: row.id,
    regionId: row.region_id,
    unitId: row.unit_id,
    name: row.name,
    jobNumber: row.job_number,
    skills: Object.fromEntries((skills.get(row.id) ?? []).map((skill) => [skill.skill_code, skill.level]))
  }))
}

/** The person, when they are active and of this region. */
export async function staffInRegion(tx: Call['tx'], regionId: number, id: string): Promise<{ id: string; unitId: string; name: string; jobNumber: string } | null> {
  const row = await tx.selectFrom('people.staff').select(columns).where('id', '=', id).where('region_id', '=', regionId).where('status', '=', 'active').executeTakeFirst()
  return row ? { id: row.id, unitId: row.unit_id, name: row.name, jobNumber: row.job_number } : null
}

/** Active people of a region, and others who are named, with unit and skills, by id: who can be given work there at all. */
export async function staffOfRegion(tx: Call['tx'], regionId: number, others: readonly string[] = []): Promise<Map<string, StaffInUnit>> {
  const rows = await tx
    .selectFrom('people.staff')
    .select(columns)
    .where((where) => where.or([where('region_id', '=', regionId), where('id', '=', where.fn.any(where.val([...others])))]))
    .where('status', '=', 'active')
    .execute()
  return new Map((await withSkills(tx, rows)).map((person) => [person.id, person]))
}

/** Active people of a region who hold one of the roles, by job number. */
export async function staffWithRole(tx: Call['tx'], regionId: number, roles: readonly string[]): Promise<StaffInUnit[]> {
  return withSkills(
    tx,
    await tx
      .selectFrom('people.staff')
      .select(columns)
      .where('region_id', '=', regionId)
      .where('status', '=', 'active')
      .where((where) => where.exists(where.selectFrom('people.staff_role').select('role_code').whereRef('staff_id', '=', 'people.staff.id').where('role_code', 'in', [...roles])))
      .orderBy('job_number')
      .execute()
  )
}

/** Active people who hold one of the roles at the unit or anywhere above it, the nearest first. */
export async function staffOver(tx: Call['tx'], unitId: string, roles: readonly string[]): Promise<{ id: string; name: string; jobNumber: string }[]> {
  const rows = await tx
    .selectFrom('people.staff_role as held')
    .innerJoin('people.staff as staff', 'staff.id', 'held.staff_id')
    .innerJoin('people.unit as over', 'over.id', 'held.unit_id')
    .innerJoin('people.unit as below', (join) => join.on((on) => on.fn('starts_with', ['below.path', 'over.path']), 'is', true))
    .select(['staff.id', 'staff.name', 'staff.job_number', 'over.path'])
    .where('below.id', '=', unitId)
    .where('held.role_code', 'in', [...roles])
    .where('staff.status', '=', 'active')
    .orderBy('over.path', 'desc')
    .orderBy('staff.job_number')
    .limit(50)
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, jobNumber: row.job_number }))
}

/** Active people of a region who hold a role, wherever in it, by job number. */
export async function staffHolding(tx: Call['tx'], regionId: number, role: string): Promise<{ id: string; unitId: string }[]> {
  const rows = await tx
    .selectFrom('people.staff_role as held')
    .innerJoin('people.staff as staff', 'staff.id', 'held.staff_id')
    .select(['staff.id', 'staff.unit_id', 'staff.job_number'])
    .distinct()
    .where('held.role_code', '=', role)
    .where('staff.region_id', '=', regionId)
    .where('staff.status', '=', 'active')
    .orderBy('staff.job_number')
    .limit(200)
    .execute()
  return rows.map((row) => ({ id: row.id, unitId: row.unit_id }))
}
