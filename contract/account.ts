import { Language, OneTimeCode, ScopeWord, Theme, Verb } from './access-words.ts'
import { accountSecurityOperations } from './account-security.ts'
import {
  Code,
  Id,
  Instant,
  Line,
  Maybe,
  Nothing,
  OneOf,
  type Operation,
  operation,
  PhraseSchema,
  RegionId,
  Type
} from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

// Signing in and the own profile; second factor, sessions and tokens are in account-security.ts.

const Password = Type.String({ minLength: 1, maxLength: 256 })
const Secret = Type.String({ minLength: 20, maxLength: 100, pattern: '^[\\w-]+$' })

export const signIn = operation({
  id: 'signIn',
  method: 'POST',
  path: '/api/sign-in',
  summary: { zh: '用账号口令登录', en: 'Sign in with login and password' },
  permission: 'public',
  input: Type.Object({ login: Line(80), password: Password }),
  output: Type.Object({ state: OneOf('signed-in', 'second-factor-needed'), pendingToken: Maybe(Secret) }),
  refusals: ['sign-in-failed', 'sign-in-locked', 'first-password-expired', 'too-many-requests']
})

/** Filled only where the sample operator was planted, so that a visitor can try its roles. */
export const readSampleAccounts = operation({
  id: 'readSampleAccounts',
  method: 'GET',
  path: '/api/sample-accounts',
  summary: { zh: '示例运营商的体验账号', en: 'Accounts of the sample operator to try' },
  permission: 'public',
  input: Nothing,
  output: Type.Object({
    items: Type.Array(Type.Object({ login: Type.String(), password: Type.String(), ...PhraseSchema.properties }))
  })
})

/** Filled only where the sample operator was planted, so that a visitor can sign in at the portal. */
export const readSampleCustomer = operation({
  id: 'readSampleCustomer',
  method: 'GET',
  path: '/api/sample-customer',
  summary: { zh: '示例运营商的体验客户', en: 'A customer of the sample operator to try' },
  permission: 'public',
  input: Nothing,
  output: Type.Object({ items: Type.Array(Type.Object({ login: Type.String(), password: Type.String() })) })
})

export const passSecondFactor = operation({
  id: 'passSecondFactor',
  method: 'POST',
  path: '/api/sign-in/second-factor',
  summary: { zh: '输入动态码或恢复码完成登录', en: 'Finish signing in with a one-time or recovery code' },
  permission: 'public',
  input: Type.Object({ pendingToken: Secret, code: OneTimeCode }),
  output: Type.Object({ state: OneOf('signed-in'), recoveryCodesLeft: Type.Integer() }),
  refusals: ['second-factor-wrong', 'second-factor-expired', 'sign-in-locked']
})

export const signOut = operation({
  id: 'signOut',
  method: 'POST',
  path: '/api/sign-out',
  summary: { zh: '退出登录', en: 'Sign out' },
  permission: 'public',
  input: Nothing,
  output: Nothing
})

const HeldRole = Type.Object({ code: Code, zh: Type.String(), en: Type.String(), unitId: Id })

export const getSession = operation({
  id: 'getSession',
  method: 'GET',
  path: '/api/session',
  summary: { zh: '当前登录人及其权限', en: 'Who is signed in and what they may do' },
  permission: 'public',
  input: Nothing,
  output: Type.Object({
    staff: Maybe(
      Type.Object({
        id: Id,
        name: Type.String(),
        jobNumber: Type.String(),
        login: Maybe(Type.String()),
        /** The region worked in: what lists and new records are about while nothing else is named. */
        regionId: Type.Integer(),
        unit: Type.Object({ id: Id, nameZh: Type.String(), nameEn: Type.String() }),
        language: Language,
        theme: Theme
      })
    ),
    roles: Type.Array(HeldRole),
    /** The regions the person may work in. */
    regions: Type.Array(Type.Object({ id: Type.Integer(), ...PhraseSchema.properties })),
    abilities: Type.Array(Type.Object({ verb: Verb, scope: ScopeWord, regionIds: Type.Array(Type.Integer()) })),
    /** Classes of personal data shown unmasked. */
    sees: Type.Array(Type.String()),
    /** What the person must do before their roles count. */
    owes: Type.Array(OneOf('password-change', 'second-factor')),
    passwordExpiresAt: Maybe(Instant),
    sessionEndsAt: Maybe(Instant),
    /** The single sign-on this installation offers. */
    oidc: Maybe(Type.Object({ name: Type.String() }))
  }),
  staleOn: ['staff.changed', 'staff.roles-changed', 'unit.moved']
})

export const getPasswordPolicy = operation({
  id: 'getPasswordPolicy',
  method: 'GET',
  path: '/api/account/password-policy',
  summary: { zh: '口令规则', en: 'The rules for passwords' },
  permission: 'public',
  input: Nothing,
  output: Type.Object({
    words: PhraseSchema,
    length: Type.Object({ min: Type.Integer(), max: Type.Integer() }),
    classes: Type.Object({ of: Type.Array(Type.String()), atLeast: Type.Integer() }),
    /** Runs of so many characters are refused. */
    forbid: Type.Object({
      jobNumber: Type.Boolean(),
      accountName: Type.Boolean(),
      sameCharacterRun: Type.Integer(),
      sequenceRun: Type.Integer()
    }),
    faults: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }))
  })
})

