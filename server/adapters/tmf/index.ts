// The faces of TM Forum's Open APIs: an adapter over the same actions as the product, never a second model.
import type { FastifyInstance } from 'fastify'
import type { Route } from '#platform/action'
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { mountFaces } from './mount-face.ts'
import type { Face } from './resource.ts'
import { partyInteraction } from './interaction/resource.ts'
import { customer } from './party/customer.ts'
import { individual, organization } from './party/party.ts'
import { troubleTicket, troubleTicket5 } from './trouble-ticket/resource.ts'

export const faces: Face[] = [
  { path: 'troubleTicket/v4', version: 4, resources: [troubleTicket] },
  { path: 'troubleTicket/v5', version: 5, resources: [troubleTicket5] },
  { path: 'customerManagement/v4', version: 4, resources: [customer] },
  { path: 'party/v4', version: 4, resources: [individual, organization] },
  { path: 'partyInteraction/v4', version: 4, resources: [partyInteraction] }
]

export const routes: Route[] = []
export const reactions: Reaction[] = []
export const repeating: Repeating[] = []
export async function prepare(_app: App): Promise<void> {}

export function mountExtra(server: FastifyInstance, app: App): void {
  mountFaces(server, app, faces, () => {})
}
