// What other capabilities may ask of the playbooks: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { letSubjectSay } from '#capabilities/norms'
import { holdsSomewhere } from './may-answer.ts'
import { watchLoop } from './watch-region.ts'

export { routes } from './routes.ts'
export { watchPlaybooks } from './watch-region.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = []
export const loops = [watchLoop]

/** Says who may read the promise to answer a proposal. */
export async function prepare(_app: App): Promise<void> {
  letSubjectSay('proposal', async (call, { regionId }) => holdsSomewhere(call, 'playbook.read', regionId))
}
