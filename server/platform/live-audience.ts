import { allEvents } from '@shouwen/contract/index'
import type { EventEntry } from '@shouwen/contract/events'
import { holds } from './access.ts'
import type { Actor } from './action.ts'
import type { RecordedEvent } from './events.ts'

/** Who reads whole floors hears of everybody at once. */
const WATCHES = 'floor.supervise'

/** Those who hear the same: staff of the same regions, watching or not; a customer hears only of their own, a visitor only of their conversation. */
export function audienceOf(actor: Actor): string {
  if (actor.kind === 'customer') return actor.id
  if (actor.kind === 'visitor') return actor.conversationId
  return actor.kind === 'staff' ? `${regionsOf(actor).join()}${holds(actor, WATCHES) ? ' watching' : ''}` : ''
}

/** May this actor hear of the event at all? */
export function hears(actor: Actor, event: RecordedEvent): boolean {
  if (event.data['internal'] === true && actor.kind !== 'staff') return false
  if (actor.kind === 'visitor') return event.subjectId === actor.conversationId && event.regionId === actor.regionId
  if (actor.kind === 'customer') return event.data['customerId'] === actor.id && event.regionId === actor.regionId
  if (actor.kind !== 'staff') return false
  const regions = regionsOf(actor)
  return regions[0] === 'all' || event.regionId === 0 || regions.includes(String(event.regionId))
}

/** Events of a floor with thousands of people: whoever they do not name, and who does not watch the floor, hears of them gathered. */
export const isCrowded = (event: Pick<RecordedEvent, 'name'>): boolean => (allEvents as Record<string, EventEntry>)[event.name]?.crowded === true

/** Does this one hear of it at once? */
export const hearsAtOnce = (actor: Actor, event: RecordedEvent): boolean =>
  !isCrowded(event) || actor.kind !== 'staff' || holds(actor, WATCHES) || namedBy(event).has(actor.id)

/** Staff an event names: who acted, whom it is about, whom it moved from or to. */
export function namedBy({ actorId, subjectKind, subjectId, data }: RecordedEvent): ReadonlySet<string> {
  const named = [actorId, subjectKind === 'staff' ? subjectId : null, data['staffId'], data['fromId'], data['setById']]
  return new Set(named.filter((id): id is string => typeof id === 'string'))
}

function regionsOf(actor: Actor & { kind: 'staff' }): string[] {
  if (actor.grants.some((grant) => grant.scope === 'all')) return ['all']
  return [...new Set([actor.regionId, ...actor.grants.map((grant) => grant.regionId)])].sort().map(String)
}
