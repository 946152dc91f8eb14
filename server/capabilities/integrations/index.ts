// What the adapters may ask of the integrations: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { deliverLoop } from './deliver.ts'
import { forgetDeliveries } from './forget-deliveries.ts'
import { queueDeliveries } from './queue-deliveries.ts'

export { deliverDue } from './deliver.ts'
export { hideRecord, isHidden, removeRecord, showRecord } from './hidden-records.ts'
export { type HubFace, offerHub, type Told } from './hub-face.ts'
export { createHub, getHub, type Hub, removeHub } from './hubs.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = [queueDeliveries]
export const repeating: Repeating[] = [forgetDeliveries]
export const loops = [deliverLoop]
export async function prepare(_app: App): Promise<void> {}
