import { Instant, Maybe, Nothing, OneOf, type Operation, operation, PhraseSchema, RegionId, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

// The customer's own door: sign in with a service number and the service password.

const Password = Type.String({ minLength: 1, maxLength: 128 })

export const portalSignIn = operation({
  id: 'portalSignIn',
  method: 'POST',
  path: '/api/portal/sign-in',
  summary: { zh: '客户用业务号码和服务密码登录', en: 'A customer signs in with service number and service password' },
  permission: 'public',
  input: Type.Object({
    serviceNumber: Type.String({ minLength: 3, maxLength: 60 }),
    password: Password,
    /** Needed with a one-time password, which opens nothing but the choice of another. */
    nextPassword: Type.Optional(Password)
  }),
  output: Nothing,
  refusals: ['portal-sign-in-failed', 'sign-in-locked', 'too-many-requests', 'service-password-must-change', 'service-password-expired', 'service-password-not-acceptable']
})

export const portalSignOut = operation({
  id: 'portalSignOut',
  method: 'POST',
  path: '/api/portal/sign-out',
  summary: { zh: '客户退出登录', en: 'The customer signs out' },
  permission: 'customer',
  input: Nothing,
  output: Nothing
})

export const getPortalSession = operation({
  id: 'getPortalSession',
  method: 'GET',
  path: '/api/portal/session',
  summary: { zh: '当前登录客户', en: 'The customer who is signed in' },
  permission: 'customer',
  input: Nothing,
  output: Type.Object({
    regionId: RegionId,
    regionName: PhraseSchema,
    customerId: Type.String(),
    number: Type.String(),
    name: Type.String(),
    kind: OneOf('person', 'organisation'),
    grade: OneOf('AAA', 'AA', 'A', 'ordinary'),
    vip: Type.Boolean(),
    language: Type.String(),
    lines: Type.Array(
      Type.Object({ id: Type.String(), serviceNumber: Type.String(), service: Type.String(), planName: Maybe(PhraseSchema), status: Type.String() })
    ),
    consents: Type.Array(Type.Object({ purpose: Type.String(), granted: Type.Boolean(), at: Instant })),
    passwordChangedAt: Instant,
    sessionEndsAt: Instant
  }),
  staleOn: ['customer.changed', 'customer.grade-changed', 'consent.given', 'consent.withdrawn']
})

export const changeServicePassword = operation({
  id: 'changeServicePassword',
  method: 'POST',
  path: '/api/portal/service-password',
  summary: { zh: '客户修改服务密码', en: 'The customer changes the service password' },
  permission: 'customer',
  input: Type.Object({ current: Password, next: Password }),
  output: Nothing,
  refusals: ['password-wrong', 'sign-in-locked', 'service-password-not-acceptable']
})

export const setMyConsent = operation({
  id: 'setMyConsent',
  method: 'POST',
  path: '/api/portal/consents',
  summary: { zh: '客户本人同意或撤回', en: 'The customer gives or withdraws a consent' },
  permission: 'customer',
  input: Type.Object({
    purpose: OneOf('service-notices', 'marketing', 'surveys', 'recording', 'third-party'),
    granted: Type.Boolean(),
    textVersion: Type.String({ minLength: 1, maxLength: 40, pattern: '^[\\w.-]+$' })
  }),
  output: Nothing
})

/** Why a service password is not acceptable; the refusal names these in its details. @norm GV-02 */
export const servicePasswordFaultWords = {
  'too-short': { zh: '太短', en: 'too short' },
  'too-long': { zh: '太长', en: 'too long' },
  'too-few-classes': { zh: '字母、数字、符号的种类不够', en: 'too few of letters, digits and symbols' },
  'same-character-run': { zh: '同一字符连续太多', en: 'repeats one character too often in a row' },
  'contains-service-number': { zh: '含有业务号码的一部分', en: 'holds part of the service number' },
  'same-as-before': { zh: '与原密码相同', en: 'is the same as before' }
} as const

export const portalRefusals = {
  'portal-sign-in-failed': { status: 401, zh: '业务号码或服务密码不正确', en: 'Service number or service password is not right' },
  'service-password-must-change': { status: 409, zh: '这是一次性密码，请设置新的服务密码', en: 'This password works once: choose a new one' },
  'service-password-expired': { status: 401, zh: '一次性密码已过期，请联系客服重新获取', en: 'The one-time password has expired; ask us for another' },
  'service-password-not-acceptable': { status: 422, zh: '新服务密码不符合规则', en: 'The new service password does not meet the rules' }
} as const satisfies Record<string, RefusalEntry>

export const portalOperations: readonly Operation[] = [
  portalSignIn, portalSignOut, getPortalSession, changeServicePassword, setMyConsent
]
