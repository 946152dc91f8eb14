import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import type { Route } from '#platform/action'

export { type MeansKind, normalizedMeans } from './contact-means.ts'
export { addContactMeans, addLine, createCustomer, type NewCustomer, type NewLine, type NewMeans } from './create-customer.ts'
export { type CustomerFacts, customerFacts } from './customer-facts.ts'
export { type CustomerBrief, customerNames, findCustomer, matchCustomer } from './find-customer.ts'

export const routes: Route[] = []
export const reactions: Reaction[] = []
export const repeating: Repeating[] = []
export async function prepare(_app: App): Promise<void> {}
