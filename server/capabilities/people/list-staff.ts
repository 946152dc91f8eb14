import { sql } from 'kysely'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listStaff as operation } from '@shouwen/contract/people'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { openCursor, pageOf } from '#platform/paging'
import { staffColumns } from './staff-writes.ts'

const USUAL_LIMIT = 50

/** People within the caller's reach, by job number. */
export async function listStaff(call: Call, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const limit = input.limit ?? USUAL_LIMIT
  const after = openCursor(input.cursor, 1)
  let query = call.tx
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
    .where(scopeFilter(call.actor, 'people.read', staffColumns))
  if (after) query = query.where('job_number', '>', String(after[0]))
  if (input.status) query = query.where('status', '=', input.status)
  if (input.search) query = query.where(matches(input.search))
  if (input.unitId)
    query = query.where(sql<boolean>`starts_with(unit.path, (select path from people.unit where id = ${input.unitId}))`)
  if (input.role)
    query = query.where(
      sql<boolean>`exists (select from people.staff_role held where held.staff_id = staff.id and held.role_code = ${input.role})`
    )
  if (input.skill)
    query = query.where(
      sql<boolean>`exists (select from people.staff_skill held where held.staff_id = staff.id and held.skill_code = ${input.skill})`
    )
  const rows = await query
    .orderBy('job_number')
    .limit(limit + 1)
    .execute()
  const roles = await rolesOf(
    call,
    rows.map((row) => row.id)
  )
  return pageOf(
    rows,
    limit,
    (row) => ({
      id: row.id,
      regionId: row.region_id,
      unitId: row.unit_id,
      unit: { zh: row.name_zh, en: row.name_en },
      jobNumber: row.job_number,
      name: row.name,
      status: row.status,
      roles: roles.get(row.id)?.map(({ role, unitId }) => ({ role, unitId })) ?? []
    }),
    (row) => [row.job_number]
  )
}

/** Part of the name or beginning of the job number; what people type has no wildcards. */
function matches(search: string) {
  const wanted = search.trim().toLowerCase()
  return sql<boolean>`(strpos(lower(staff.name), ${wanted}) > 0 or starts_with(lower(staff.job_number), ${wanted}))`
}

async function rolesOf(call: Call, staffIds: string[]) {
  const rows = await call.tx
    .selectFrom('people.staff_role')
    .select(['staff_id', 'role_code as role', 'unit_id as unitId'])
    .where((where) => where('staff_id', '=', where.fn.any(where.val(staffIds))))
    .orderBy('role_code')
    .execute()
  return Map.groupBy(rows, (row) => row.staff_id)
}
