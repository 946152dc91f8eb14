import { sql } from 'kysely'
import type { Scope } from '#platform/access'
import type { App } from '#platform/app-type'
import type { Call } from '#platform/action'
import { readRules } from './policy.ts'
import { bumpOrganisation } from './revision.ts'

type Words = { zh: string; en: string }
type RoleRule = Words & { grants: Record<string, Scope>; sees: string[]; two_factor?: boolean; service?: boolean }
export type RolesFile = {
  sensitive_classes: Record<string, Words>
  verbs: Record<string, Words>
  roles: Record<string, RoleRule>
  separate: string[][]
}

export const rolesFile: RolesFile = readRules('roles')
const skillsFile: { skills: Record<string, Words> } = readRules('skills')

/** Brings people.role and people.skill in line with the rulebook. Harmless to repeat; several processes may do it at once. */
export async function syncReferenceData(app: App): Promise<void> {
  await app.db.transaction().execute(async (tx) => {
    const roles = await upsertRoles(tx)
    await upsertSkills(tx)
    if (roles > 0) await bumpOrganisation(tx)
  })
}

/** Answers how many roles changed. */
async function upsertRoles(tx: Call['tx']): Promise<number> {
  const rows = Object.entries(rolesFile.roles).map(([code, rule]) => ({
    code,
    name_zh: rule.zh,
    name_en: rule.en,
    grants: JSON.stringify(rule.grants),
    sees: rule.sees,
    two_factor: rule.two_factor ?? false,
    service: rule.service ?? false,
    active: true
  }))
  const changed = await tx
    .insertInto('people.role')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('code')
        .doUpdateSet((set) => ({
          name_zh: set.ref('excluded.name_zh'),
          name_en: set.ref('excluded.name_en'),
          grants: set.ref('excluded.grants'),
          sees: set.ref('excluded.sees'),
          two_factor: set.ref('excluded.two_factor'),
          service: set.ref('excluded.service'),
          active: set.ref('excluded.active')
        }))
        .where(sql<boolean>`(role.name_zh, role.name_en, role.grants, role.sees, role.two_factor, role.service, role.active)
          is distinct from (excluded.name_zh, excluded.name_en, excluded.grants, excluded.sees, excluded.two_factor, excluded.service, excluded.active)`)
    )
    .returning('code')
    .execute()
  const retired = await tx
    .updateTable('people.role')
    .set({ active: false, grants: '{}', sees: [] })
    .where('active', '=', true)
    .where('code', 'not in', Object.keys(rolesFile.roles))
    .returning('code')
    .execute()
  return changed.length + retired.length
}

async function upsertSkills(tx: Call['tx']): Promise<void> {
  const rows = Object.entries(skillsFile.skills).map(([code, words]) => ({
    code,
    name_zh: words.zh,
    name_en: words.en,
    active: true
  }))
  await tx
    .insertInto('people.skill')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('code')
        .doUpdateSet((set) => ({
          name_zh: set.ref('excluded.name_zh'),
          name_en: set.ref('excluded.name_en'),
          active: set.ref('excluded.active')
        }))
        .where(
          sql<boolean>`(skill.name_zh, skill.name_en, skill.active) is distinct from (excluded.name_zh, excluded.name_en, excluded.active)`
        )
    )
    .execute()
  await tx
    .updateTable('people.skill')
    .set({ active: false })
    .where('active', '=', true)
    .where('code', 'not in', Object.keys(skillsFile.skills))
    .execute()
}
