import type { Call } from '#platform/action'
import type { RecordedEvent } from '#platform/events'

/** What happened, as it is kept with a delivery: names and ids only. */
export type Told = Pick<RecordedEvent, 'name' | 'regionId' | 'subjectKind' | 'subjectId' | 'data'> & { occurredAt: string }

/**
 * A TMF interface that hubs can register with. The adapter says which of its events an event of ours is, and puts the envelope
 * together when it is sent, as the subscriber may see the record then; null = there is nothing to send.
 */
export type HubFace = {
  face: string
  /** Those of its events that this is and the hub's query does not rule out. */
  eventTypes(call: Call, told: Told, query: string | null): Promise<string[]>
  envelope(call: Call, told: Told, message: { eventType: string; id: string; query: string | null }): Promise<Record<string, unknown> | null>
}

const faces = new Map<string, HubFace>()

/** Registers an interface; repeating replaces. */
export function offerHub(face: HubFace): void {
  faces.set(face.face, face)
}

export const hubFace = (name: string): HubFace | undefined => faces.get(name)
