import { Version } from './access-words.ts'
import { accountOperations, accountRefusals } from './account.ts'
import { auditOperations } from './audit.ts'
import { events } from './events.ts'
import {
  Code,
  Id,
  Instant,
  Line,
  Maybe,
  OneOf,
  type Operation,
  operation,
  Page,
  Paging,
  PhraseSchema,
  RegionId,
  Type
} from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { unitOperations } from './units.ts'

// The people of the operator. Signing in is in account.ts, units and roles in units.ts, the audit in audit.ts.

const JobNumber = Type.String({ minLength: 1, maxLength: 32, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' })
const Login = Type.String({ minLength: 2, maxLength: 80, pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]*$' })
const Email = Type.String({ format: 'email', maxLength: 200 })
const Phone = Type.String({ maxLength: 20, pattern: '^\\+?[0-9][0-9 -]*$' })

const HeldRole = Type.Object({ role: Code, unitId: Id })
const HeldSkill = Type.Object({ skill: Code, level: Type.Integer({ minimum: 1, maximum: 5 }) })
const Status = OneOf('active', 'deactivated')
const StaffLine = Type.Object({
  id: Id,
  regionId: Type.Integer(),
  unitId: Id,
  unit: PhraseSchema,
  jobNumber: Type.String(),
  name: Type.String(),
  status: Status,
  roles: Type.Array(HeldRole)
})
const Staff = Type.Object({
  ...StaffLine.properties,
  skills: Type.Array(HeldSkill),
  language: OneOf('zh-CN', 'en'),
  /** Contact means and account facts only for those who may change people; null for all others. */
  email: Maybe(Type.String()),
  phone: Maybe(Type.String()),
  account: Maybe(
    Type.Object({
      login: Type.String(),
      hasPassword: Type.Boolean(),
      mustChange: Type.Boolean(),
      passwordChangedAt: Maybe(Instant),
      secondFactor: Type.Boolean(),
      lockedUntil: Maybe(Instant),
      lastSeenAt: Maybe(Instant),
      sessions: Type.Integer()
    })
  ),
  createdAt: Instant,
  version: Version
})

export const listStaff = operation({
  id: 'listStaff',
  method: 'GET',
  path: '/api/staff',
  summary: { zh: '人员列表', en: 'List people' },
  permission: 'people.read',
  input: Type.Object({
    ...Paging,
    /** Part of the name, or the beginning of the job number. */
    search: Type.Optional(Line(80)),
    /** This unit and all below it. */
    unitId: Type.Optional(Id),
    role: Type.Optional(Code),
    skill: Type.Optional(Code),
    status: Type.Optional(Status)
  }),
  output: Page(StaffLine),
  staleOn: ['staff.created', 'staff.changed', 'staff.roles-changed', 'staff.deactivated', 'staff.reactivated']
})

export const getStaff = operation({
  id: 'getStaff',
  method: 'GET',
  path: '/api/staff/{staffId}',
  summary: { zh: '查看人员', en: 'Look at a person' },
  permission: 'people.read',
  input: Type.Object({ staffId: Id }),
  output: Staff,
  staleOn: ['staff.changed', 'staff.roles-changed', 'staff.skills-changed', 'staff.deactivated', 'staff.reactivated']
})

const OneTimePassword = Type.Object({
  id: Id,
  login: Type.String(),
  oneTimePassword: Type.String(),
  expiresAt: Instant
})

export const createStaff = operation({
  id: 'createStaff',
  method: 'POST',
  path: '/api/staff',
  summary: { zh: '新增人员并生成一次性口令', en: 'Add a person with a one-time password' },
  permission: 'people.write',
  input: Type.Object({
    unitId: Id,
    regionId: Type.Optional(RegionId),
    jobNumber: JobNumber,
    name: Line(80),
    login: Type.Optional(Login),
    email: Type.Optional(Email),
    phone: Type.Optional(Phone),
    language: Type.Optional(OneOf('zh-CN', 'en')),
    roles: Type.Array(HeldRole, { maxItems: 10 }),
    skills: Type.Optional(Type.Array(HeldSkill, { maxItems: 50 }))
  }),
  output: OneTimePassword,
  refusals: [
    'staff-region-needed',
    'staff-job-number-taken',
    'staff-login-taken',
    'staff-email-taken',
    'staff-roles-separate',
    'role-unknown',
    'skill-unknown',
    'unit-inactive',
    'unit-region-mismatch'
  ]
})

export const updateStaff = operation({
  id: 'updateStaff',
  method: 'PATCH',
  path: '/api/staff/{staffId}',
  summary: { zh: '修改人员', en: 'Change a person' },
  permission: 'people.write',
  input: Type.Object({
    staffId: Id,
    version: Version,
    unitId: Type.Optional(Id),
    jobNumber: Type.Optional(JobNumber),
    name: Type.Optional(Line(80)),
    login: Type.Optional(Login),
    email: Type.Optional(Maybe(Email)),
    phone: Type.Optional(Maybe(Phone))
  }),
  output: Staff,
  refusals: [
    'changed-meanwhile',
    'staff-job-number-taken',
    'staff-login-taken',
    'staff-email-taken',
    'unit-inactive',
    'unit-region-mismatch'
  ]
})

export const deactivateStaff = operation({
  id: 'deactivateStaff',
  method: 'POST',
  path: '/api/staff/{staffId}/deactivate',
  summary: { zh: '停用人员，并在所有设备退出登录', en: 'Deactivate a person and sign them out everywhere' },
  permission: 'people.write',
  input: Type.Object({ staffId: Id, version: Version }),
  output: Staff,
  refusals: ['changed-meanwhile', 'staff-is-oneself']
})

export const reactivateStaff = operation({
  id: 'reactivateStaff',
  method: 'POST',
  path: '/api/staff/{staffId}/reactivate',
  summary: { zh: '重新启用人员', en: 'Take a person back' },
  permission: 'people.write',
  input: Type.Object({ staffId: Id, version: Version }),
  output: Staff,
  refusals: ['changed-meanwhile']
})

export const setStaffRoles = operation({
  id: 'setStaffRoles',
  method: 'PUT',
  path: '/api/staff/{staffId}/roles',
  summary: { zh: '设置人员角色', en: 'Set the roles of a person' },
  permission: 'people.write',
  input: Type.Object({ staffId: Id, version: Version, roles: Type.Array(HeldRole, { maxItems: 10 }) }),
  output: Staff,
  refusals: ['changed-meanwhile', 'staff-is-oneself', 'staff-roles-separate', 'role-unknown']
})

export const setStaffSkills = operation({
  id: 'setStaffSkills',
  method: 'PUT',
  path: '/api/staff/{staffId}/skills',
  summary: { zh: '设置人员技能', en: 'Set the skills of a person' },
  permission: 'people.write',
  input: Type.Object({ staffId: Id, version: Version, skills: Type.Array(HeldSkill, { maxItems: 50 }) }),
  output: Staff,
  refusals: ['changed-meanwhile', 'skill-unknown']
})

export const resetPassword = operation({
  id: 'resetPassword',
  method: 'POST',
  path: '/api/staff/{staffId}/reset-password',
  summary: { zh: '重置口令：生成一次性口令并解除锁定', en: 'Give a one-time password and lift a lock' },
  permission: 'people.write',
  input: Type.Object({ staffId: Id }),
  output: OneTimePassword,
  refusals: ['staff-is-oneself', 'staff-deactivated']
})

export const resetSecondFactor = operation({
  id: 'resetSecondFactor',
  method: 'POST',
  path: '/api/staff/{staffId}/reset-second-factor',
  summary: { zh: '解除他人的动态码', en: 'Remove a person’s one-time-code app' },
  permission: 'people.write',
  input: Type.Object({ staffId: Id }),
  output: Staff,
  refusals: ['staff-is-oneself', 'second-factor-not-enabled']
})

export const signOutStaff = operation({
  id: 'signOutStaff',
  method: 'POST',
  path: '/api/staff/{staffId}/sign-out',
  summary: { zh: '让某人在所有设备退出登录', en: 'Sign a person out everywhere' },
  permission: 'people.write',
  input: Type.Object({ staffId: Id }),
  output: Type.Object({ revoked: Type.Integer() })
})

export const peopleRefusals = {
  ...accountRefusals,
  'unit-code-taken': { status: 409, zh: '该单位编码已被使用', en: 'Another unit has this code' },
  'unit-inactive': { status: 409, zh: '该单位已停用', en: 'The unit is not in use' },
  'unit-inside-itself': { status: 409, zh: '单位不能移到自己的下级', en: 'A unit cannot move below itself' },
  'unit-region-mismatch': { status: 409, zh: '不能跨省公司', en: 'This would cross regions' },
  'unit-has-staff': { status: 409, zh: '单位内还有在岗人员', en: 'People still belong to the unit' },
  'unit-has-units': { status: 409, zh: '还有启用的下级单位', en: 'Units below are still in use' },
  'staff-region-needed': { status: 400, zh: '请指定所属省公司', en: 'A region must be named' },
  'staff-job-number-taken': { status: 409, zh: '该工号已被使用', en: 'Another person has this job number' },
  'staff-login-taken': { status: 409, zh: '该账号已被使用', en: 'Another person has this login' },
  'staff-email-taken': { status: 409, zh: '该邮箱已被使用', en: 'Another person has this e-mail address' },
  'staff-roles-separate': { status: 409, zh: '这两个角色不得由同一人担任', en: 'Nobody may hold both of these roles' },
  'staff-is-oneself': { status: 409, zh: '不能对自己进行此操作', en: 'Nobody may do this to themselves' },
  'staff-deactivated': { status: 409, zh: '该人员已停用', en: 'The person is deactivated' },
  'role-unknown': { status: 422, zh: '没有这个角色', en: 'There is no such role' },
  'skill-unknown': { status: 422, zh: '没有这项技能', en: 'There is no such skill' }
} as const satisfies Record<string, RefusalEntry>

export const peopleEvents = events({
  'unit.created': { subject: 'unit', zh: '新建单位', en: 'unit added' },
  'unit.changed': { subject: 'unit', zh: '修改单位', en: 'unit changed' },
  'unit.moved': { subject: 'unit', zh: '调整单位上级', en: 'unit moved' },
  'unit.deactivated': { subject: 'unit', zh: '停用单位', en: 'unit deactivated' },
  'unit.reactivated': { subject: 'unit', zh: '启用单位', en: 'unit taken into use again' },
  'staff.created': { subject: 'staff', zh: '新增人员', en: 'person added' },
  'staff.changed': { subject: 'staff', zh: '修改人员', en: 'person changed' },
  'staff.deactivated': { subject: 'staff', zh: '停用人员', en: 'person deactivated' },
  'staff.reactivated': { subject: 'staff', zh: '重新启用人员', en: 'person taken back' },
  'staff.roles-changed': { subject: 'staff', zh: '调整角色', en: 'roles changed' },
  'staff.skills-changed': { subject: 'staff', zh: '调整技能', en: 'skills changed' }
})

export const peopleOperations: readonly Operation[] = [
  ...accountOperations,
  ...unitOperations,
  listStaff,
  getStaff,
  createStaff,
  updateStaff,
  deactivateStaff,
  reactivateStaff,
  setStaffRoles,
  setStaffSkills,
  resetPassword,
  resetSecondFactor,
  signOutStaff,
  ...auditOperations
]
