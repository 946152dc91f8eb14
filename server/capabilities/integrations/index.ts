// What the adapters may ask of the integrations: everything else in this folder is its own business.
import type { Route } from '#platform/action'
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'

export { hideRecord, isHidden, showRecord } from './hidden-records.ts'

export const routes: Route[] = []
export const reactions: Reaction[] = []
export const repeating: Repeating[] = []
export async function prepare(_app: App): Promise<void> {}
