// What other capabilities may ask of the secretary desk: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'

export { routes } from './routes.ts'
export { createSubscription } from './save-subscription.ts'
export { takeMessage } from './take-message.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = []

export async function prepare(_app: App): Promise<void> {}
