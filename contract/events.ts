import type { Phrase } from './operation.ts'

/** What an event is about and how people read it. Names are past tense and dotted. */
export type EventEntry = Phrase & { subject: string }

/** Declares the events of a capability. */
export function events<const T extends Record<string, EventEntry>>(entries: T): T {
  return entries
}
