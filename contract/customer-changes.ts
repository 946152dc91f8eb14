import { Area, atCustomer, ConsentPurpose, CustomerKind, CustomerLanguage, Grade, LineService, MeansKind, Preferences } from './customer-schemas.ts'
import { Code, Id, Instant, Line, LocalDate, Maybe, Nothing, OneOf, type Operation, operation, RegionId, Type } from './operation.ts'

// What people may change about a customer.

const Version = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })
const IdDocument = { idKind: Type.Optional(Maybe(Line(40))), idNumber: Type.Optional(Maybe(Line(60))) }
const MeansValue = { kind: MeansKind, value: Line(300), contactName: Type.Optional(Line(80)), preferred: Type.Optional(Type.Boolean()) }

export const createCustomer = operation({
  id: 'createCustomer',
  method: 'POST',
  path: '/api/customers',
  summary: { zh: '新建客户', en: 'Add a customer' },
  permission: 'customer.write',
  input: Type.Object({
    regionId: RegionId,
    kind: CustomerKind,
    name: Line(120),
    ...IdDocument,
    language: Type.Optional(CustomerLanguage),
    area: Type.Optional(Area),
    unitId: Type.Optional(Id),
    managerId: Type.Optional(Id),
    preferences: Type.Optional(Preferences),
    contactMeans: Type.Optional(Type.Array(Type.Object(MeansValue), { maxItems: 10 }))
  }),
  output: Type.Object({ regionId: Type.Integer(), id: Id, number: Type.String() }),
  refusals: ['customer-unit-unknown', 'customer-manager-unknown', 'contact-means-malformed']
})

export const updateCustomer = operation({
  id: 'updateCustomer',
  method: 'PATCH',
  path: '/api/customers/{regionId}/{customerId}',
  summary: { zh: '修改客户资料', en: 'Change a customer' },
  permission: 'customer.write',
  input: Type.Object({
    ...atCustomer,
    /** The version that was on the screen: changes of other fields since then are kept, of the same field are refused. */
    version: Version,
    name: Type.Optional(Line(120)),
    ...IdDocument,
    language: Type.Optional(CustomerLanguage),
    area: Type.Optional(Maybe(Area)),
    unitId: Type.Optional(Maybe(Id)),
    managerId: Type.Optional(Maybe(Id)),
    preferences: Type.Optional(Preferences)
  }),
  output: Type.Object({ version: Type.Integer() }),
  refusals: ['changed-meanwhile', 'customer-unit-unknown', 'customer-manager-unknown']
})

export const setCustomerGrade = operation({
  id: 'setCustomerGrade',
  method: 'PUT',
  path: '/api/customers/{regionId}/{customerId}/grade',
  summary: { zh: '设置客户等级与 VIP，注明理由', en: 'Set grade and VIP, with the reason' },
  permission: 'customer.write',
  input: Type.Object({ ...atCustomer, version: Version, grade: Grade, vip: Type.Boolean(), reason: Line(200) }),
  output: Type.Object({ version: Type.Integer() }),
  refusals: ['changed-meanwhile']
})

export const openLine = operation({
  id: 'openLine',
  method: 'POST',
  path: '/api/customers/{regionId}/{customerId}/lines',
  summary: { zh: '为客户添加线路', en: 'Add a line to a customer' },
  permission: 'customer.write',
  input: Type.Object({
    ...atCustomer,
    serviceNumber: Type.String({ minLength: 3, maxLength: 60, pattern: '^[0-9A-Za-z@._+ -]*[0-9A-Za-z][0-9A-Za-z@._+ -]*$' }),
    service: LineService,
    reach: Type.Optional(OneOf('within-province', 'cross-province')),
    planCode: Type.Optional(Code),
    address: Type.Optional(Line(300)),
    area: Type.Optional(Area),
    openedOn: Type.Optional(LocalDate)
  }),
  output: Type.Object({ id: Id }),
  refusals: ['service-number-taken', 'plan-unknown']
})

export const closeLine = operation({
  id: 'closeLine',
  method: 'POST',
  path: '/api/customers/{regionId}/{customerId}/lines/{lineId}/close',
  summary: { zh: '注销线路', en: 'Close a line' },
  permission: 'customer.write',
  input: Type.Object({ ...atCustomer, lineId: Id, closedOn: Type.Optional(LocalDate) }),
  output: Nothing,
  refusals: ['line-already-closed', 'line-closed-before-opened']
})

export const addContactMeans = operation({
  id: 'addContactMeans',
  method: 'POST',
  path: '/api/customers/{regionId}/{customerId}/contact-means',
  summary: { zh: '添加联系方式', en: 'Add a way to reach a customer' },
  permission: 'customer.write',
  input: Type.Object({ ...atCustomer, ...MeansValue }),
  output: Nothing,
  refusals: ['contact-means-malformed', 'too-many-contact-means']
})

export const preferContactMeans = operation({
  id: 'preferContactMeans',
  method: 'PUT',
  path: '/api/customers/{regionId}/{customerId}/contact-means/{meansId}/preferred',
  summary: { zh: '设为首选联系方式', en: 'Make this the preferred way' },
  permission: 'customer.write',
  input: Type.Object({ ...atCustomer, meansId: Id }),
  output: Nothing
})

export const removeContactMeans = operation({
  id: 'removeContactMeans',
  method: 'DELETE',
  path: '/api/customers/{regionId}/{customerId}/contact-means/{meansId}',
  summary: { zh: '删除联系方式', en: 'Remove a way to reach a customer' },
  permission: 'customer.write',
  input: Type.Object({ ...atCustomer, meansId: Id }),
  output: Nothing,
  refusals: ['under-legal-hold']
})

export const recordConsent = operation({
  id: 'recordConsent',
  method: 'POST',
  path: '/api/customers/{regionId}/{customerId}/consents',
  summary: { zh: '登记同意或撤回', en: 'Write down a consent or its withdrawal' },
  permission: 'customer.write',
  input: Type.Object({
    ...atCustomer,
    purpose: ConsentPurpose,
    granted: Type.Boolean(),
    source: OneOf('counter', 'phone', 'paper', 'email'),
    textVersion: Line(40)
  }),
  output: Nothing
})

export const issueServicePassword = operation({
  id: 'issueServicePassword',
  method: 'POST',
  path: '/api/customers/{regionId}/{customerId}/service-password',
  summary: { zh: '生成一次性服务密码（客户首次登录时更换）', en: 'Give a one-time service password; the customer chooses another at sign-in' },
  permission: 'customer.write',
  input: Type.Object({ ...atCustomer, lineId: Id }),
  output: Type.Object({ login: Type.String(), oneTimePassword: Type.String(), expiresAt: Instant }),
  refusals: ['line-already-closed']
})

export const customerChanges: readonly Operation[] = [
  createCustomer, updateCustomer, setCustomerGrade, openLine, closeLine,
  addContactMeans, preferContactMeans, removeContactMeans, recordConsent, issueServicePassword
]
