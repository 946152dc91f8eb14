import { ScopeWord, Version } from './access-words.ts'
import { Code, Id, Line, Maybe, Nothing, OneOf, type Operation, operation, RegionId, Type } from './operation.ts'

// The tree of units, and the roles and skills of the rulebook.

const Level = OneOf('group', 'province', 'city', 'county', 'hall', 'team', 'agency', 'department')
const Ownership = OneOf('own', 'partner', 'agency')
const UnitCode = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z0-9][a-z0-9-]*$' })

const Unit = Type.Object({
  id: Id,
  regionId: Maybe(Type.Integer()),
  parentId: Maybe(Id),
  path: Type.String(),
  level: Level,
  code: UnitCode,
  nameZh: Type.String(),
  nameEn: Type.String(),
  ownership: Ownership,
  active: Type.Boolean(),
  version: Version
})

export const listUnits = operation({
  id: 'listUnits',
  method: 'GET',
  path: '/api/units',
  summary: { zh: '单位树', en: 'The tree of units' },
  permission: 'signed-in',
  input: Nothing,
  output: Type.Object({
    items: Type.Array(Unit),
    regions: Type.Array(
      Type.Object({ id: Type.Integer(), code: Type.String(), nameZh: Type.String(), nameEn: Type.String() })
    )
  }),
  staleOn: ['unit.created', 'unit.changed', 'unit.moved', 'unit.deactivated', 'unit.reactivated']
})

export const createUnit = operation({
  id: 'createUnit',
  method: 'POST',
  path: '/api/units',
  summary: { zh: '新建单位', en: 'Add a unit' },
  permission: 'people.write',
  input: Type.Object({
    parentId: Id,
    level: Level,
    code: UnitCode,
    nameZh: Line(80),
    nameEn: Line(120),
    ownership: Type.Optional(Ownership),
    regionId: Type.Optional(RegionId)
  }),
  output: Unit,
  refusals: ['unit-code-taken', 'unit-inactive', 'unit-region-mismatch']
})

export const updateUnit = operation({
  id: 'updateUnit',
  method: 'PATCH',
  path: '/api/units/{unitId}',
  summary: { zh: '修改单位', en: 'Change a unit' },
  permission: 'people.write',
  input: Type.Object({
    unitId: Id,
    version: Version,
    level: Type.Optional(Level),
    nameZh: Type.Optional(Line(80)),
    nameEn: Type.Optional(Line(120)),
    ownership: Type.Optional(Ownership)
  }),
  output: Unit,
  refusals: ['changed-meanwhile']
})

export const moveUnit = operation({
  id: 'moveUnit',
  method: 'POST',
  path: '/api/units/{unitId}/move',
  summary: { zh: '调整单位上级', en: 'Move a unit below another' },
  permission: 'people.write',
  input: Type.Object({ unitId: Id, version: Version, parentId: Id }),
  output: Unit,
  refusals: ['changed-meanwhile', 'unit-inactive', 'unit-inside-itself', 'unit-region-mismatch']
})

export const deactivateUnit = operation({
  id: 'deactivateUnit',
  method: 'POST',
  path: '/api/units/{unitId}/deactivate',
  summary: { zh: '停用单位', en: 'Deactivate a unit' },
  permission: 'people.write',
  input: Type.Object({ unitId: Id, version: Version }),
  output: Unit,
  refusals: ['changed-meanwhile', 'unit-has-staff', 'unit-has-units']
})

export const reactivateUnit = operation({
  id: 'reactivateUnit',
  method: 'POST',
  path: '/api/units/{unitId}/reactivate',
  summary: { zh: '启用单位', en: 'Take a unit into use again' },
  permission: 'people.write',
  input: Type.Object({ unitId: Id, version: Version }),
  output: Unit,
  refusals: ['changed-meanwhile', 'unit-inactive']
})

const Role = Type.Object({
  code: Code,
  zh: Type.String(),
  en: Type.String(),
  grants: Type.Array(Type.Object({ verb: Type.String(), zh: Type.String(), en: Type.String(), scope: ScopeWord })),
  sees: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
  twoFactor: Type.Boolean(),
  service: Type.Boolean(),
  separateFrom: Type.Array(Code)
})

export const listRoles = operation({
  id: 'listRoles',
  method: 'GET',
  path: '/api/roles',
  summary: { zh: '角色与权限', en: 'Roles and what they may do' },
  permission: 'signed-in',
  input: Nothing,
  output: Type.Object({ items: Type.Array(Role) })
})

export const listSkills = operation({
  id: 'listSkills',
  method: 'GET',
  path: '/api/skills',
  summary: { zh: '技能目录', en: 'Skills' },
  permission: 'signed-in',
  input: Nothing,
  output: Type.Object({ items: Type.Array(Type.Object({ code: Code, zh: Type.String(), en: Type.String() })) })
})

export const unitOperations: readonly Operation[] = [
  listUnits,
  createUnit,
  updateUnit,
  moveUnit,
  deactivateUnit,
  reactivateUnit,
  listRoles,
  listSkills
]
