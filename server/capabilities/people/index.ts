// What other capabilities may ask of people: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import { every, type Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { forgetOldTraces } from './forget-old-traces.ts'
import { syncReferenceData } from './sync-reference-data.ts'

export { issueToken } from './api-tokens.ts'
export { actorOfStaff, identify, identifyWith, type Identifier } from './identify.ts'
export { mountOidc as mountExtra } from './oidc-sign-in.ts'
export { heldRoles } from './held-roles.ts'
export { hashPassword, passwordMatches } from './password-hash.ts'
export { routes } from './routes.ts'
export { setSecondFactor } from './second-factor-setting.ts'
export { hashOfSecret, newSecret } from './secrets.ts'
export { endSession, liveSessions, openSession, sessionCookie } from './sessions.ts'
export {
  countFailureOfAddress,
  guessedRight,
  guessedWrong,
  limitRate,
  loginKey,
  takeGuess
} from './sign-in-attempts.ts'
export { staffHolding, staffInRegion, staffWithRole, type StaffInUnit, staffInUnit, staffNames, staffOfRegion, staffOver, staffWithSkill, unitOfStaff } from './staff-lookups.ts'
export { createStaff, grantRole, type NewStaff } from './staff-records.ts'
export { createUnit, getUnit, type NewUnit, type Unit, unitOf, unitsUnder, unitTree } from './unit-tree.ts'
export { sensitiveClasses, visibleClasses } from './visible-classes.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = [every(3600, 'people.forget-old-traces', forgetOldTraces)]

/** Brings roles and skills in line with the rulebook. */
export const prepare = (app: App): Promise<void> => syncReferenceData(app)
