// The faces of TM Forum's Open APIs: an adapter over the same actions as the product, never a second model.
import type { FastifyInstance } from 'fastify'
import { offerHub } from '#capabilities/integrations'
import type { Route } from '#platform/action'
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { customerEvents, type EventTypes, interactionEvents, partyEvents, ticketEvents } from './event-types.ts'
import { hubFaceOf, mountHub } from './hub.ts'
import { partyInteraction } from './interaction/resource.ts'
import { mountFaces } from './mount-face.ts'
import { customer } from './party/customer.ts'
import { individual, organization } from './party/party.ts'
import type { Face } from './resource.ts'
import { mountSpecifications } from './trouble-ticket/specifications.ts'
import { troubleTicket, troubleTicket5 } from './trouble-ticket/resource.ts'

const faces: (Face & { events: EventTypes })[] = [
  { path: 'troubleTicket/v4', version: 4, resources: [troubleTicket], events: ticketEvents },
  { path: 'troubleTicket/v5', version: 5, resources: [troubleTicket5], events: ticketEvents },
  { path: 'customerManagement/v4', version: 4, resources: [customer], events: customerEvents },
  { path: 'party/v4', version: 4, resources: [individual, organization], events: partyEvents },
  { path: 'partyInteraction/v4', version: 4, resources: [partyInteraction], events: interactionEvents }
]

export const routes: Route[] = []
export const reactions: Reaction[] = []
export const repeating: Repeating[] = []

/** Lets listeners of each interface be told. */
export async function prepare(_app: App): Promise<void> {
  for (const face of faces) offerHub(hubFaceOf(face, face.events))
}

export function mountExtra(server: FastifyInstance, app: App): void {
  mountFaces(server, app, faces, (scope) => {
    for (const face of faces) mountHub(scope, app, face)
    mountSpecifications(scope, app)
  })
}
