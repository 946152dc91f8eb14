// What other capabilities may ask of the menus: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'

export { type Ground, groundFor, type MenuChannel, type Walker } from './menu-ground.ts'
export { type MenuPlace, menuPlace } from './menu-place.ts'
export { announce, endNotice, noticesIn, noticesNow } from './notices.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = []
export async function prepare(_app: App): Promise<void> {}
