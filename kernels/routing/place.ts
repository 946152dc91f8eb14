import type { Contact } from './types.ts'

const MINUTE = 60_000

/**
 * Priority plus minutes waited: the conversation score of the large centres. Every contact's score grows at the same pace, so the order of two
 * contacts never changes while they wait; that is why nobody starves, and why heaps can hold them.
 */
export function scoreOf(contact: Contact, now: number): number {
  return contact.priority + (now - contact.queuedAt) / MINUTE
}

/** When a contact of no priority with the same score would have come; earlier is better. */
export function placeOf(contact: Contact): number {
  return contact.queuedAt - contact.priority * MINUTE
}

/** Negative when `a` stands before `b`. Equal scores: the lower id (ids grow with time). */
export function comparePlaces(a: Contact, b: Contact): number {
  return placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** When a length counted from the contact's coming is over. One formula for rules and timers, so that a timer never comes a rounding too early. */
export function instantAfter(contact: Contact, seconds: number): number {
  return contact.queuedAt + seconds * 1000
}

/** Index of the step in force; −1 before the first. A contact that comes from the future (clock skew) has just come. */
export function stepAt(contact: Contact, now: number): number {
  const at = Math.max(now, contact.queuedAt)
  let step = -1
  for (const { afterSeconds } of contact.needs) {
    if (instantAfter(contact, afterSeconds) > at) break
    step += 1
  }
  return step
}
