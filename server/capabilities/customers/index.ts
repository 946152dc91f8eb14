import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { identifyWith } from '#capabilities/people'
import { forgetPortalSessions } from './forget-portal-sessions.ts'
import { identifyCustomer } from './portal-identity.ts'

export { type MeansKind, normalizedMeans } from './contact-means.ts'
export { addContactMeans, addLine, createCustomer, searchColumns, type NewCustomer, type NewLine, type NewMeans } from './create-customer.ts'
export { type CustomerFacts, customerFacts } from './customer-facts.ts'
export { maskCustomer, type Masker, maskerFor, shownName } from './masking.ts'
export { setPortalPassword, type PortalPassword } from './portal-account.ts'
export { customerOf, portalCookie } from './portal-identity.ts'
export { keepOutsideAttributes } from './keep-outside-attributes.ts'
export { linesInUse, planOfLine } from './plan-of-line.ts'
export { registerCustomer } from './register-customer.ts'
export { consentedAt, currentConsent } from './current-consent.ts'
export { emailOf } from './email-of.ts'
export { type Audience, type AudienceMember, findAudience } from './find-audience.ts'
export { type Reach, reachOf, withdrawConsent } from './reach-of.ts'
export { reachesPersonFirst, yearsOf } from './reaches-person-first.ts'
export { routes } from './routes.ts'
export { type CustomerBrief, customerNames, findCustomer, matchCustomer } from './find-customer.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = [forgetPortalSessions]

/** Lets the portal's cookie name a customer. */
export async function prepare(_app: App): Promise<void> {
  identifyWith(identifyCustomer)
}
