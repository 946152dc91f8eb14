import { customerChanges } from './customer-changes.ts'
import {
  Area,
  atCustomer,
  CustomerKind,
  Grade,
  MeansKind,
  NamedStaff,
  NamedUnit,
  PersonalClass,
  Preferences
} from './customer-schemas.ts'
import { events } from './events.ts'
import {
  Code,
  Id,
  Instant,
  LocalDate,
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
import { portalOperations, portalRefusals } from './portal.ts'
import type { RefusalEntry } from './refusals.ts'

export * from './customer-changes.ts'
export * from './customer-schemas.ts'

// Whom we serve. Personal data comes masked by class; what a role may not see is opened by `unmaskCustomer` with a stated purpose.

const Summary = Type.Object({
  regionId: Type.Integer(),
  id: Id,
  number: Type.String(),
  kind: CustomerKind,
  name: Type.String(),
  grade: Grade,
  vip: Type.Boolean(),
  status: Type.String(),
  unitId: Maybe(Id),
  managerId: Maybe(Id),
  phone: Maybe(Type.String()),
  serviceNumber: Maybe(Type.String()),
  lineCount: Type.Integer(),
  createdAt: Instant
})

/** A POST, because what people search for (names, telephone numbers) must not stand in a URL. */
export const listCustomers = operation({
  id: 'listCustomers',
  method: 'POST',
  path: '/api/customers/search',
  summary: {
    zh: '客户列表与查找：姓名或编号的一部分，完整的电话或业务号码',
    en: 'List and find customers: part of a name or customer number, a whole telephone or service number'
  },
  permission: 'customer.read',
  input: Type.Object({
    ...Paging,
    q: Type.Optional(Type.String({ maxLength: 100 })),
    regionId: Type.Optional(RegionId),
    unitId: Type.Optional(Id),
    managerId: Type.Optional(Id),
    kind: Type.Optional(CustomerKind),
    grade: Type.Optional(Grade),
    vip: Type.Optional(Type.Boolean())
  }),
  output: Page(Summary),
  staleOn: ['customer.created', 'customer.changed', 'customer.grade-changed']
})

const ServiceLine = Type.Object({
  id: Id,
  serviceNumber: Type.String(),
  service: Type.String(),
  reach: Maybe(Type.String()),
  plan: Maybe(Type.Object({ code: Type.String(), name: PhraseSchema, monthlyFeeCents: Type.Integer() })),
  address: Maybe(Type.String()),
  area: Maybe(Area),
  status: Type.String(),
  openedOn: LocalDate,
  closedOn: Maybe(LocalDate)
})

export const getCustomer = operation({
  id: 'getCustomer',
  method: 'GET',
  path: '/api/customers/{regionId}/{customerId}',
  summary: { zh: '客户全景', en: 'Everything we know about a customer' },
  permission: 'customer.read',
  input: Type.Object(atCustomer),
  output: Type.Object({
    regionId: Type.Integer(),
    id: Id,
    number: Type.String(),
    kind: CustomerKind,
    name: Type.String(),
    grade: Grade,
    vip: Type.Boolean(),
    status: Type.String(),
    statusReason: Maybe(Type.String()),
    idKind: Maybe(Type.String()),
    idNumber: Maybe(Type.String()),
    language: Type.String(),
    area: Maybe(Area),
    preferences: Preferences,
    unit: NamedUnit,
    manager: NamedStaff,
    /** Open lines first, the newest of each; more by `listCustomerLines`. */
    lines: Type.Array(ServiceLine),
    lineCount: Type.Integer(),
    contactMeans: Type.Array(
      Type.Object({
        id: Id,
        kind: MeansKind,
        value: Type.String(),
        contactName: Maybe(Type.String()),
        preferred: Type.Boolean(),
        verifiedAt: Maybe(Instant)
      })
    ),
    /** What holds now for each purpose ever asked about. */
    consents: Type.Array(
      Type.Object({
        purpose: Type.String(),
        granted: Type.Boolean(),
        source: Type.String(),
        textVersion: Type.String(),
        recordedBy: NamedStaff,
        at: Instant
      })
    ),
    gradeHistory: Type.Array(
      Type.Object({
        gradeBefore: Grade,
        gradeAfter: Grade,
        vipBefore: Type.Boolean(),
        vipAfter: Type.Boolean(),
        reason: Type.String(),
        changedBy: NamedStaff,
        at: Instant
      })
    ),
    portalAccount: Maybe(Type.Object({ login: Type.String(), mustChange: Type.Boolean(), changedAt: Instant })),
    version: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
    /** Classes of personal data shown in part here. */
    masked: Type.Array(PersonalClass),
    can: Type.Object({ write: Type.Boolean(), unmask: Type.Boolean(), readAudit: Type.Boolean() })
  }),
  staleOn: ['customer.created', 'customer.changed', 'customer.grade-changed', 'consent.given', 'consent.withdrawn']
})

export const listCustomerLines = operation({
  id: 'listCustomerLines',
  method: 'GET',
  path: '/api/customers/{regionId}/{customerId}/lines',
  summary: { zh: '客户的全部线路', en: 'All lines of a customer' },
  permission: 'customer.read',
  input: Type.Object({ ...atCustomer, ...Paging }),
  output: Page(ServiceLine),
  staleOn: ['customer.changed']
})

export const unmaskCustomer = operation({
  id: 'unmaskCustomer',
  method: 'POST',
  path: '/api/customers/{regionId}/{customerId}/unmask',
  summary: { zh: '注明用途后查看完整个人信息（留痕）', en: 'See personal data in full for a stated purpose; recorded' },
  permission: 'customer.unmask',
  input: Type.Object({
    ...atCustomer,
    purpose: Type.String({
      minLength: 4,
      maxLength: 200,
      pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$'
    }),
    fields: Type.Array(PersonalClass, { minItems: 1, maxItems: 5, uniqueItems: true }),
    /** Only this line or way to reach the customer. */
    itemId: Type.Optional(Id)
  }),
  output: Type.Object({
    name: Maybe(Type.String()),
    idNumber: Maybe(Type.String()),
    contactMeans: Type.Array(Type.Object({ id: Id, value: Maybe(Type.String()), contactName: Maybe(Type.String()) })),
    lines: Type.Array(Type.Object({ id: Id, serviceNumber: Maybe(Type.String()), address: Maybe(Type.String()) }))
  })
})

export const listCustomerAudit = operation({
  id: 'listCustomerAudit',
  method: 'GET',
  path: '/api/customers/{regionId}/{customerId}/audit',
  summary: { zh: '谁查看或修改过这位客户', en: 'Who looked at or changed this customer' },
  permission: 'audit.read',
  input: Type.Object({ ...atCustomer, ...Paging }),
  output: Page(
    Type.Object({
      id: Id,
      at: Instant,
      actorKind: Type.String(),
      actorName: Maybe(Type.String()),
      actorJobNumber: Maybe(Type.String()),
      verb: Type.String(),
      fields: Type.Array(Type.String()),
      purpose: Maybe(Type.String()),
      outcome: OneOf('done', 'denied')
    })
  )
})

export const listPlans = operation({
  id: 'listPlans',
  method: 'GET',
  path: '/api/plans',
  summary: { zh: '套餐', en: 'Plans' },
  permission: 'signed-in',
  input: Type.Object({ ...Paging, kind: Type.Optional(Code), onSale: Type.Optional(Type.Boolean()) }),
  output: Page(
    Type.Object({
      code: Type.String(),
      kind: Type.String(),
      name: PhraseSchema,
      monthlyFeeCents: Type.Integer(),
      onSale: Type.Boolean()
    })
  )
})

export const customerRefusals = {
  ...portalRefusals,
  'customer-unit-unknown': {
    status: 422,
    zh: '没有这个单位，或不属于该省公司',
    en: 'There is no such unit in this region'
  },
  'customer-manager-unknown': { status: 422, zh: '没有这位客户经理', en: 'There is no such account manager' },
  'contact-means-malformed': {
    status: 422,
    zh: '电话或邮箱的写法不正确',
    en: 'The telephone number or e-mail address is not well formed'
  },
  'too-many-contact-means': {
    status: 409,
    zh: '联系方式数量已达上限',
    en: 'There are too many ways to reach this customer'
  },
  'service-number-taken': { status: 409, zh: '该业务号码正在使用中', en: 'This service number is in use' },
  'plan-unknown': { status: 422, zh: '没有这个套餐', en: 'There is no such plan' },
  'line-already-closed': { status: 409, zh: '该线路已注销', en: 'The line is closed' },
  'line-closed-before-opened': {
    status: 422,
    zh: '注销日期早于开通日期',
    en: 'The line would be closed before it was opened'
  }
} as const satisfies Record<string, RefusalEntry>

export const customerEvents = events({
  'customer.created': { subject: 'customer', zh: '新建客户', en: 'customer added' },
  'customer.changed': { subject: 'customer', zh: '客户资料变更', en: 'customer changed' },
  'customer.grade-changed': { subject: 'customer', zh: '客户等级变更', en: 'grade changed' },
  'consent.given': { subject: 'customer', zh: '客户同意', en: 'consent given' },
  'consent.withdrawn': { subject: 'customer', zh: '客户撤回同意', en: 'consent withdrawn' }
})

/** Words of the audit verbs of this capability that are not permissions. */
export const customerAuditVerbs = {
  'customer.search': { zh: '查找客户', en: 'searched customers' },
  'customer.grade': { zh: '设置客户等级', en: 'set a grade' },
  'customer.consent': { zh: '登记同意或撤回', en: 'wrote down a consent' },
  'service-password.issue': { zh: '生成一次性服务密码', en: 'gave a one-time service password' },
  'service-password.change': { zh: '客户修改服务密码', en: 'customer changed the service password' },
  'portal-session.open': { zh: '客户登录', en: 'customer signed in' },
  'portal-session.refuse': { zh: '客户登录失败', en: 'customer sign-in failed' },
  'portal-session.close': { zh: '客户退出登录', en: 'customer signed out' }
} as const

export const customerOperations: readonly Operation[] = [
  listCustomers,
  getCustomer,
  listCustomerLines,
  unmaskCustomer,
  listCustomerAudit,
  listPlans,
  ...customerChanges,
  ...portalOperations
]
