import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { insertSubscription, removeSubscription } from './save-webhook.ts'
import { checkUrl, type Subscription, subscriptionFor } from './subscription.ts'

export type Hub = { id: string; callback: string; query: string | null }

/** Registers a listener of a TMF interface for the events of the actor's region. */
export async function createHub(call: Call, given: { face: string; callback: string; query: string | null }): Promise<Hub> {
  const { actor } = call
  if (actor.kind !== 'staff') throw refuse('not-permitted')
  checkUrl(call, given.callback)
  const row = { id: call.app.newId(), region_id: actor.regionId, kind: 'hub' as const, name: `hub ${given.face}`, events: [], secret: null, created_by: actor.id, ...given }
  return hubOf(await insertSubscription(call, row))
}

/** The listener, if it belongs to this interface; refuses with `not-found`. */
export async function getHub(call: Call, face: string, id: string): Promise<Hub> {
  return hubOf(await hubRow(call, face, id))
}

export async function removeHub(call: Call, face: string, id: string): Promise<void> {
  await removeSubscription(call, await hubRow(call, face, id))
}

async function hubRow(call: Call, face: string, id: string): Promise<Subscription> {
  const row = await subscriptionFor(call, id)
  if (row.kind !== 'hub' || row.face !== face) throw refuse('not-found')
  return row
}

const hubOf = ({ id, callback, query }: Subscription): Hub => ({ id, callback, query })
