// What other capabilities may ask of the outbound work: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { watchCampaigns } from './watch-campaigns.ts'

export { type MovedCampaign, pauseCampaignsOf, resumeCampaignsOf } from './moved-seats.ts'
export { routes } from './routes.ts'
export { createCampaign } from './save-campaign.ts'
export { steerCampaign } from './steer-campaign.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = [watchCampaigns]

export async function prepare(_app: App): Promise<void> {}
