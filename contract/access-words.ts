import { OneOf, Type } from './operation.ts'

// Words that several operations about people use.

/** A verb, or a pattern of verbs: `ticket.read`, `ticket.*`, `*`. */
export const Verb = Type.String({ minLength: 1, maxLength: 80, pattern: '^(\\*|[a-z-]+\\.(\\*|[a-z-]+))$' })
export const ScopeWord = OneOf('own', 'team', 'unit', 'subtree', 'region', 'all')
export const Language = OneOf('zh-CN', 'en')
export const Theme = OneOf('light', 'dark', 'system')
/** A code of the app or a recovery code, typed with or without blanks and hyphens. */
export const OneTimeCode = Type.String({ minLength: 6, maxLength: 40, pattern: '^[0-9A-Za-z -]+$' })
/** The version of the record the caller saw. */
export const Version = Type.Integer({ minimum: 1, maximum: 2_000_000_000 })