export const changePassword = operation({
  id: 'changePassword',
  method: 'POST',
  path: '/api/account/password',
  summary: { zh: '修改自己的口令', en: 'Change one’s own password' },
  permission: 'signed-in',
  input: Type.Object({ current: Password, next: Password }),
  output: Nothing,
  refusals: ['session-needed', 'password-wrong', 'password-not-acceptable', 'password-used-before', 'sign-in-locked']
})

const Profile = Type.Object({
  id: Id,
  name: Type.String(),
  jobNumber: Type.String(),
  login: Maybe(Type.String()),
  email: Maybe(Type.String()),
  phone: Maybe(Type.String()),
  language: Language,
  theme: Theme,
  roles: Type.Array(HeldRole),
  skills: Type.Array(Type.Object({ code: Code, zh: Type.String(), en: Type.String(), level: Type.Integer() })),
  passwordChangedAt: Maybe(Instant),
  totpEnabledAt: Maybe(Instant),
  recoveryCodesLeft: Type.Integer()
})

export const getMyProfile = operation({
  id: 'getMyProfile',
  method: 'GET',
  path: '/api/account/profile',
  summary: { zh: '我的资料', en: 'My profile' },
  permission: 'signed-in',
  input: Nothing,
  output: Profile,
  staleOn: ['staff.changed', 'staff.roles-changed', 'staff.skills-changed']
})

export const updateMyProfile = operation({
  id: 'updateMyProfile',
  method: 'PATCH',
  path: '/api/account/profile',
  summary: { zh: '修改界面语言、主题与当前省公司', en: 'Change language, theme and the region worked in' },
  permission: 'signed-in',
  input: Type.Object({
    language: Type.Optional(Language),
    theme: Type.Optional(Theme),
    /** One of `regions` of the session; counts in sessions, not for API tokens. */
    regionId: Type.Optional(RegionId)
  }),
  output: Profile
})

/** Why a password is not acceptable; `password-not-acceptable` names these in its details. @norm GV-02 */
export const passwordFaultWords = {
  'too-short': { zh: '太短', en: 'too short' },
  'too-long': { zh: '太长', en: 'too long' },
  'too-few-classes': {
    zh: '大写、小写、数字、符号的种类不够',
    en: 'too few of capitals, small letters, digits and symbols'
  },
  'contains-job-number': { zh: '含有工号', en: 'holds the job number' },
  'contains-login': { zh: '含有账号名', en: 'holds the account name' },
  'same-character-run': { zh: '同一字符连续太多', en: 'repeats one character too often in a row' },
  'sequence-run': { zh: '含有连续数字、字母或键盘顺序', en: 'holds a counting or keyboard sequence' },
  'commonly-used': { zh: '是常见或已泄露的口令', en: 'is a common or leaked password' }
} as const

export const accountRefusals = {
  'sign-in-failed': { status: 401, zh: '账号或口令不正确', en: 'Login or password is not right' },
  'sign-in-locked': {
    status: 429,
    zh: '连续输错次数过多，账号暂时锁定',
    en: 'Too many failures; the account is locked for a while'
  },
  'first-password-expired': {
    status: 401,
    zh: '初始口令已过期，请联系管理员重置',
    en: 'The first password has expired; ask for a new one'
  },
  'second-factor-wrong': { status: 401, zh: '动态码或恢复码不正确', en: 'The code is not right' },
  'second-factor-expired': {
    status: 401,
    zh: '登录已超时，请重新输入口令',
    en: 'This sign-in took too long; begin again'
  },
  'second-factor-not-begun': { status: 409, zh: '请先开始绑定动态码', en: 'Begin to enrol the app first' },
  'second-factor-not-enabled': { status: 409, zh: '尚未绑定动态码', en: 'No one-time-code app is enrolled' },
  'second-factor-enabled-already': { status: 409, zh: '动态码已绑定', en: 'A one-time-code app is enrolled already' },
  'session-needed': {
    status: 403,
    zh: '此操作需要本人登录，不能使用令牌',
    en: 'This needs the person signed in, not a token'
  },
  'password-wrong': { status: 403, zh: '当前口令不正确', en: 'The current password is not right' },
  'password-not-acceptable': { status: 422, zh: '新口令不符合规则', en: 'The new password does not meet the rules' },
  'password-used-before': { status: 422, zh: '新口令与最近使用过的相同', en: 'The new password was used before' },
  'token-scope-not-held': { status: 403, zh: '令牌范围超出本人权限', en: 'A token cannot do more than its owner' },
  'too-many-tokens': { status: 409, zh: '令牌数量已达上限', en: 'There are too many tokens' },
  'oidc-failed': { status: 401, zh: '单点登录未成功，请重试', en: 'Single sign-on did not succeed; try again' },
  'oidc-no-account': {
    status: 403,
    zh: '该身份没有对应的账号，请联系管理员',
    en: 'Nobody here has this identity; ask your administrator'
  },
  'oidc-not-configured': { status: 404, zh: '未启用单点登录', en: 'Single sign-on is not set up' }
} as const satisfies Record<string, RefusalEntry>

export const accountOperations: readonly Operation[] = [
  signIn,
  readSampleAccounts,
  readSampleCustomer,
  passSecondFactor,
  signOut,
  getSession,
  getPasswordPolicy,
  changePassword,
  getMyProfile,
  updateMyProfile,
  ...accountSecurityOperations
]
