import type { Phrase } from './operation.ts'

/**
 * What an event is about and how people read it. Names are past tense and dotted. `crowded`: so frequent on a large floor that staff it does not
 * name hear of it gathered, once a second.
 */
export type EventEntry = Phrase & { subject: string; crowded?: true }

/** Declares the events of a capability. */
export function events<const T extends Record<string, EventEntry>>(entries: T): T {
  return entries
}
