import { Id, Instant, Line, Maybe, Nothing, OneOf, type Operation, operation, Type } from './operation.ts'
import { OneTimeCode, Verb } from './access-words.ts'

// How one's own account is kept safe: second factor, sessions, tokens.

export const startTotp = operation({
  id: 'startTotp',
  method: 'POST',
  path: '/api/account/totp',
  summary: { zh: '开始绑定动态码', en: 'Begin to enrol a one-time-code app' },
  permission: 'signed-in',
  input: Nothing,
  output: Type.Object({ uri: Type.String(), secret: Type.String() }),
  refusals: ['session-needed', 'second-factor-enabled-already']
})

const RecoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String()) })

export const confirmTotp = operation({
  id: 'confirmTotp',
  method: 'POST',
  path: '/api/account/totp/confirm',
  summary: { zh: '用动态码确认绑定，并取得恢复码', en: 'Confirm the app with a code and receive recovery codes' },
  permission: 'signed-in',
  input: Type.Object({ code: OneTimeCode }),
  output: RecoveryCodes,
  refusals: [
    'session-needed',
    'second-factor-wrong',
    'second-factor-not-begun',
    'second-factor-enabled-already',
    'sign-in-locked'
  ]
})

export const disableTotp = operation({
  id: 'disableTotp',
  method: 'POST',
  path: '/api/account/totp/disable',
  summary: { zh: '解除动态码', en: 'Remove the one-time-code app' },
  permission: 'signed-in',
  input: Type.Object({ code: OneTimeCode }),
  output: Nothing,
  refusals: ['session-needed', 'second-factor-wrong', 'second-factor-not-enabled', 'sign-in-locked']
})

export const renewRecoveryCodes = operation({
  id: 'renewRecoveryCodes',
  method: 'POST',
  path: '/api/account/recovery-codes',
  summary: { zh: '重新生成恢复码，旧码作废', en: 'Make new recovery codes; the old ones end' },
  permission: 'signed-in',
  input: Type.Object({ code: OneTimeCode }),
  output: RecoveryCodes,
  refusals: ['session-needed', 'second-factor-wrong', 'second-factor-not-enabled', 'sign-in-locked']
})

export const listMySessions = operation({
  id: 'listMySessions',
  method: 'GET',
  path: '/api/account/sessions',
  summary: { zh: '我的登录设备', en: 'Where I am signed in' },
  permission: 'signed-in',
  input: Nothing,
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        current: Type.Boolean(),
        method: OneOf('password', 'oidc'),
        createdAt: Instant,
        lastSeenAt: Instant,
        expiresAt: Instant,
        ip: Maybe(Type.String()),
        userAgent: Maybe(Type.String()),
        secondFactor: Type.Boolean()
      })
    )
  })
})

export const revokeMySession = operation({
  id: 'revokeMySession',
  method: 'DELETE',
  path: '/api/account/sessions/{sessionId}',
  summary: { zh: '让某台设备退出登录', en: 'Sign out one device' },
  permission: 'signed-in',
  input: Type.Object({ sessionId: Id }),
  output: Nothing
})

export const revokeOtherSessions = operation({
  id: 'revokeOtherSessions',
  method: 'POST',
  path: '/api/account/sessions/revoke-others',
  summary: { zh: '让其他设备全部退出登录', en: 'Sign out everywhere else' },
  permission: 'signed-in',
  input: Nothing,
  output: Type.Object({ revoked: Type.Integer() })
})

const Token = Type.Object({
  id: Id,
  name: Type.String(),
  scopes: Type.Array(Verb),
  createdAt: Instant,
  expiresAt: Maybe(Instant),
  lastUsedAt: Maybe(Instant)
})

export const listMyTokens = operation({
  id: 'listMyTokens',
  method: 'GET',
  path: '/api/account/tokens',
  summary: { zh: '我的接口令牌', en: 'My API tokens' },
  permission: 'signed-in',
  input: Nothing,
  output: Type.Object({ items: Type.Array(Token) })
})

export const createMyToken = operation({
  id: 'createMyToken',
  method: 'POST',
  path: '/api/account/tokens',
  summary: { zh: '创建接口令牌（只显示一次）', en: 'Create an API token, shown once' },
  permission: 'token.create',
  input: Type.Object({
    name: Line(80),
    scopes: Type.Array(Verb, { minItems: 1, maxItems: 50, uniqueItems: true }),
    expiresInDays: Type.Integer({ minimum: 1, maximum: 730 })
  }),
  output: Type.Object({ id: Id, token: Type.String(), expiresAt: Instant }),
  refusals: ['session-needed', 'token-scope-not-held', 'too-many-tokens']
})

export const revokeMyToken = operation({
  id: 'revokeMyToken',
  method: 'DELETE',
  path: '/api/account/tokens/{tokenId}',
  summary: { zh: '作废接口令牌', en: 'Revoke an API token' },
  permission: 'signed-in',
  input: Type.Object({ tokenId: Id }),
  output: Nothing
})

export const accountSecurityOperations: readonly Operation[] = [
  startTotp,
  confirmTotp,
  disableTotp,
  renewRecoveryCodes,
  listMySessions,
  revokeMySession,
  revokeOtherSessions,
  listMyTokens,
  createMyToken,
  revokeMyToken
]
