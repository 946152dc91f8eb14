import type { Call } from '#platform/action'

export type RoleOfPerson = {
  code: string
  zh: string
  en: string
  unitId: string
  twoFactor: boolean
  service: boolean
}

/** The roles a person holds, with their words and where they were granted. */
export async function heldRoles(tx: Call['tx'], staffId: string): Promise<RoleOfPerson[]> {
  const rows = await tx
    .selectFrom('people.staff_role')
    .innerJoin('people.role', 'people.role.code', 'people.staff_role.role_code')
    .select(['code', 'name_zh', 'name_en', 'unit_id', 'two_factor', 'service'])
    .where('staff_id', '=', staffId)
    .where('active', '=', true)
    .orderBy('code')
    .orderBy('unit_id')
    .execute()
  return rows.map((row) => ({
    code: row.code,
    zh: row.name_zh,
    en: row.name_en,
    unitId: row.unit_id,
    twoFactor: row.two_factor,
    service: row.service
  }))
}
