import { Id, Instant, Maybe, type Operation, OneOf, operation, Page, Paging, Type } from './operation.ts'

const AuditWord = Type.String({ minLength: 1, maxLength: 80, pattern: '^[a-z0-9.*-]+$' })

/** @norm GV-03 */
export const listAudit = operation({
  id: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  summary: { zh: '审计记录：谁在何时因何看了或改了什么', en: 'The audit: who looked at or changed what, when and why' },
  permission: 'audit.read',
  input: Type.Object({
    ...Paging,
    regionId: Type.Optional(Type.Integer({ minimum: 0, maximum: 9999 })),
    actorId: Type.Optional(Id),
    subjectKind: Type.Optional(AuditWord),
    subjectId: Type.Optional(Id),
    /** A verb, or a prefix ending in `.*`. */
    verb: Type.Optional(AuditWord),
    outcome: Type.Optional(OneOf('done', 'denied')),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant)
  }),
  output: Page(
    Type.Object({
      id: Id,
      regionId: Type.Integer(),
      at: Instant,
      actorKind: Type.String(),
      actorId: Maybe(Id),
      actorName: Maybe(Type.String()),
      actorJobNumber: Maybe(Type.String()),
      verb: Type.String(),
      subjectKind: Maybe(Type.String()),
      subjectId: Maybe(Id),
      /** Of a person; other subjects are named by their own pages. */
      subjectName: Maybe(Type.String()),
      subjectJobNumber: Maybe(Type.String()),
      fields: Type.Array(Type.String()),
      purpose: Maybe(Type.String()),
      ip: Maybe(Type.String()),
      outcome: OneOf('done', 'denied'),
      requestId: Maybe(Type.String()),
      detail: Type.Record(Type.String(), Type.Unknown())
    })
  )
})

/** Words of the audit verbs of this capability; a verb missing here is a permission and has its words in the rulebook. */
export const peopleAuditVerbs = {
  'session.open': { zh: '登录', en: 'signed in' },
  'session.refuse': { zh: '登录失败', en: 'sign-in failed' },
  'session.close': { zh: '退出登录', en: 'signed out' },
  'session.revoke': { zh: '强制下线', en: 'sessions revoked' },
  'password.change': { zh: '修改口令', en: 'changed password' },
  'password.reset': { zh: '重置口令', en: 'password reset' },
  'second-factor.enable': { zh: '绑定动态码', en: 'enrolled a one-time-code app' },
  'second-factor.disable': { zh: '解除动态码', en: 'removed the one-time-code app' },
  'second-factor.renew-codes': { zh: '更换恢复码', en: 'new recovery codes' },
  'token.create': { zh: '创建令牌', en: 'created a token' },
  'token.revoke': { zh: '作废令牌', en: 'revoked a token' },
  'staff.read': { zh: '查看人员资料', en: 'looked at a person' },
  'staff.create': { zh: '新增人员', en: 'added a person' },
  'staff.update': { zh: '修改人员', en: 'changed a person' },
  'staff.deactivate': { zh: '停用人员', en: 'deactivated a person' },
  'staff.reactivate': { zh: '启用人员', en: 'took a person back' },
  'staff.set-roles': { zh: '设置角色', en: 'set roles' },
  'staff.set-skills': { zh: '设置技能', en: 'set skills' },
  'unit.create': { zh: '新建单位', en: 'added a unit' },
  'unit.update': { zh: '修改单位', en: 'changed a unit' },
  'unit.move': { zh: '移动单位', en: 'moved a unit' },
  'unit.deactivate': { zh: '停用单位', en: 'deactivated a unit' },
  'unit.reactivate': { zh: '启用单位', en: 'took a unit into use again' },
  'audit.read': { zh: '查看审计', en: 'read the audit' }
} as const

export const auditOperations: readonly Operation[] = [listAudit]
