// What other capabilities may ask of the VIP desk: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'

export { recordVipNeed } from './record-need.ts'
export { routes } from './routes.ts'
export { saveVipProfile } from './vip-customer.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = []

export async function prepare(_app: App): Promise<void> {}
