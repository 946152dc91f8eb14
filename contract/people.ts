import { events } from './events.ts'
import type { Operation } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

export const peopleRefusals = {
  'unit-code-taken': { status: 409, zh: '该单位编码已被使用', en: 'Another unit has this code' },
  'staff-region-needed': { status: 400, zh: '请指定所属省公司', en: 'A region must be named' },
  'staff-job-number-taken': { status: 409, zh: '该工号已被使用', en: 'Another person has this job number' },
  'staff-login-taken': { status: 409, zh: '该账号已被使用', en: 'Another person has this login' },
  'staff-email-taken': { status: 409, zh: '该邮箱已被使用', en: 'Another person has this e-mail address' },
  'staff-roles-separate': { status: 409, zh: '这两个角色不得由同一人担任', en: 'Nobody may hold both of these roles' }
} as const satisfies Record<string, RefusalEntry>

export const peopleEvents = events({
  'unit.created': { subject: 'unit', zh: '新建单位', en: 'unit created' }
})

export const peopleOperations: readonly Operation[] = []
