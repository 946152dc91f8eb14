import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { newId } from '#platform/uuid7'
import { bumpOrganisation } from './revision.ts'

export const unitLevels = ['group', 'province', 'city', 'county', 'hall', 'team', 'agency', 'department'] as const
export type UnitLevel = (typeof unitLevels)[number]
export type Ownership = 'own' | 'partner' | 'agency'

export type Unit = {
  id: string
  regionId: number | null
  parentId: string | null
  path: string
  level: UnitLevel
  code: string
  nameZh: string
  nameEn: string
  ownership: Ownership
  active: boolean
  version: number
}

const columns = [
  'id',
  'region_id',
  'parent_id',
  'path',
  'level',
  'code',
  'name_zh',
  'name_en',
  'ownership',
  'active',
  'version'
] as const

/** Every unit, parents before children. */
export async function unitTree(tx: Call['tx']): Promise<Unit[]> {
  const rows = await tx.selectFrom('people.unit').select(columns).orderBy('path').execute()
  return rows.map(unitOfRow)
}

/** A unit and everything below it. */
export async function unitsUnder(tx: Call['tx'], unitId: string): Promise<Unit[]> {
  const rows = await tx
    .selectFrom('people.unit as unit')
    .innerJoin('people.unit as root', (join) =>
      join.on((on) => on.fn('starts_with', ['unit.path', 'root.path']), 'is', true)
    )
    .select(columns.map((column) => `unit.${column}` as const))
    .where('root.id', '=', unitId)
    .orderBy('unit.path')
    .execute()
  return rows.map(unitOfRow)
}

/** Refuses with `not-found` when there is no such unit. */
export async function getUnit(tx: Call['tx'], unitId: string): Promise<Unit> {
  const row = await tx.selectFrom('people.unit').select(columns).where('id', '=', unitId).executeTakeFirst()
  if (!row) throw refuse('not-found')
  return unitOfRow(row)
}

/** The unit a person belongs to. */
export async function unitOf(tx: Call['tx'], staffId: string): Promise<Unit> {
  const row = await tx
    .selectFrom('people.unit as unit')
    .innerJoin('people.staff as staff', 'staff.unit_id', 'unit.id')
    .select(columns.map((column) => `unit.${column}` as const))
    .where('staff.id', '=', staffId)
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return unitOfRow(row)
}

export type NewUnit = {
  id?: string
  parentId: string | null
  /** Taken from the parent when absent; null only above the regions. */
  regionId?: number | null
  level: UnitLevel
  /** Lower-case letters, digits and hyphens; part of the path, so it never changes. */
  code: string
  nameZh: string
  nameEn: string
  ownership?: Ownership
}

/** Adds a unit below its parent. Refuses with `unit-code-taken`. */
export async function createUnit(tx: Call['tx'], given: NewUnit): Promise<Unit> {
  const parent = given.parentId === null ? null : await getUnit(tx, given.parentId)
  const row = await tx
    .insertInto('people.unit')
    .values({
      id: given.id ?? newId(),
      region_id: given.regionId === undefined ? (parent?.regionId ?? null) : given.regionId,
      parent_id: given.parentId,
      path: `${parent?.path ?? '/'}${given.code}/`,
      level: given.level,
      code: given.code,
      name_zh: given.nameZh,
      name_en: given.nameEn,
      ownership: given.ownership ?? parent?.ownership ?? 'own',
      active: true
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning(columns)
    .executeTakeFirst()
  if (!row) throw refuse('unit-code-taken')
  await bumpOrganisation(tx)
  return unitOfRow(row)
}

type UnitRow = {
  id: string
  region_id: number | null
  parent_id: string | null
  path: string
  level: string
  code: string
  name_zh: string
  name_en: string
  ownership: string
  active: boolean
  version: number
}

export function unitOfRow(row: UnitRow): Unit {
  return {
    id: row.id,
    regionId: row.region_id,
    parentId: row.parent_id,
    path: row.path,
    level: row.level as UnitLevel,
    code: row.code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    ownership: row.ownership as Ownership,
    active: row.active,
    version: row.version
  }
}
